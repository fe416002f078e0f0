namespace NNGen.Learning;

/// <summary>One named column of a <see cref="Table"/>: numbers or texts, some of which may be missing. Never changes.</summary>
public abstract class Column
{
    private protected Column(string name, int count, TableOrigin? origin)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Count = count;
        Origin = origin ?? TableOrigin.Memory;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The number of rows without a value.</summary>
    public int MissingCount
    {
        get
        {
            int missing = 0;
            for (int row = 0; row < Count; row++)
            {
                if (IsMissing(row)) missing++;
            }

            return missing;
        }
    }

    /// <summary>Where the rows came from.</summary>
    internal TableOrigin Origin { get; }

    /// <summary>Whether a row has no value.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>Whether it is missing.</returns>
    public abstract bool IsMissing(int row);

    /// <summary>The value as text, a number in its shortest form; null where it is missing.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The text.</returns>
    public abstract string? Text(int row);

    internal abstract Column Take(ReadOnlySpan<int> rows, TableOrigin origin);

    internal abstract Column Renamed(string name);

    /// <summary>An error at one cell.</summary>
    internal ArgumentException Wrong(int row, string expected, string found) =>
        new($"{Origin.Place(row)}, column '{Name}': expected {expected}, found {found}.");

    /// <summary>An error of the whole column.</summary>
    internal ArgumentException Wrong(string expected, string found) =>
        new($"{Origin.Name}, column '{Name}': expected {expected}, found {found}.");
}
