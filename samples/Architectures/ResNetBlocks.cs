namespace NNGen.Samples.Architectures;

/// <summary>Two 3 × 3 convolutions beside a connection that skips them (He et al. 2015): the block of ResNet-18 and ResNet-34.</summary>
/// <param name="channels">The channels of its input and output.</param>
[NormalizedConv(BasicBlock.Channels, 3, Name = "first"), ReLU]
[NormalizedConv(BasicBlock.Channels, 3, Name = "second"), Add(Block.Input), ReLU]
public sealed class BasicBlock(int channels) : BlockAttribute(channels)
{
    /// <summary>The channels.</summary>
    public const int Channels = Block.Parameter1;
}

/// <summary>The same where resolution and channels change: a 1 × 1 convolution brings the skipping connection to the new shape.</summary>
/// <param name="channels">The channels of its output.</param>
/// <param name="stride">By how much it shrinks the picture.</param>
[NormalizedConv(BasicProjection.Channels, 3, BasicProjection.Stride, Name = "first"), ReLU]
[NormalizedConv(BasicProjection.Channels, 3, Name = "second")]
[NormalizedConv(BasicProjection.Channels, 1, BasicProjection.Stride, From = Block.Input, Name = "shortcut"), Add("second"), ReLU]
public sealed class BasicProjection(int channels, int stride = 2) : BlockAttribute(channels, stride)
{
    /// <summary>The channels of the output.</summary>
    public const int Channels = Block.Parameter1;

    /// <summary>By how much it shrinks the picture.</summary>
    public const int Stride = Block.Parameter2;
}

/// <summary>
/// A 3 × 3 convolution of few channels between two of 1 × 1, the second of which gives four times as many (He et al. 2015): what ResNet-50
/// and its larger kin add to their input.
/// </summary>
/// <param name="channels">The channels inside.</param>
/// <param name="stride">By how much the 3 × 3 convolution shrinks the picture.</param>
[NormalizedConv(BottleneckResidual.Channels, 1, Name = "reduce"), ReLU]
[NormalizedConv(BottleneckResidual.Channels, 3, BottleneckResidual.Stride, Name = "middle"), ReLU]
[NormalizedConv(4 * BottleneckResidual.Channels, 1, Name = "expand")]
public sealed class BottleneckResidual(int channels, int stride = 1) : BlockAttribute(channels, stride)
{
    /// <summary>The channels inside.</summary>
    public const int Channels = Block.Parameter1;

    /// <summary>By how much it shrinks the picture.</summary>
    public const int Stride = Block.Parameter2;
}

/// <summary>A bottleneck beside a connection that skips it.</summary>
/// <param name="channels">The channels inside, a quarter of those of its input and output.</param>
[BottleneckResidual(Bottleneck.Channels, Name = "residual"), Add(Block.Input), ReLU]
public sealed class Bottleneck(int channels) : BlockAttribute(channels)
{
    /// <summary>The channels inside.</summary>
    public const int Channels = Block.Parameter1;
}

/// <summary>A bottleneck beside a 1 × 1 convolution, where resolution or channels change.</summary>
/// <param name="channels">The channels inside.</param>
/// <param name="stride">By how much it shrinks the picture.</param>
[BottleneckResidual(BottleneckProjection.Channels, BottleneckProjection.Stride, Name = "residual")]
[NormalizedConv(4 * BottleneckProjection.Channels, 1, BottleneckProjection.Stride, From = Block.Input, Name = "shortcut")]
[Add("residual"), ReLU]
public sealed class BottleneckProjection(int channels, int stride = 2) : BlockAttribute(channels, stride)
{
    /// <summary>The channels inside.</summary>
    public const int Channels = Block.Parameter1;

    /// <summary>By how much it shrinks the picture.</summary>
    public const int Stride = Block.Parameter2;
}
