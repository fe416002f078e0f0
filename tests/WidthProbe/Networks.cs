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
