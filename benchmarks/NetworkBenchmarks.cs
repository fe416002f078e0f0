using BenchmarkDotNet.Attributes;

namespace NNGen.Benchmarks;

/// <summary>Calls of whole networks, as users make them.</summary>
[MemoryDiagnoser]
public class NetworkBenchmarks
{
    private const int BatchSize = 256;

    private readonly Controller controller = new(1);
    private readonly Mlp784 mlp = new(1);
    private readonly float[] images = Values(BatchSize * Mlp784.InputLength);
    private readonly float[] probabilities = new float[BatchSize * Mlp784.OutputLength];
    private readonly float[] observation = Values(Controller.InputLength);
    private readonly float[] action = new float[Controller.OutputLength];
    private readonly int[] labels = new int[BatchSize];
    private Trainer<Mlp784>? trainer;

    /// <summary>A controller of 4-8-8-3: one decision.</summary>
    [Benchmark]
    public float Decide()
    {
        controller.Forward(observation, action);
        return action[0];
    }

    /// <summary>A classifier of 784-128-10: one image.</summary>
    [Benchmark]
    public float ClassifyOne()
    {
        mlp.Forward(images.AsSpan(0, Mlp784.InputLength), probabilities);
        return probabilities[0];
    }

    /// <summary>The same: 256 images.</summary>
    [Benchmark]
    public float ClassifyBatch()
    {
        mlp.ForwardBatch(images, probabilities);
        return probabilities[0];
    }

    /// <summary>The same: a training step on 256 images with Adam.</summary>
    [Benchmark]
    public float TrainStep() => trainer!.Step(images, labels);

    /// <summary>Makes the trainer.</summary>
    [GlobalSetup]
    public void Setup() => trainer = new Trainer<Mlp784>(new Mlp784(2), new Adam(1e-5f), new TrainerOptions { BatchCapacity = BatchSize });

    /// <summary>Ends the trainer.</summary>
    [GlobalCleanup]
    public void Cleanup() => trainer?.Dispose();

    internal static float[] Values(int length)
    {
        var random = new CounterRandom(9);
        var values = new float[length];
        for (int k = 0; k < length; k++) values[k] = random.NextSingle();
        return values;
    }
}
