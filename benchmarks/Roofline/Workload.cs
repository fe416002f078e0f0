namespace NNGen.Benchmarks.Roofline;

/// <summary>The measurements of one network: one sample, a batch, and training steps.</summary>
internal sealed class Workload<TNetwork>(string name, Func<int, TNetwork> create, Bandwidth bandwidth)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private const int CallsPerRun = 64;
    private const int WarmUpSteps = 2_000;
    private const int DataSamples = 4_096;

    private readonly TNetwork network = create(1);
    private readonly NetworkDescription description = TNetwork.Description;
    private Dataset? trainingData;

    public Timing Forward(bool isDependent)
    {
        float[] inputs = Random(CallsPerRun * description.InputLength);
        var outputs = new float[CallsPerRun * description.OutputLength];
        int inputLength = description.InputLength;
        int outputLength = description.OutputLength;
        void Run()
        {
            for (int call = 0; call < CallsPerRun; call++)
            {
                Span<float> input = inputs.AsSpan(call * inputLength, inputLength);
                if (isDependent && call > 0) input[0] = outputs[(call - 1) * outputLength];
                network.Forward(input, outputs.AsSpan(call * outputLength, outputLength));
            }
        }

        return new Timing(name, 1, "forward", 2.0 * description.MultiplyAdds, CallsPerRun, Run)
        {
            Variant = isDependent ? "each waits for the last" : null,
            Bound = peak => ForwardBound.Of(description, peak, bandwidth),
        };
    }

    public Timing Batch(int batch)
    {
        float[] inputs = Random(batch * description.InputLength);
        var outputs = new float[batch * description.OutputLength];
        void Run() => network.ForwardBatch(inputs, outputs);
        return new Timing(name, batch, "batch", 2.0 * description.MultiplyAdds * batch, 1, Run);
    }

    /// <summary>Training steps with Adam on changing batches of a data set that fits the third-level cache, the loss included.</summary>
    public Timing Train(int batch, int threads = 1, string? variant = null)
    {
        Dataset data = trainingData ??= MakeData();
        TNetwork trained = create(1);
        var trainer = new Trainer<TNetwork>(trained, new Adam(1e-4f), new TrainerOptions { BatchCapacity = batch, Threads = threads });
        var order = new int[DataSamples];
        for (int k = 0; k < order.Length; k++) order[k] = k;
        new CounterRandom(7).Shuffle(order);
        int start = 0;
        float loss = 0;
        void Run()
        {
            loss += trainer.Step(data, order.AsSpan(start, batch));
            start = start + (2 * batch) <= DataSamples ? start + batch : 0;
        }

        for (int k = 0; k < WarmUpSteps; k++) Run();
        return new Timing(name, batch, "train", TrainingFlops() * batch, 1, Run)
        {
            Variant = variant,
            Finish = () =>
            {
                trainer.Dispose();
                if (!float.IsFinite(loss)) throw new InvalidOperationException($"{name} diverged in the benchmark.");
            },
        };
    }

    /// <summary>Forward and ∂weights for every layer, ∂input for every layer but the first; two operations for each multiply-add.</summary>
    private double TrainingFlops()
    {
        double total = 0;
        for (int layer = 0; layer < description.Layers.Count; layer++) total += description.Layers[layer].MultiplyAdds * (layer == 0 ? 2.0 : 3.0);
        return 2 * total;
    }

    private Dataset MakeData()
    {
        float[] inputs = Random(DataSamples * description.InputLength);
        if (description.Loss == Loss.MeanSquaredError)
        {
            return Dataset.FromTargets(inputs, description.InputLength, Random(DataSamples * description.OutputLength), description.OutputLength);
        }

        var labels = new int[DataSamples];
        var random = new CounterRandom(3);
        for (int k = 0; k < labels.Length; k++) labels[k] = random.NextInt(description.OutputLength);
        return Dataset.FromLabels(inputs, description.InputLength, labels, description.OutputLength);
    }

    private static float[] Random(int length)
    {
        var random = new CounterRandom(5);
        var values = new float[length];
        for (int k = 0; k < length; k++) values[k] = random.NextSingle();
        return values;
    }
}
