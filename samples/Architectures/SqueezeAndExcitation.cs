namespace NNGen.Samples.Architectures;

/// <summary>Squeeze and excitation (Hu et al. 2018): the mean of every channel decides how much the channel counts.</summary>
/// <param name="squeezed">To how many numbers the means are squeezed.</param>
/// <param name="channels">The channels of its input and output.</param>
/// <param name="activation">The function of the squeezed numbers.</param>
[GlobalAveragePool2D]
[Dense(SqueezeExcitation.Squeezed, (Activation)SqueezeExcitation.Function), Dense(SqueezeExcitation.Channels, Activation.Sigmoid)]
[Multiply(Block.Input)]
public sealed class SqueezeExcitation(int squeezed, int channels, Activation activation = Activation.ReLU)
    : BlockAttribute(squeezed, channels, activation)
{
    /// <summary>To how many numbers the means are squeezed.</summary>
    public const int Squeezed = Block.Parameter1;

    /// <summary>The channels.</summary>
    public const int Channels = Block.Parameter2;

    /// <summary>The function of the squeezed numbers.</summary>
    public const int Function = Block.Parameter3;
}

/// <summary>A residual block with squeeze and excitation.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError)]
[Input(16, 16, 32, Name = "features")]
[Conv2D(32, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(32, kernel: 3, Padding = Padding.Same)]
[SqueezeExcitation(8, 32), Add("features"), ReLU]
public sealed partial class SqueezeAndExcitation;
