using System.Linq;

namespace NNGen;

/// <summary>The ranges of the flat parameters that no step may touch: the tensors of frozen layers.</summary>
internal sealed class FrozenParameters
{
    private readonly List<(int Start, int End)> ranges = [];

    private FrozenParameters()
    {
    }

    /// <summary>Whether every parameter is trained.</summary>
    public bool IsEmpty => ranges.Count == 0;

    /// <summary>The parameters of some layers, and of those that are declared as frozen.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layers">The names of layers or blocks. A layer without parameters changes nothing.</param>
    /// <param name="argument">The name of the caller's argument, for messages.</param>
    /// <exception cref="ArgumentException">The network has no such layer, or nothing would be left to train.</exception>
    public static FrozenParameters Of(NetworkDescription network, IReadOnlyList<string> layers, string argument)
    {
        LayerNames.Require(network, layers, argument);
        var names = new HashSet<string>();
        foreach (LayerDescription layer in network.Layers)
        {
            if (!layer.IsTrainable || LayerNames.Cover(layers, layer.Name)) names.Add(layer.Name);
        }

        var frozen = new FrozenParameters();
        int count = 0;
        foreach (TensorDescription tensor in network.Tensors)
        {
            if (!names.Contains(LayerNames.Of(tensor))) continue;
            count += tensor.Length;
            frozen.Add(tensor.Offset, tensor.Offset + tensor.Length);
        }

        if (frozen.IsEmpty || count < network.ParameterCount) return frozen;
        throw new ArgumentException(
            $"All {count} parameters of {network.Name} are frozen, so there is nothing to train: leave out one of the layers " +
            $"{string.Join(", ", layers.Count > 0 ? layers : names)}.",
            argument);
    }

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
    public bool TryFindTrained(ref int start, int end, out int length)
    {
        foreach ((int frozenStart, int frozenEnd) in ranges)
        {
            if (frozenEnd <= start) continue;
            if (frozenStart > start)
            {
                end = Math.Min(end, frozenStart);
                break;
            }

            start = frozenEnd;
        }

        length = Math.Max(end - start, 0);
        return length > 0;
    }

    /// <summary>Tensors come in the order of the flat span; neighbours become one range.</summary>
    private void Add(int start, int end)
    {
        if (ranges.Count > 0 && ranges[^1].End == start) ranges[^1] = (ranges[^1].Start, end);
        else ranges.Add((start, end));
    }
}
