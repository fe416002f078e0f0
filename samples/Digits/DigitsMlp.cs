using NNGen;

namespace Digits;

/// <summary>The classic first network: one hidden layer between the 28 × 28 pixels and the probabilities of the ten digits.</summary>
[NeuralNetwork, Input(784), Dense(128, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class DigitsMlp;
