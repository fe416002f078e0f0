namespace NNGen;

/// <summary>
/// The input rows of one block of samples, wherever they lie: row s starts at <c>Values[Rows[s]]</c>. So a shuffled batch copies nothing.
/// </summary>
/// <param name="values">The floats that hold all rows.</param>
/// <param name="rows">Where each sample's row starts. A partial block repeats a valid row.</param>
public readonly ref struct BlockInput(ReadOnlySpan<float> values, ReadOnlySpan<nint> rows)
{
    /// <summary>The floats that hold all rows.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>Where each sample's row starts in <see cref="Values"/>.</summary>
    public ReadOnlySpan<nint> Rows { get; } = rows;

    /// <summary>The rows of one block of a larger batch.</summary>
    /// <param name="first">The block's first sample.</param>
    /// <param name="count">The number of samples in a block.</param>
    /// <returns>The same values with the rows of the block.</returns>
    public BlockInput Slice(int first, int count) => new(Values, Rows.Slice(first, count));
}
