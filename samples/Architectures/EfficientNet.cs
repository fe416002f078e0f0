namespace NNGen.Samples.Architectures;

/// <summary>
/// A 1 × 1 convolution to six times as many channels, one of each of them by itself, a squeeze-and-excitation, and one of 1 × 1 back to few
/// channels (Tan and Le 2019).
/// </summary>
/// <param name="inputs">The channels of its input.</param>
/// <param name="channels">The channels of its output.</param>
/// <param name="kernel">The kernel's side.</param>
/// <param name="stride">By how much it shrinks the picture.</param>
[NormalizedConv(6 * MBConv.Inputs, 1, Name = "expand"), SiLU]
[NormalizedDepthwise(MBConv.Kernel, MBConv.Stride, Name = "depthwise"), SiLU]
[SqueezeExcitation(MBConv.Inputs / 4, 6 * MBConv.Inputs, Activation.SiLU, Name = "squeeze")]
[NormalizedConv(MBConv.Channels, 1, Name = "project")]
public sealed class MBConv(int inputs, int channels, int kernel, int stride = 1) : BlockAttribute(inputs, channels, kernel, stride)
{
    /// <summary>The channels of the input.</summary>
    public const int Inputs = Block.Parameter1;

    /// <summary>The channels of the output.</summary>
    public const int Channels = Block.Parameter2;

    /// <summary>The kernel's side.</summary>
    public const int Kernel = Block.Parameter3;

    /// <summary>By how much it shrinks the picture.</summary>
    public const int Stride = Block.Parameter4;
}

/// <summary>The same beside a connection that skips it.</summary>
/// <param name="channels">The channels of its input and output.</param>
/// <param name="kernel">The kernel's side.</param>
[MBConv(ResidualMBConv.Channels, ResidualMBConv.Channels, ResidualMBConv.Kernel, Name = "residual"), Add(Block.Input)]
public sealed class ResidualMBConv(int channels, int kernel) : BlockAttribute(channels, kernel)
{
    /// <summary>The channels.</summary>
    public const int Channels = Block.Parameter1;

    /// <summary>The kernel's side.</summary>
    public const int Kernel = Block.Parameter2;
}

/// <summary>EfficientNet-B0's stem and blocks for small pictures.</summary>
[NeuralNetwork]
[Input(16, 16, 3)]
[NormalizedConv(8, 3, stride: 2), SiLU]
[MBConv(8, 12, 3, stride: 2), ResidualMBConv(12, 5)]
[GlobalAveragePool2D, Dense(10, Activation.Softmax)]
public sealed partial class SmallEfficientNet;
