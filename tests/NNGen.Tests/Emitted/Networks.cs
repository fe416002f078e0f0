namespace NNGen.Tests.Emitted;

/// <summary>A classifier of 28 × 28 images: one long contraction.</summary>
[NeuralNetwork, Input(784), Dense(128, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class ImageClassifier;

/// <summary>Every width a whole number of tiles, and more weights than a cache level holds.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(256)]
[Dense(512, Activation.ReLU), Dense(512, Activation.ReLU), Dense(256, Activation.ReLU)]
internal sealed partial class Wide;

/// <summary>Small enough that one sample's pass is a single method without loops.</summary>
[NeuralNetwork, Input(4), Dense(8, Activation.Tanh), Dense(8, Activation.Tanh), Dense(3)]
internal sealed partial class Controller;

/// <summary>Many short sums.</summary>
[NeuralNetwork, Input(64)]
[Dense(64, Activation.ReLU), Dense(32, Activation.ReLU), Dense(16, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class Deep;

/// <summary>Widths that are not whole tiles: every remainder loop is there.</summary>
[NeuralNetwork, Input(1000), Dense(300, Activation.Sigmoid), Dense(100, Activation.Softmax)]
internal sealed partial class Uneven;

/// <summary>LeNet-5: convolutions of one and of few channels, pooling behind them, then dense layers.</summary>
[NeuralNetwork, Input(28, 28, 1), Conv2D(6, 5, Activation.ReLU), MaxPool2D(2), Conv2D(16, 5, Activation.ReLU), MaxPool2D(2), Flatten]
[Dense(120, Activation.ReLU), Dense(84, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class LeNet5;

/// <summary>A graph with padding, strides, groups and a normalisation: every loop that is bounded by conditions is there.</summary>
[NeuralNetwork, Input(11, 9, 4)]
[Conv2D(8, 3, Activation.Tanh, Stride = 2, Pad = 1, Groups = 2, Name = "strided"), LayerNormalization]
[Conv2D(8, 3, Activation.ReLU, Padding = Padding.Same, Groups = 4), Add("strided")]
[AveragePool2D(3, Stride = 2, Pad = 1), Conv2D(20, 2, Activation.Sigmoid), GlobalMaxPool2D, Dense(5, Activation.Softmax)]
internal sealed partial class Grouped;

/// <summary>Batch normalisations: steps whose blocks wait for each other.</summary>
[NeuralNetwork, Input(7, 6, 3), BatchNormalization]
[Conv2D(8, 3, UseBias = false, Padding = Padding.Same, Name = "first"), BatchNormalization, ReLU(Name = "shortcut")]
[Conv2D(8, 3, UseBias = false, Padding = Padding.Same, Name = "second"), BatchNormalization(0.9f), Add("shortcut"), ReLU]
[GlobalAveragePool2D, Dense(17, UseBias = false), BatchNormalization, Tanh, Dense(5, Activation.Softmax)]
internal sealed partial class Residual;
