namespace NNGen.Benchmarks.Tabular;

[NeuralNetwork, Input(4), Dense(16, Activation.ReLU), Dense(3, Activation.Softmax)]
internal sealed partial class IrisNetwork;

[NeuralNetwork, Input(13), Dense(16, Activation.ReLU), Dense(3, Activation.Softmax)]
internal sealed partial class WineNetwork;

[NeuralNetwork, Input(30), Dense(16, Activation.ReLU), Dense(1, Activation.Sigmoid)]
internal sealed partial class BreastCancerNetwork;

[NeuralNetwork, Input(64), Dense(64, Activation.ReLU), Dense(32, Activation.ReLU), Dense(16, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class DigitsNetwork;

// Biases of regressions start as in scikit-learn: at 0, all bends of the only hidden layer would begin in the mean of the features.
[NeuralNetwork, Input(10)]
[Dense(100, Activation.ReLU, BiasInitializer = Initializer.GlorotUniform), Dense(1, BiasInitializer = Initializer.GlorotUniform)]
internal sealed partial class DiabetesNetwork;

[NeuralNetwork, Input(13)]
[Dense(100, Activation.ReLU, BiasInitializer = Initializer.GlorotUniform), Dense(1, BiasInitializer = Initializer.GlorotUniform)]
internal sealed partial class HousingNetwork;
