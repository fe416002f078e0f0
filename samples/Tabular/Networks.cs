using NNGen;

namespace Tabular;

// What a file holds is not known when the networks are compiled, so they have room: inputs that are not used are zeros, outputs that are
// not used are left out. A program for a table of its own would declare exactly what it needs.

/// <summary>Classes, by one hidden layer.</summary>
[NeuralNetwork, Input(256), Dense(16, Activation.ReLU), Dense(16, Activation.Softmax)]
internal sealed partial class SmallClassifier;

/// <summary>Classes, by two hidden layers.</summary>
[NeuralNetwork, Input(256), Dense(64, Activation.ReLU), Dense(32, Activation.ReLU), Dense(16, Activation.Softmax)]
internal sealed partial class LargeClassifier;

/// <summary>A number, by one hidden layer.</summary>
[NeuralNetwork, Input(256), Dense(16, Activation.ReLU), Dense(1)]
internal sealed partial class SmallRegressor;

/// <summary>A number, by two hidden layers.</summary>
[NeuralNetwork, Input(256), Dense(64, Activation.ReLU), Dense(32, Activation.ReLU), Dense(1)]
internal sealed partial class LargeRegressor;
