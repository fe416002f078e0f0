using NNGen;

namespace WidthProbe;

/// <summary>No size is a multiple of any vector's length.</summary>
[NeuralNetwork, Input(5), Dense(7, Activation.Tanh), Dense(3)]
internal sealed partial class Regression;

[NeuralNetwork, Input(13), Dense(17, Activation.Sigmoid), Dense(1, Activation.Sigmoid)]
internal sealed partial class Binary;

[NeuralNetwork, Input(33), Dense(31, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class Classes;

/// <summary>Layers wide enough for register tiles, stand-alone activations, and a layer without bias.</summary>
[NeuralNetwork, Input(100), Dense(67, KernelInitializer = Initializer.HeNormal), LeakyReLU(0.1f)]
[Dense(48, UseBias = false), Tanh, Dense(21), Softmax]
internal sealed partial class Wide;

/// <summary>Every size is a multiple of the widest vector's length.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(64), Dense(64, Activation.ReLU), Dense(32, Activation.Sigmoid)]
internal sealed partial class Lanes;

/// <summary>Every size is 1.</summary>
[NeuralNetwork, Input(1), Dense(1, Activation.Tanh), Dense(1)]
internal sealed partial class OneByOne;

/// <summary>LeNet-5: convolutions of one and of few channels, pooling behind them, then dense layers.</summary>
[NeuralNetwork, Input(28, 28, 1), Conv2D(6, 5, Activation.ReLU), MaxPool2D(2), Conv2D(16, 5, Activation.ReLU), MaxPool2D(2), Flatten]
[Dense(120, Activation.ReLU), Dense(84, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class LeNet5;

/// <summary>A graph with padding, strides, groups and normalisations; sums along the channels and over images.</summary>
[NeuralNetwork, Input(11, 9, 4)]
[Conv2D(8, 3, Activation.Tanh, Stride = 2, Pad = 1, Groups = 2, Name = "strided"), LayerNormalization]
[Conv2D(8, 3, Activation.ReLU, Padding = Padding.Same, Groups = 4), Add("strided"), GroupNormalization(2)]
[AveragePool2D(3, Stride = 2, Pad = 1, Name = "pooled"), DepthwiseConv2D(3, DepthMultiplier = 3, Padding = Padding.Same), Concat("pooled")]
[Conv2DTranspose(17, 2, Stride = 2, UseBias = false), BatchNormalization(0.9f), Sigmoid, GlobalAveragePool2D, Dense(5, Activation.Softmax)]
internal sealed partial class Grouped;

/// <summary>Large enough that writing a checkpoint takes longer than a step.</summary>
[NeuralNetwork, Input(64), Dense(384, Activation.ReLU), Dense(384, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class Checkpointed;
