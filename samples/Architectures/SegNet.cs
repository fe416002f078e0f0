namespace NNGen.Samples.Architectures;

/// <summary>
/// A SegNet (Badrinarayanan et al. 2015) of three levels for small pictures: the decoder puts values back to where the encoder's pooling
/// found its maxima, so that edges stay where they were, and fills the gaps by convolutions.
/// </summary>
[NeuralNetwork]
[Input(32, 32, 3)]
[Conv2D(16, kernel: 3, Activation.ReLU, Padding = Padding.Same), MaxPool2D(2, Name = "fine")]
[Conv2D(32, kernel: 3, Activation.ReLU, Padding = Padding.Same), MaxPool2D(2, Name = "middle")]
[Conv2D(64, kernel: 3, Activation.ReLU, Padding = Padding.Same), MaxPool2D(2, Name = "coarse")]
[MaxUnpool2D("coarse"), Conv2D(32, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[MaxUnpool2D("middle"), Conv2D(16, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[MaxUnpool2D("fine"), Conv2D(16, kernel: 3, Activation.ReLU, Padding = Padding.Same)]
[Conv2D(4, kernel: 1, Activation.Softmax)]
public sealed partial class SegNet;
