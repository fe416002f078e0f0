namespace NNGen.Samples.Architectures;

/// <summary>Some 3 × 3 convolutions, then pooling to half the resolution (Simonyan and Zisserman 2014).</summary>
/// <param name="channels">The channels of every convolution.</param>
/// <param name="count">The number of convolutions.</param>
[VggConv(VggStage.Channels, Repeat = VggStage.Count), MaxPool2D(2)]
public sealed class VggStage(int channels, int count) : BlockAttribute(channels, count)
{
    /// <summary>The channels.</summary>
    public const int Channels = Block.Parameter1;

    /// <summary>The number of convolutions.</summary>
    public const int Count = Block.Parameter2;
}

/// <summary>One of the convolutions.</summary>
/// <param name="channels">Its channels.</param>
[Conv2D(Block.Parameter1, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
public sealed class VggConv(int channels) : BlockAttribute(channels);

/// <summary>The layers behind the convolutions: two of 4,096 units, and 1,000 classes.</summary>
[Flatten, Dense(4096, Activation.ReLU), Dense(4096, Activation.ReLU), Dense(1000, Activation.Softmax)]
public sealed class VggHead() : BlockAttribute;
