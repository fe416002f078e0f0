namespace NNGen.Samples.Architectures;

/// <summary>
/// AlexNet as one tower (Krizhevsky 2014): five convolutions, three dense layers, 61,100,840 parameters. The two towers of 2012 were a matter of two small graphics cards.
/// </summary>
[NeuralNetwork(Trainable = false)]
[Input(224, 224, 3)]
[Conv2D(64, kernel: 11, Activation.ReLU, Stride = 4, Pad = 2), MaxPool2D(3, Stride = 2)]
[Conv2D(192, kernel: 5, Activation.ReLU, Pad = 2), MaxPool2D(3, Stride = 2)]
[Conv2D(384, kernel: 3, Activation.ReLU, Pad = 1)]
[Conv2D(256, kernel: 3, Activation.ReLU, Pad = 1)]
[Conv2D(256, kernel: 3, Activation.ReLU, Pad = 1), MaxPool2D(3, Stride = 2)]
[Flatten]
[Dense(4096, Activation.ReLU)]
[Dense(4096, Activation.ReLU)]
[Dense(1000, Activation.Softmax)]
public sealed partial class AlexNet;
