namespace NNGen.Learning.Tests.Pictures;

/// <summary>Small enough to be drawn weight by weight.</summary>
[NeuralNetwork, Input(2), Dense(4, Activation.Tanh), Dense(1, Activation.Sigmoid)]
public sealed partial class Planar;

/// <summary>An output for each of three classes.</summary>
[NeuralNetwork, Input(2), Dense(30, Activation.ReLU), Dense(3, Activation.Softmax)]
public sealed partial class ThreeClasses;

/// <summary>One neuron: its loss is a parabola over each of its two parameters.</summary>
[NeuralNetwork, Input(1), Dense(1)]
public sealed partial class Line;

/// <summary>Sigmoid units, one layer behind the other.</summary>
[NeuralNetwork, Input(2)]
[Dense(8, Activation.Sigmoid), Dense(8, Activation.Sigmoid), Dense(8, Activation.Sigmoid), Dense(8, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class DeepSigmoid;

/// <summary>Images, and a layer that is passed by.</summary>
[NeuralNetwork, Input(6, 5, 2), Conv2D(3, 3, Activation.ReLU, Padding = Padding.Same, Name = "stem")]
[Conv2D(3, 3, Padding = Padding.Same), Add("stem"), Flatten, Dense(2, Activation.Softmax)]
public sealed partial class Residual;
