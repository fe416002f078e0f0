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

/// <summary>A part of the twins: a convolution that is strided and dilated, and weights that are used twice.</summary>
[Conv2D(Part.Channels, 3, Activation.Tanh, Stride = 2, Dilation = 3, Pad = 3, UseBias = false), BatchNormalization(0.9f), ReLU]
[Conv2D(Part.Channels, 3, Activation.Tanh, Padding = Padding.Same, Name = "again")]
[Conv2D(Part.Channels, 3, Activation.Tanh, Padding = Padding.Same, WeightsOf = "again"), Flatten, Dense(19, Activation.Tanh)]
internal sealed class Part(int channels) : BlockAttribute(channels)
{
    public const int Channels = Block.Parameter1;
}

/// <summary>Several inputs and outputs, blocks, and twins that share their weights.</summary>
[NeuralNetwork, Input(7, 5, 2, Name = "left"), Input(7, 5, 2, Name = "right"), Input(9, Name = "state")]
[Part(6, From = "left", Name = "first"), Part(6, From = "right", WeightsOf = "first", Name = "second")]
[Subtract("first", "second", Name = "difference"), Concat("difference", "state"), Dense(23, Activation.ReLU, Name = "body")]
[Dense(23, Activation.Tanh, Name = "turn"), Dense(23, WeightsOf = "turn")]
[Add("body"), Dense(4, Name = "values"), Dense(3, Activation.Sigmoid, From = "body", Name = "flags")]
[Output("values", Weight = 0.5f), Output("flags")]
internal sealed partial class Twins;

/// <summary>Large enough that writing a checkpoint takes longer than a step.</summary>
[NeuralNetwork, Input(64), Dense(384, Activation.ReLU), Dense(384, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class Checkpointed;
