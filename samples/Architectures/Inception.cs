namespace NNGen.Samples.Architectures;

/// <summary>
/// The first inception module of GoogLeNet (Szegedy et al. 2014) on its 28 × 28 × 192 input: four branches side by side, 256 channels out, 163,696 parameters.
/// </summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError)]
[Input(28, 28, 192, Name = "features")]
[Conv2D(64, kernel: 1, Activation.ReLU, Name = "point")]
[Conv2D(96, kernel: 1, Activation.ReLU, From = "features")]
[Conv2D(128, kernel: 3, Activation.ReLU, Padding = Padding.Same, Name = "small")]
[Conv2D(16, kernel: 1, Activation.ReLU, From = "features")]
[Conv2D(32, kernel: 5, Activation.ReLU, Padding = Padding.Same, Name = "large")]
[MaxPool2D(3, Stride = 1, Padding = Padding.Same, From = "features")]
[Conv2D(32, kernel: 1, Activation.ReLU, Name = "pooled")]
[Concat("point", "small", "large", "pooled")]
public sealed partial class Inception;
