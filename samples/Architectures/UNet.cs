namespace NNGen.Samples.Architectures;

/// <summary>
/// A U-Net (Ronneberger et al. 2015) of two levels for small pictures: every level of the decoder sees the features of the encoder's level beside it.
/// </summary>
[NeuralNetwork]
[Input(32, 32, 1)]
[Conv2D(8, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(8, kernel: 3, Activation.ReLU, Padding = Padding.Same, Name = "fine")]
[MaxPool2D(2)]
[Conv2D(16, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(16, kernel: 3, Activation.ReLU, Padding = Padding.Same, Name = "coarse")]
[MaxPool2D(2)]
[Conv2D(32, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(32, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2DTranspose(16, kernel: 2, Stride = 2, Name = "up_to_coarse")]
[Concat("coarse", "up_to_coarse")]
[Conv2D(16, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(16, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2DTranspose(8, kernel: 2, Stride = 2, Name = "up_to_fine")]
[Concat("fine", "up_to_fine")]
[Conv2D(8, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(8, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(2, kernel: 1, Activation.Softmax)]
public sealed partial class UNet;
