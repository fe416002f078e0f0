namespace NNGen.Learning;

/// <summary>A column of texts; null where one is missing.</summary>
public sealed class TextColumn : Column
{
    private readonly string?[] values;

    /// <summary>Makes a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The texts; null where one is missing. They are copied.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public TextColumn(string name, ReadOnlySpan<string?> values)
        : this(name, values.ToArray(), origin: null)
    {
    }

    /// <summary>Keeps the array.</summary>
    internal TextColumn(string name, string?[] values, TableOrigin? origin)
        : base(name, values.Length, origin) => this.values = values;

    /// <summary>The texts, row by row.</summary>
    public IReadOnlyList<string?> Values => values;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => values[row] is null;

    /// <inheritdoc/>
    public override string? Text(int row) => values[row];

    internal override Column Take(ReadOnlySpan<int> rows, TableOrigin origin)
    {
        var taken = new string?[rows.Length];
        for (int i = 0; i < taken.Length; i++) taken[i] = values[rows[i]];
        return new TextColumn(Name, taken, origin);
    }

    internal override Column Renamed(string name) => new TextColumn(name, values, Origin);

    /// <summary>The first row that keeps the column from being one of numbers.</summary>
    internal int FirstText()
    {
        int row = Array.FindIndex(values, value => value is not null && !CellText.TryNumber(value, out _));
        return Math.Max(row, 0);
    }
}
