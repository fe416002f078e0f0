namespace NNGen.Tests.Golden;

/// <summary>The network of the golden runs.</summary>
[NeuralNetwork, Input(64), Dense(32, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class DigitsMlp;
