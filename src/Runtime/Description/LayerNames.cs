namespace NNGen;

/// <summary>Layers by their names.</summary>
internal static class LayerNames
{
    /// <summary>Whether a name stands for a layer: its own, or that of a block around it.</summary>
    public static bool Covers(string name, string layer) =>
        layer == name || (layer.Length > name.Length && layer[name.Length] == '.' && layer.StartsWith(name, StringComparison.Ordinal));

    /// <summary>Whether one of some names stands for a layer.</summary>
    public static bool Cover(IReadOnlyList<string> names, string layer)
    {
        foreach (string name in names)
        {
            if (Covers(name, layer)) return true;
        }

        return false;
    }

    /// <summary>
    /// The layer that an output comes from: it bears the layer's name, or that of a block, whose last layer it is; one that nobody named is
    /// the last layer's.
    /// </summary>
    public static LayerDescription SourceOf(NetworkDescription network, PortDescription output)
    {
        for (int index = network.Layers.Count - 1; index >= 0; index--)
        {
            if (Covers(output.Name, network.Layers[index].Name)) return network.Layers[index];
        }

        return network.Layers[^1];
    }

    /// <summary>The name of the layer that a tensor belongs to: everything before the last dot of its own.</summary>
    public static string Of(TensorDescription tensor) => tensor.Name[..Math.Max(tensor.Name.LastIndexOf('.'), 0)];

    /// <summary>Refuses names that the network does not have.</summary>
    /// <param name="network">The network.</param>
    /// <param name="names">The names that a caller gave.</param>
    /// <param name="argument">The name of the caller's argument.</param>
    /// <exception cref="ArgumentException">The network has no such layer; the message lists those that it has.</exception>
    public static void Require(NetworkDescription network, IReadOnlyList<string> names, string argument)
    {
        var known = new List<string>();
        foreach (LayerDescription layer in network.Layers) known.Add(layer.Name);
        var unknown = new List<string>();
        foreach (string name in names)
        {
            if (!known.Exists(layer => Covers(name, layer))) unknown.Add($"'{name}'");
        }

        if (unknown.Count == 0) return;
        throw new ArgumentException(
            $"{network.Name} has no layer {string.Join(" and no layer ", unknown)}. It has: {string.Join(", ", known)}.", argument);
    }
}
