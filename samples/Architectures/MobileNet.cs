namespace NNGen.Samples.Architectures;

/// <summary>
/// A 3 × 3 convolution of each channel by itself, then one of 1 × 1 over the channels (Howard et al. 2017): about an eighth of the
/// multiply-adds of a whole convolution.
/// </summary>
/// <param name="channels">The channels of its output.</param>
/// <param name="stride">By how much it shrinks the picture.</param>
[NormalizedDepthwise(3, SeparableBlock.Stride, Name = "depthwise"), ReLU6]
[NormalizedConv(SeparableBlock.Channels, 1, Name = "pointwise"), ReLU6]
public sealed class SeparableBlock(int channels, int stride = 1) : BlockAttribute(channels, stride)
{
    /// <summary>The channels of the output.</summary>
    public const int Channels = Block.Parameter1;

    /// <summary>By how much it shrinks the picture.</summary>
    public const int Stride = Block.Parameter2;
}

/// <summary>MobileNet (Howard et al. 2017) of full width: 4,231,976 parameters.</summary>
[NeuralNetwork(Trainable = false)]
[Input(224, 224, 3)]
[NormalizedConv(32, 3, stride: 2), ReLU6]
[SeparableBlock(64), SeparableBlock(128, stride: 2), SeparableBlock(128), SeparableBlock(256, stride: 2), SeparableBlock(256)]
[SeparableBlock(512, stride: 2), SeparableBlock(512, Repeat = 5), SeparableBlock(1024, stride: 2), SeparableBlock(1024)]
[GlobalAveragePool2D, Dense(1000, Activation.Softmax)]
public sealed partial class MobileNet;

/// <summary>The same blocks for small pictures, to be trained.</summary>
[NeuralNetwork]
[Input(16, 16, 3)]
[NormalizedConv(8, 3, stride: 2), ReLU6]
[SeparableBlock(16), SeparableBlock(32, stride: 2), SeparableBlock(32)]
[GlobalAveragePool2D, Dense(10, Activation.Softmax)]
public sealed partial class SmallMobileNet;
