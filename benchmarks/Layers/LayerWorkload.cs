using NNGen.Benchmarks.Roofline;

namespace NNGen.Benchmarks.Layers;

/// <summary>The measurements of one layer.</summary>
/// <param name="layer">The layer as it is declared.</param>
internal abstract class LayerWorkload(string layer)
{
    public string Layer => layer;

    /// <summary>One sample, a batch and a training step, each in time for one sample.</summary>
    public abstract Timing[] CreateTimings();
}

/// <inheritdoc/>
internal sealed class LayerWorkload<TNetwork>(string layer) : LayerWorkload(layer)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private const int Samples = 256;

    public override Timing[] CreateTimings()
    {
        NetworkDescription description = TNetwork.Description;
        TNetwork network = Create();
        float[] inputs = NetworkBenchmarks.Values(Samples * description.InputLength);
        float[] targets = NetworkBenchmarks.Values(Samples * description.OutputLength);
        var outputs = new float[Samples * description.OutputLength];
        var trainer = new Trainer<TNetwork>(Create(), new Adam(1e-5f), new TrainerOptions { BatchCapacity = Samples, Threads = 1 });
        float loss = 0;
        return
        [
            Time("forward", 1, () => network.Forward(inputs.AsSpan(0, description.InputLength), outputs)),
            Time("batch", Samples, () => network.ForwardBatch(inputs, outputs)),
            Time("train", Samples, () => loss = trainer.Step(inputs, targets), Finish),
        ];

        void Finish()
        {
            trainer.Dispose();
            if (!float.IsFinite(loss)) throw new InvalidOperationException($"The network with {Layer} diverged in the benchmark.");
        }
    }

    private static TNetwork Create()
    {
        var parameters = new ParameterBuffer(TNetwork.Description);
        parameters.Initialize(1);
        return TNetwork.Create(parameters);
    }

    private Timing Time(string operation, int samples, Action run, Action? finish = null) =>
        new(Layer, samples, operation, 0, samples, run) { Finish = finish };
}
