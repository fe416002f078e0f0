namespace NNGen.Samples.Architectures;

/// <summary>
/// An inception module (Szegedy et al. 2014): four branches side by side, with windows of different sizes; those of 3 × 3 and 5 × 5 stand
/// behind a 1 × 1 convolution that reduces the channels.
/// </summary>
/// <param name="point">The channels of the 1 × 1 branch.</param>
/// <param name="smallReduced">The channels that the 3 × 3 branch is reduced to.</param>
/// <param name="small">The channels of the 3 × 3 branch.</param>
/// <param name="largeReduced">The channels that the 5 × 5 branch is reduced to.</param>
/// <param name="large">The channels of the 5 × 5 branch.</param>
/// <param name="pooled">The channels of the pooling branch.</param>
[Conv2D(Block.Parameter1, kernel: 1, Activation.ReLU, Name = "point")]
[Conv2D(Block.Parameter2, kernel: 1, Activation.ReLU, From = Block.Input)]
[Conv2D(Block.Parameter3, kernel: 3, Activation.ReLU, Pad = 1, Name = "small")]
[Conv2D(Block.Parameter4, kernel: 1, Activation.ReLU, From = Block.Input)]
[Conv2D(Block.Parameter5, kernel: 5, Activation.ReLU, Pad = 2, Name = "large")]
[MaxPool2D(3, Stride = 1, Padding = Padding.Same, From = Block.Input)]
[Conv2D(Block.Parameter6, kernel: 1, Activation.ReLU, Name = "pooled")]
[Concat("point", "small", "large", "pooled")]
public sealed class InceptionModule(int point, int smallReduced, int small, int largeReduced, int large, int pooled)
    : BlockAttribute(point, smallReduced, small, largeReduced, large, pooled);

/// <summary>GoogLeNet's first inception module on its 28 × 28 × 192 input: 256 channels out, 163,696 parameters.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError)]
[Input(28, 28, 192)]
[InceptionModule(64, 96, 128, 16, 32, 32)]
public sealed partial class Inception;
