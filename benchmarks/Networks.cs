namespace NNGen.Benchmarks;

/// <summary>A classifier for 28×28 images: its first layer is most of the work.</summary>
[NeuralNetwork, Input(784), Dense(128, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class Mlp784;

/// <summary>A small classifier: many short sums.</summary>
[NeuralNetwork, Input(64)]
[Dense(64, Activation.ReLU), Dense(32, Activation.ReLU), Dense(16, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class Mlp64;

/// <summary>A controller: nanoseconds count.</summary>
[NeuralNetwork, Input(4), Dense(8, Activation.Tanh), Dense(8, Activation.Tanh), Dense(3)]
internal sealed partial class Controller;

/// <summary>Two megabytes of weights: bandwidth counts.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(256)]
[Dense(512, Activation.ReLU), Dense(512, Activation.ReLU), Dense(256, Activation.ReLU)]
internal sealed partial class Wide;

/// <summary>LeNet-5: convolutions and pooling over few channels.</summary>
[NeuralNetwork, Input(28, 28, 1)]
[Conv2D(6, kernel: 5, Activation.ReLU), MaxPool2D(2), Conv2D(16, kernel: 5, Activation.ReLU), MaxPool2D(2), Flatten]
[Dense(120, Activation.ReLU), Dense(84, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class LeNet5;

/// <summary>The block of ResNet-18's first stage: 231 million multiply-adds, and images larger than the second-level cache in training.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(56, 56, 64)]
[Conv2D(64, kernel: 3, Pad = 1, UseBias = false), BatchNormalization, ReLU]
[Conv2D(64, kernel: 3, Pad = 1, UseBias = false), BatchNormalization, Add("input"), ReLU]
internal sealed partial class ResNetBlock;

/// <summary>A filter for every channel: nine multiply-adds for each number that is read and written.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(56, 56, 64), DepthwiseConv2D(3, Pad = 1)]
internal sealed partial class Depthwise;
