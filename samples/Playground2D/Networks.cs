using NNGen;

namespace Playground2D;

/// <summary>The network of the playground: two inputs, two hidden layers, a probability for each of two classes.</summary>
[NeuralNetwork, Input(2), Dense(16, Activation.Tanh), Dense(16, Activation.Tanh), Dense(2, Activation.Softmax)]
public sealed partial class Planar;

/// <summary>A smaller one, whose weights can be seen one by one.</summary>
[NeuralNetwork, Input(2), Dense(6, Activation.Tanh), Dense(4, Activation.Tanh), Dense(1, Activation.Sigmoid)]
public sealed partial class Small;

/// <summary>Eight hidden layers of sigmoid units: the gradient becomes smaller from layer to layer on its way back.</summary>
[NeuralNetwork, Input(2)]
[Dense(16, Activation.Sigmoid), Dense(16, Activation.Sigmoid), Dense(16, Activation.Sigmoid), Dense(16, Activation.Sigmoid)]
[Dense(16, Activation.Sigmoid), Dense(16, Activation.Sigmoid), Dense(16, Activation.Sigmoid), Dense(16, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class DeepSigmoid;

/// <summary>The same with ReLU units, started as He and others proposed for them: the gradient keeps its size.</summary>
[NeuralNetwork, Input(2)]
[Dense(16, Activation.ReLU, KernelInitializer = Initializer.HeNormal), Dense(16, Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dense(16, Activation.ReLU, KernelInitializer = Initializer.HeNormal), Dense(16, Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dense(16, Activation.ReLU, KernelInitializer = Initializer.HeNormal), Dense(16, Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dense(16, Activation.ReLU, KernelInitializer = Initializer.HeNormal), Dense(16, Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class DeepReLU;

/// <summary>The same with three classes.</summary>
[NeuralNetwork, Input(2), Dense(16, Activation.Tanh), Dense(16, Activation.Tanh), Dense(3, Activation.Softmax)]
public sealed partial class ThreeClouds;
