namespace NNGen.Samples.Architectures;

/// <summary>
/// A residual block with squeeze and excitation (Hu et al. 2018): the mean of every channel decides how much the channel counts.
/// </summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError)]
[Input(16, 16, 32, Name = "features")]
[Conv2D(32, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(32, kernel: 3, Padding = Padding.Same, Name = "residual")]
[GlobalAveragePool2D]
[Dense(8, Activation.ReLU)]
[Dense(32, Activation.Sigmoid)]
[Reshape(1, 1, 32, Name = "weights")]
[Multiply("residual", "weights")]
[Add("features")]
[ReLU]
public sealed partial class SqueezeAndExcitation;
