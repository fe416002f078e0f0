namespace NNGen.Benchmarks.Roofline;

/// <summary>The measurements of one network: one sample, a batch, and training steps.</summary>
/// <param name="name">What the rows are called.</param>
/// <param name="create">Creates the network.</param>
/// <param name="bandwidth">What the memory delivers.</param>
/// <param name="isTraffic">Whether the second-level cache is what bounds the forward pass.</param>
internal sealed class Workload<TNetwork>(string name, Func<int, TNetwork> create, Bandwidth bandwidth, bool isTraffic = false)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private const int MostCalls = 64;
    private const int MostWarmUpSteps = 2_000;
    private const int MostSamples = 4_096;
    private const int LeastSamples = 32;

    // What large networks have instead: inputs in the caches, a data set of tens of megabytes, a warm-up of seconds.
    private const int LargestInputs = 1 << 18;
    private const int LargestData = 1 << 23;
    private const double WarmUpFlops = 1e12;

    private readonly TNetwork network = create(1);
    private readonly NetworkDescription description = TNetwork.Description;
    private readonly int samples = Math.Clamp(LargestData / TNetwork.Description.InputLength, LeastSamples, MostSamples);
    private Dataset? trainingData;

    public Timing Forward(bool isDependent)
    {
        int calls = Math.Clamp(LargestInputs / description.InputLength, 1, MostCalls);
        float[] inputs = Random(calls * description.InputLength);
        var outputs = new float[calls * description.OutputLength];
        int inputLength = description.InputLength;
        int outputLength = description.OutputLength;
        void Run()
        {
            for (int call = 0; call < calls; call++)
            {
                Span<float> input = inputs.AsSpan(call * inputLength, inputLength);
                if (isDependent && call > 0) input[0] = outputs[(call - 1) * outputLength];
                network.Forward(input, outputs.AsSpan(call * outputLength, outputLength));
            }
        }

        return new Timing(name, 1, "forward", 2.0 * description.MultiplyAdds, calls, Run)
        {
            Variant = isDependent ? "each waits for the last" : null,
            Bound = peak => isTraffic ? ForwardBound.OfTraffic(description, 1, bandwidth) : ForwardBound.Of(description, peak, bandwidth),
        };
    }

    public Timing Batch(int batch)
    {
        float[] inputs = Random(batch * description.InputLength);
        var outputs = new float[batch * description.OutputLength];
        void Run() => network.ForwardBatch(inputs, outputs);
        return new Timing(name, batch, "batch", 2.0 * description.MultiplyAdds * batch, 1, Run)
        {
            Bound = isTraffic ? _ => ForwardBound.OfTraffic(description, batch, bandwidth) : null,
        };
    }

    /// <summary>Training steps with Adam on changing batches of a data set that fits the third-level cache, the loss included.</summary>
    public Timing Train(int batch, int threads = 1, string? variant = null)
    {
        Dataset data = trainingData ??= MakeData();
        TNetwork trained = create(1);
        var trainer = new Trainer<TNetwork>(trained, new Adam(1e-4f), new TrainerOptions { BatchCapacity = batch, Threads = threads });
        var order = new int[samples];
        for (int k = 0; k < order.Length; k++) order[k] = k;
        new CounterRandom(7).Shuffle(order);
        int start = 0;
        float loss = 0;
        void Run()
        {
            loss += trainer.Step(data, order.AsSpan(start, batch));
            start = start + (2 * batch) <= samples ? start + batch : 0;
        }

        double steps = Math.Clamp(WarmUpFlops / (TrainingFlops() * batch), 1, MostWarmUpSteps);
        for (int k = 0; k < steps; k++) Run();
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
        float[] inputs = Random(samples * description.InputLength);
        if (description.Loss == Loss.MeanSquaredError)
        {
            return Dataset.FromTargets(inputs, description.InputLength, Random(samples * description.OutputLength), description.OutputLength);
        }

        var labels = new int[samples];
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
