using BenchmarkDotNet.Attributes;

namespace NNGen.Benchmarks;

/// <summary>The vector functions: activations of 1,024 values, for 32 samples. The baseline moves the values only.</summary>
public class ActivationBenchmarks
{
    private const int Samples = 32;

    private readonly float[] inputs = NetworkBenchmarks.Values(Samples * ReLU1024.InputLength);
    private readonly float[] outputs = new float[Samples * ReLU1024.OutputLength];
    private readonly ReLU1024 relu = new();
    private readonly Sigmoid1024 sigmoid = new();
    private readonly Tanh1024 tanh = new();
    private readonly Softmax1024 softmax = new();

    /// <summary>max(x, 0).</summary>
    [Benchmark(Baseline = true)]
    public void ReLU() => relu.ForwardBatch(inputs, outputs);

    /// <summary>1 / (1 + exp(−x)).</summary>
    [Benchmark]
    public void Sigmoid() => sigmoid.ForwardBatch(inputs, outputs);

    /// <summary>tanh(x).</summary>
    [Benchmark]
    public void Tanh() => tanh.ForwardBatch(inputs, outputs);

    /// <summary>exp(x − max) / Σ.</summary>
    [Benchmark]
    public void Softmax() => softmax.ForwardBatch(inputs, outputs);
}

[NeuralNetwork(Trainable = false), Input(1024), ReLU]
internal sealed partial class ReLU1024;

[NeuralNetwork(Trainable = false), Input(1024), Sigmoid]
internal sealed partial class Sigmoid1024;

[NeuralNetwork(Trainable = false), Input(1024), Tanh]
internal sealed partial class Tanh1024;

[NeuralNetwork(Trainable = false), Input(1024), Softmax]
internal sealed partial class Softmax1024;
