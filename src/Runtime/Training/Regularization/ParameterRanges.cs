namespace NNGen;

/// <summary>Ranges of the flat parameters, in order and apart from each other.</summary>
internal sealed class ParameterRanges
{
    private readonly List<(int Start, int End)> ranges = [];

    private ParameterRanges()
    {
    }

    /// <summary>The number of parameters in all ranges.</summary>
    public int Count { get; private set; }

    /// <summary>The parameters of some tensors. Tensors come in the order of the flat span; neighbours become one range.</summary>
    public static ParameterRanges Of(NetworkDescription network, Func<TensorDescription, bool> contains)
    {
        var found = new ParameterRanges();
        foreach (TensorDescription tensor in network.Tensors)
        {
            if (tensor.IsStatistic || !contains(tensor)) continue;
            (int start, int end) = (tensor.Offset, tensor.Offset + tensor.Length);
            List<(int Start, int End)> ranges = found.ranges;
            if (ranges.Count > 0 && ranges[^1].End == start) ranges[^1] = (ranges[^1].Start, end);
            else ranges.Add((start, end));
            found.Count += tensor.Length;
        }

        return found;
    }

    /// <summary>Finds the next piece of the ranges.</summary>
    /// <param name="start">Where to begin; receives the first parameter of the piece.</param>
    /// <param name="end">Where to end.</param>
    /// <param name="length">Receives the length of the piece.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(ref int start, int end, out int length)
    {
        foreach ((int rangeStart, int rangeEnd) in ranges)
        {
            if (rangeEnd <= start) continue;
            start = Math.Max(start, rangeStart);
            length = Math.Min(end, rangeEnd) - start;
            return length > 0;
        }

        length = 0;
        return false;
    }
}
