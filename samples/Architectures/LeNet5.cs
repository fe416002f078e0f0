namespace NNGen.Samples.Architectures;

/// <summary>LeNet-5 (LeCun et al. 1998) as it is taught today: 32 × 32 pixels, all feature maps connected, 61,706 parameters.</summary>
[NeuralNetwork]
[Input(32, 32, 1)]
[Conv2D(6, kernel: 5, Activation.Tanh), AveragePool2D(2)]
[Conv2D(16, kernel: 5, Activation.Tanh), AveragePool2D(2)]
[Conv2D(120, kernel: 5, Activation.Tanh)]
[Flatten]
[Dense(84, Activation.Tanh)]
[Dense(10, Activation.Softmax)]
public sealed partial class LeNet5;
