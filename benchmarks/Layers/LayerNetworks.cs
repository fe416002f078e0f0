// Written by a test from the catalogue of layers, and accepted like a snapshot: see CONTRIBUTING.md.

namespace NNGen.Benchmarks.Layers;

/// <summary>One network for each kind of layer, which ends with its catalogue entry's sample.</summary>
internal static class LayerNetworks
{
    /// <summary>What comes before the layer.</summary>
    public static LayerWorkload Before => new LayerWorkload<NetworkBefore>("Input(16), Dense(1024)", seed => new NetworkBefore(seed));

    public static IReadOnlyList<LayerWorkload> All =>
    [
        new LayerWorkload<NetworkDense>("Dense(7, Activation.Tanh)", seed => new NetworkDense(seed)),
        new LayerWorkload<NetworkReLU>("ReLU", seed => new NetworkReLU(seed)),
        new LayerWorkload<NetworkLeakyReLU>("LeakyReLU(0.1f)", seed => new NetworkLeakyReLU(seed)),
        new LayerWorkload<NetworkSigmoid>("Sigmoid", seed => new NetworkSigmoid(seed)),
        new LayerWorkload<NetworkTanh>("Tanh", seed => new NetworkTanh(seed)),
        new LayerWorkload<NetworkSoftmax>("Softmax", seed => new NetworkSoftmax(seed)),
    ];
}

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024)]
internal sealed partial class NetworkBefore;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024), Dense(7, Activation.Tanh)]
internal sealed partial class NetworkDense;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024), ReLU]
internal sealed partial class NetworkReLU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024), LeakyReLU(0.1f)]
internal sealed partial class NetworkLeakyReLU;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024), Sigmoid]
internal sealed partial class NetworkSigmoid;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024), Tanh]
internal sealed partial class NetworkTanh;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(16), Dense(1024), Softmax]
internal sealed partial class NetworkSoftmax;
