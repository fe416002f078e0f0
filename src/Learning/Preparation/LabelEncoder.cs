namespace NNGen.Learning;

/// <summary>
/// Numbers for the values of a column of classes, from 0, in the order of the values: numbers by size, texts by their characters.
/// </summary>
public sealed class LabelEncoder
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly string[] classes;

    internal LabelEncoder(string[] classes)
    {
        this.classes = classes;
        for (int label = 0; label < classes.Length; label++) numbers.Add(classes[label], label);
    }

    /// <summary>The classes' names; the place of each is its number.</summary>
    public IReadOnlyList<string> Classes => classes;

    /// <summary>Learns the classes.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ArgumentException">A row has no value.</exception>
    public static LabelEncoder Fit(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        RequireValues(column);
        return new LabelEncoder(Distinct(column));
    }

    /// <summary>The numbers of a column's classes.</summary>
    /// <param name="column">The column.</param>
    /// <returns>One number for each row.</returns>
    /// <exception cref="ArgumentException">A row has no value, or one that was not among those learnt.</exception>
    public int[] Encode(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        RequireValues(column);
        var labels = new int[column.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            string text = column.Text(row)!;
            if (!numbers.TryGetValue(text, out labels[row])) throw column.Wrong(row, $"one of {ListOf(classes)}", CellText.Quoted(text));
        }

        return labels;
    }

    /// <summary>The names of some classes.</summary>
    /// <param name="labels">Their numbers.</param>
    /// <returns>One name for each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public string[] Decode(ReadOnlySpan<int> labels)
    {
        var names = new string[labels.Length];
        for (int i = 0; i < names.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), labels[i], $"Expected classes from 0 to {classes.Length - 1}.");
            }

            names[i] = classes[labels[i]];
        }

        return names;
    }

    /// <summary>The different values of a column in their order; missing ones are left out.</summary>
    internal static string[] Distinct(Column column)
    {
        var texts = new List<string>();
        if (column is NumberColumn numbers)
        {
            double last = double.NaN;
            foreach (double value in numbers.Sorted())
            {
                if (value != last) texts.Add(NumberColumn.Text(value));
                last = value;
            }

            return [.. texts];
        }

        var known = new HashSet<string>();
        for (int row = 0; row < column.Count; row++)
        {
            if (column.Text(row) is string text && known.Add(text)) texts.Add(text);
        }

        texts.Sort(StringComparer.Ordinal);
        return [.. texts];
    }

    internal static string ListOf(IReadOnlyList<string> values)
    {
        const int Most = 10;
        var shown = new List<string>();
        for (int i = 0; i < Math.Min(values.Count, Most); i++) shown.Add(CellText.Quoted(values[i]));
        return string.Join(", ", shown) + (values.Count > Most ? $" and {values.Count - Most} more" : string.Empty);
    }

    private static void RequireValues(Column column)
    {
        for (int row = 0; row < column.Count; row++)
        {
            if (column.IsMissing(row)) throw column.Wrong(row, "a class", "no value. Leave such rows out");
        }
    }
}
