using NNGen;

namespace Regression;

/// <summary>A curve: one input, one output.</summary>
[NeuralNetwork, Input(1), Dense(32, Activation.Tanh), Dense(32, Activation.Tanh), Dense(1)]
internal sealed partial class CurveNetwork;

/// <summary>A surface over ten inputs.</summary>
[NeuralNetwork, Input(10), Dense(64, Activation.ReLU), Dense(32, Activation.ReLU), Dense(1)]
internal sealed partial class SurfaceNetwork;

/// <summary>No hidden layer: what a straight line, or a plane, can do.</summary>
[NeuralNetwork, Input(10), Dense(1)]
internal sealed partial class PlaneNetwork;
