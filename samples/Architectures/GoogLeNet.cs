namespace NNGen.Samples.Architectures;

/// <summary>
/// GoogLeNet (Szegedy et al. 2014) without its two heads for training: nine inception modules, 6,998,552 parameters.
/// </summary>
[NeuralNetwork(Trainable = false)]
[Input(224, 224, 3)]
[Conv2D(64, kernel: 7, Activation.ReLU, Stride = 2, Pad = 3)]
[MaxPool2D(3, Stride = 2, Padding = Padding.Same), LocalResponseNormalization(5)]
[Conv2D(64, kernel: 1, Activation.ReLU), Conv2D(192, kernel: 3, Activation.ReLU, Pad = 1), LocalResponseNormalization(5)]
[MaxPool2D(3, Stride = 2, Padding = Padding.Same)]
[InceptionModule(64, 96, 128, 16, 32, 32)]
[InceptionModule(128, 128, 192, 32, 96, 64)]
[MaxPool2D(3, Stride = 2, Padding = Padding.Same)]
[InceptionModule(192, 96, 208, 16, 48, 64)]
[InceptionModule(160, 112, 224, 24, 64, 64)]
[InceptionModule(128, 128, 256, 24, 64, 64)]
[InceptionModule(112, 144, 288, 32, 64, 64)]
[InceptionModule(256, 160, 320, 32, 128, 128)]
[MaxPool2D(3, Stride = 2, Padding = Padding.Same)]
[InceptionModule(256, 160, 320, 32, 128, 128)]
[InceptionModule(384, 192, 384, 48, 128, 128)]
[GlobalAveragePool2D, Dense(1000, Activation.Softmax)]
public sealed partial class GoogLeNet;
