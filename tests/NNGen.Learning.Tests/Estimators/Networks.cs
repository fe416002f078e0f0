namespace NNGen.Learning.Tests.Estimators;

[NeuralNetwork, Input(2), Dense(16, Activation.Tanh), Dense(2, Activation.Softmax)]
internal sealed partial class Planar;

[NeuralNetwork, Input(2), Dense(8, Activation.Tanh), Dense(1, Activation.Sigmoid)]
internal sealed partial class PlanarSigmoid;

[NeuralNetwork, Input(8), Dense(16, Activation.ReLU), Dense(5, Activation.Softmax)]
internal sealed partial class Roomy;

[NeuralNetwork, Input(1), Dense(16, Activation.Tanh), Dense(1)]
internal sealed partial class Curve;

[NeuralNetwork, Input(1), Dense(16, Activation.Tanh), Dense(2)]
internal sealed partial class TwoCurves;

[NeuralNetwork(Loss = Loss.BinaryCrossEntropy, FromLogits = true), Input(2), Dense(8, Activation.Tanh), Dense(1)]
internal sealed partial class PlanarLogit;

[NeuralNetwork(Loss = Loss.CategoricalCrossEntropy, FromLogits = true), Input(2), Dense(8, Activation.Tanh), Dense(2)]
internal sealed partial class PlanarLogits;

[NeuralNetwork, Input(2), Dense(8, Activation.Tanh), Dense(2, Activation.LogSoftmax)]
internal sealed partial class PlanarLogarithms;

[NeuralNetwork(Loss = Loss.Hinge), Input(2), Dense(8, Activation.Tanh), Dense(1)]
internal sealed partial class PlanarMargin;

[NeuralNetwork, Input(1), Dense(2, Activation.Softmax)]
internal sealed partial class Narrow;
