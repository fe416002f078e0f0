namespace NNGen;

/// <summary>The parts of the flat parameters that no step may touch: the tensors of frozen layers.</summary>
internal sealed class FrozenParameters
{
    private readonly HashSet<string> layers = [];
    private readonly ParameterRanges trained;

    private FrozenParameters(NetworkDescription network, IReadOnlyList<string> names)
    {
        foreach (LayerDescription layer in network.Layers)
        {
            if (!layer.IsTrainable || LayerNames.Cover(names, layer.Name)) layers.Add(layer.Name);
        }

        trained = ParameterRanges.Of(network, Trains);
        IsEmpty = trained.Count == network.ParameterCount;
    }

    /// <summary>The names of the frozen layers.</summary>
    public IReadOnlySet<string> Layers => layers;

    /// <summary>Whether every parameter is trained.</summary>
    public bool IsEmpty { get; }

    /// <summary>The parameters of some layers, and of those that are declared as frozen.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layers">The names of layers or blocks. A layer without parameters changes nothing.</param>
    /// <param name="argument">The name of the caller's argument, for messages.</param>
    /// <exception cref="ArgumentException">The network has no such layer, or nothing would be left to train.</exception>
    public static FrozenParameters Of(NetworkDescription network, IReadOnlyList<string> layers, string argument)
    {
        LayerNames.Require(network, layers, argument);
        var frozen = new FrozenParameters(network, layers);
        if (frozen.IsEmpty || frozen.trained.Count > 0) return frozen;
        throw new ArgumentException(
            $"All {network.ParameterCount} parameters of {network.Name} are frozen, so there is nothing to train: leave out one of the " +
            $"layers {string.Join(", ", layers.Count > 0 ? layers : frozen.layers)}.",
            argument);
    }

    /// <summary>Whether a tensor is trained.</summary>
    public bool Trains(TensorDescription tensor) => !layers.Contains(LayerNames.Of(tensor));

    /// <summary>Whether all parameters of a range are frozen.</summary>
    public bool Cover(int offset, int length)
    {
        int start = offset;
        return !TryFindTrained(ref start, offset + length, out _);
    }

    /// <summary>Finds the next parameters that are trained.</summary>
    /// <param name="start">Where to begin; receives the first one.</param>
    /// <param name="end">Where to end.</param>
    /// <param name="length">Receives their number.</param>
    /// <returns>Whether there are any.</returns>
    public bool TryFindTrained(ref int start, int end, out int length) => trained.TryFind(ref start, end, out length);
}
