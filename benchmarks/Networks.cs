namespace NNGen.Benchmarks;

/// <summary>A classifier for 28×28 images: its first layer is most of the work.</summary>
[NeuralNetwork, Input(784), Dense(128, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class Mlp784;

/// <summary>A small classifier: many short sums.</summary>
[NeuralNetwork, Input(64)]
[Dense(64, Activation.ReLU), Dense(32, Activation.ReLU), Dense(16, Activation.ReLU), Dense(10, Activation.Softmax)]
internal sealed partial class Mlp64;

/// <summary>A controller: nanoseconds count.</summary>
[NeuralNetwork, Input(4), Dense(8, Activation.Tanh), Dense(8, Activation.Tanh), Dense(3)]
internal sealed partial class Controller;

/// <summary>Two megabytes of weights: bandwidth counts.</summary>
[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(256)]
[Dense(512, Activation.ReLU), Dense(512, Activation.ReLU), Dense(256, Activation.ReLU)]
internal sealed partial class Wide;
