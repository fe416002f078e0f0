namespace NNGen.Learning;

/// <summary>Where the rows of a table came from, so that an error can name the place in the user's file.</summary>
internal sealed class TableOrigin(string name, int[]? lines, int[]? rows)
{
    public static TableOrigin Memory { get; } = new("The table", null, null);

    /// <summary>The file, or what stands for it.</summary>
    public string Name { get; } = name;

    /// <summary>The place of a row: the line of the file, or the row of the first table, counted from 0.</summary>
    public string Place(int row)
    {
        int first = rows is null ? row : rows[row];
        return lines is null ? $"Row {first}" : $"{Name}, line {lines[first]}";
    }

    public TableOrigin Take(ReadOnlySpan<int> taken)
    {
        int[] places = taken.ToArray();
        if (rows is not null)
        {
            for (int i = 0; i < places.Length; i++) places[i] = rows[places[i]];
        }

        return new TableOrigin(Name, lines, places);
    }
}
