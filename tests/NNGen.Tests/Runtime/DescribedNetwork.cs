using System;

namespace NNGen.Tests.Runtime;

/// <summary>
/// A network written by hand, for tests of the runtime without the generator: y = (x · dense_1.kernel + dense_1.bias) · dense_2.kernel +
/// dense_2.bias. The first kernel is stored as [out, in], the second as [in, out].
/// </summary>
internal sealed class DescribedNetwork : INeuralNetwork<DescribedNetwork>
{
    public const int Inputs = 3;
    public const int Hidden = 4;
    public const int Outputs = 2;

    public DescribedNetwork(ParameterBuffer parameters) => Parameters = parameters;

    public DescribedNetwork(int seed)
        : this(new ParameterBuffer(Description)) => Parameters.Initialize(seed);

    public static NetworkDescription Description { get; } = Describe(
        "Described",
        new TensorDescription("dense_1.kernel", [Inputs, Hidden], 0, [1, 0], Initializer.GlorotUniform, Inputs, Hidden),
        new TensorDescription("dense_1.bias", [Hidden], 12, [0], Initializer.Zeros, Inputs, Hidden),
        new TensorDescription("dense_2.kernel", [Hidden, Outputs], 16, [0, 1], Initializer.HeNormal, Hidden, Outputs),
        new TensorDescription("dense_2.bias", [Outputs], 24, [0], Initializer.Ones, Hidden, Outputs));

    public ParameterBuffer Parameters { get; }

    /// <summary>A description with the given tensors; for tests that need other ones than <see cref="Description"/>'s.</summary>
    public static NetworkDescription Describe(string name, params TensorDescription[] tensors) => new()
    {
        Name = name,
        Inputs = [new PortDescription("input", [Inputs], ElementType.Float32)],
        Outputs = [new PortDescription("output", [Outputs], ElementType.Float32)],
        Layers =
        [
            new LayerDescription("dense_1", "Dense", ["input"], [Hidden], Activation.Identity, 16, 12),
            new LayerDescription("dense_2", "Dense", ["dense_1"], [Outputs], Activation.Identity, 10, 8),
        ],
        Tensors = tensors,
        Loss = Loss.MeanSquaredError,
        ArchitectureHash = "0123456789abcdef",
        BlockSize = 1,
        BlockLength = Hidden,
    };

    public static DescribedNetwork Create(ParameterBuffer parameters) => new(parameters);

    public static void ForwardBlock(ReadOnlySpan<float> parameters, Span<float> block, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        ReadOnlySpan<float> row = inputs[..Inputs];
        for (int o = 0; o < Hidden; o++)
        {
            float sum = parameters[12 + o];
            for (int i = 0; i < Inputs; i++) sum += row[i] * parameters[(o * Inputs) + i];
            block[o] = sum;
        }

        for (int o = 0; o < Outputs; o++)
        {
            float sum = parameters[24 + o];
            for (int i = 0; i < Hidden; i++) sum += block[i] * parameters[16 + (i * Outputs) + o];
            outputs[o] = sum;
        }
    }

    public void Forward(ReadOnlySpan<float> input, Span<float> output) =>
        ForwardBlock(Parameters.AsReadOnlySpan(), stackalloc float[Hidden], input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int s = 0; s < inputs.Length / Inputs; s++) Forward(inputs.Slice(s * Inputs, Inputs), outputs.Slice(s * Outputs, Outputs));
    }
}
