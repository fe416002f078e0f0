namespace NNGen.Generator.Layers;

/// <summary>Every kind of layer. A new layer is one line here.</summary>
internal static class Catalogue
{
    public static readonly IReadOnlyList<LayerKind> Layers =
    [
        new DenseLayer(),
        new ActivationLayer("ReLU", "y = max(x, 0)"),
        new LeakyReLULayer(),
        new ActivationLayer("Sigmoid", "y = 1 / (1 + exp(−x))"),
        new ActivationLayer("Tanh", "y = tanh(x)"),
        new ActivationLayer("Softmax", "y[o] = exp(x[o] − max x) / Σ exp(x[k] − max x)"),
    ];

    private static readonly Dictionary<string, LayerKind> ByName = Layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);

    public static LayerKind? Find(string name) => ByName.TryGetValue(name, out LayerKind? layer) ? layer : null;
}
