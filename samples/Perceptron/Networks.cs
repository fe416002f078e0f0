using NNGen;

namespace Perceptron;

/// <summary>One neuron: it fires where w·x + b is at least 0.</summary>
[NeuralNetwork(Trainable = false), Input(2), Dense(1, Activation.BinaryStep, KernelInitializer = Initializer.Zeros)]
public sealed partial class Neuron;

/// <summary>Two layers, which can do what one neuron cannot.</summary>
[NeuralNetwork, Input(2), Dense(4, Activation.Tanh), Dense(1, Activation.Sigmoid)]
public sealed partial class TwoLayers;
