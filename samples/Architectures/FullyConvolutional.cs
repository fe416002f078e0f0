namespace NNGen.Samples.Architectures;

/// <summary>
/// A fully convolutional segmenter (Long et al. 2015) for small pictures, with one skip: scores at an eighth of the resolution are enlarged by
/// two and added to those of a layer at a quarter, and the sum is enlarged by four. There is no dense layer.
/// </summary>
[NeuralNetwork]
[Input(32, 32, 3)]
[Conv2D(16, kernel: 3, Activation.ReLU, Padding = Padding.Same), MaxPool2D(2)]
[Conv2D(32, kernel: 3, Activation.ReLU, Padding = Padding.Same), MaxPool2D(2, Name = "quarter")]
[Conv2D(64, kernel: 3, Activation.ReLU, Padding = Padding.Same), MaxPool2D(2)]
[Conv2D(128, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(5, kernel: 1)]
[Conv2DTranspose(5, kernel: 4, Stride = 2, Padding = Padding.Same, UseBias = false, Name = "enlarged")]
[Conv2D(5, kernel: 1, From = "quarter", Name = "skip")]
[Add("enlarged", "skip")]
[Conv2DTranspose(5, kernel: 8, Stride = 4, Padding = Padding.Same, UseBias = false)]
[Softmax]
public sealed partial class FullyConvolutional;
