using System.Linq;

namespace NNGen;

/// <summary>
/// Where PyTorch puts the features of a vector that was an image, or will become one. PyTorch flattens [channels, height, width] where we
/// flatten [height, width, channels], so whatever belongs to such features (the kernel of a dense layer behind the flattening, the biases
/// of one in front of a reshaping) comes in another order.
/// </summary>
/// <remarks>
/// An order tells for each of our features its place in the file; null where both are the same. Behind a <c>Permute</c> the axes are taken
/// to be PyTorch's already.
/// </remarks>
internal sealed class FeatureOrder(NetworkDescription network)
{
    /// <summary>The order of the features that a layer reads.</summary>
    public int[]? OfInput(string layer) => Find(layer) is { Inputs: [string source, ..] } ? OfValue(source) : null;

    /// <summary>The order of the features that a layer computes.</summary>
    public int[]? OfOutput(string layer) => OfValue(layer);

    private int[]? OfValue(string name)
    {
        if (Find(name) is not { OutputShape.Count: 1 } layer) return null;
        if (layer.Kind is "Flatten" or "Reshape") return OfFlattened(layer.Inputs[0]);
        if (layer.Inputs.Count > 1 && layer.Kind == "Concat") return Concatenated(layer);
        return IsPassed(layer) ? OfValue(layer.Inputs[0]) : WantedBy(name);
    }

    private int[]? OfFlattened(string source)
    {
        IReadOnlyList<int> shape = ShapeOf(source);
        if (shape.Count <= 1) return OfValue(source);
        return HasChannelsInFront(source, shape.Count) ? ChannelsFirst(shape) : null;
    }

    /// <summary>Whether PyTorch keeps the channels of a value in front: images, and sequences from a convolution, but no others.</summary>
    private bool HasChannelsInFront(string name, int rank)
    {
        for (LayerDescription? layer = Find(name); layer is { Inputs.Count: > 0, Kind: not "Reshape" }; layer = Find(layer.Inputs[0]))
        {
            if (layer.Kind.Contains("Conv", StringComparison.Ordinal)) return true;
            if (layer.Kind == "Permute" || IsMixed(layer)) return false;
        }

        return rank > 2;
    }

    private int[]? Concatenated(LayerDescription layer)
    {
        int[]?[] parts = [.. layer.Inputs.Select(OfValue)];
        if (parts.All(part => part is null)) return null;
        var order = new List<int>();
        for (int i = 0; i < parts.Length; i++)
        {
            int start = order.Count;
            IEnumerable<int> part = parts[i] ?? Enumerable.Range(0, ShapeText.Length(ShapeOf(layer.Inputs[i])));
            order.AddRange(part.Select(place => start + place));
        }

        return [.. order];
    }

    /// <summary>The order that a reader gives to the features of a layer, by making an image of them.</summary>
    private int[]? WantedBy(string name)
    {
        foreach (LayerDescription reader in network.Layers.Where(layer => layer.Inputs.Contains(name)))
        {
            bool isImage = reader.Kind == "Reshape" && reader.OutputShape.Count > 2;
            int[]? order = isImage ? ChannelsFirst(reader.OutputShape) : IsPassed(reader) ? WantedBy(reader.Name) : null;
            if (order is not null) return order;
        }

        return null;
    }

    /// <summary>The shape [height, width, channels] with the channels in front; null where that is the same order.</summary>
    private static int[]? ChannelsFirst(IReadOnlyList<int> shape)
    {
        int channels = shape[^1];
        int pixels = ShapeText.Length(shape) / Math.Max(channels, 1);
        if (channels == 1 || pixels == 1) return null;
        var order = new int[pixels * channels];
        for (int i = 0; i < order.Length; i++) order[i] = ((i % channels) * pixels) + (i / channels);
        return order;
    }

    /// <summary>Whether a layer's features are those of its first input, each by itself changed or not.</summary>
    private bool IsPassed(LayerDescription layer)
    {
        if (layer.Kind is "Permute" or "Reshape" or "Concat" || layer.Inputs.Count == 0) return false;
        return !IsMixed(layer) && layer.OutputShape.SequenceEqual(ShapeOf(layer.Inputs[0]));
    }

    private bool IsMixed(LayerDescription layer) =>
        network.Tensors.Any(tensor => LayerNames.Of(tensor) == layer.Name && tensor.Shape.Count > 1);

    private LayerDescription? Find(string name) => network.Layers.FirstOrDefault(layer => layer.Name == name);

    private IReadOnlyList<int> ShapeOf(string name) =>
        Find(name)?.OutputShape ?? network.Inputs.FirstOrDefault(port => port.Name == name)?.Shape ?? [];
}
