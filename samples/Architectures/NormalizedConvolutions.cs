namespace NNGen.Samples.Architectures;

/// <summary>A convolution that keeps the picture's size but for its stride, normalised over the batch (Ioffe and Szegedy 2015).</summary>
/// <param name="channels">The channels of its output.</param>
/// <param name="kernel">The kernel's side, an odd number.</param>
/// <param name="stride">By how much it shrinks the picture.</param>
[Conv2D(
    NormalizedConv.Channels,
    NormalizedConv.Kernel,
    Stride = NormalizedConv.Stride,
    Pad = NormalizedConv.Kernel / 2,
    UseBias = false,
    Name = "conv")]
[BatchNormalization(momentum: 0.9f, epsilon: 1e-5f, Name = "norm")]
public sealed class NormalizedConv(int channels, int kernel, int stride = 1) : BlockAttribute(channels, kernel, stride)
{
    /// <summary>The channels of the output.</summary>
    public const int Channels = Block.Parameter1;

    /// <summary>The kernel's side.</summary>
    public const int Kernel = Block.Parameter2;

    /// <summary>By how much it shrinks the picture.</summary>
    public const int Stride = Block.Parameter3;
}

/// <summary>The same for each channel by itself.</summary>
/// <param name="kernel">The kernel's side, an odd number.</param>
/// <param name="stride">By how much it shrinks the picture.</param>
[DepthwiseConv2D(
    NormalizedDepthwise.Kernel,
    Stride = NormalizedDepthwise.Stride,
    Pad = NormalizedDepthwise.Kernel / 2,
    UseBias = false,
    Name = "conv")]
[BatchNormalization(momentum: 0.9f, epsilon: 1e-5f, Name = "norm")]
public sealed class NormalizedDepthwise(int kernel, int stride = 1) : BlockAttribute(kernel, stride)
{
    /// <summary>The kernel's side.</summary>
    public const int Kernel = Block.Parameter1;

    /// <summary>By how much it shrinks the picture.</summary>
    public const int Stride = Block.Parameter2;
}
