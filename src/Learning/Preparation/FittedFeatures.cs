using System.Linq;

namespace NNGen.Learning;

/// <summary>What <see cref="Features"/> have learnt from training data: turns tables into the numbers that a network reads.</summary>
public sealed class FittedFeatures
{
    internal FittedFeatures(FittedColumn[] columns)
    {
        Columns = columns;
        foreach (FittedColumn column in columns) Length += column.Length;
    }

    /// <summary>The numbers of one row: what the network's input must be as long as.</summary>
    public int Length { get; }

    internal IReadOnlyList<FittedColumn> Columns { get; }

    /// <summary>The columns that have become several numbers, the longest first, for messages: they are rarely what was expected.</summary>
    internal string LongColumns
    {
        get
        {
            const int Shown = 3;
            FittedColumn[] several = [.. Columns.Where(column => column.Length > 1).OrderByDescending(column => column.Length)];
            if (several.Length == 0) return string.Empty;
            string shown = string.Join(", ", several.Take(Shown).Select(column => $"{column.Length} of '{column.Name}'"));
            return $", {shown}{(several.Length > Shown ? ", …" : string.Empty)}";
        }
    }

    /// <summary>The numbers of all rows.</summary>
    /// <param name="table">A table with the columns that were learnt from; others are ignored.</param>
    /// <returns>Row-major [rows, <see cref="Length"/>].</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing, a value is missing and nothing fills it, or a category is unknown; the message names row and column.
    /// </exception>
    public float[] Apply(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Apply(table, Length);
    }

    /// <summary>The same with rows that are longer: zeros fill them up.</summary>
    internal float[] Apply(Table table, int rowLength)
    {
        var values = new float[checked(table.Count * rowLength)];
        int feature = 0;
        foreach (FittedColumn fitted in Columns)
        {
            foreach (Column column in fitted.Apply(table[fitted.Name]))
            {
                Fill(values.AsSpan(feature++), column, rowLength);
            }
        }

        return values;
    }

    private static void Fill(Span<float> values, Column column, int rowLength)
    {
        if (column is not NumberColumn numbers)
        {
            var texts = (TextColumn)column;
            int row = texts.FirstText();
            throw column.Wrong(row, "a number", $"{CellText.Quoted(texts.Text(row))}. Texts need an encoder, such as OneHotEncoder");
        }

        for (int row = 0; row < column.Count; row++)
        {
            if (column.IsMissing(row))
            {
                throw column.Wrong(row, "a number", "no value. Fill missing values with an imputer, such as MedianImputer");
            }

            float value = (float)numbers.Values[row];
            if (!float.IsFinite(value)) throw column.Wrong(row, "a number that a float can hold", column.Text(row)!);
            values[row * rowLength] = value;
        }
    }
}

/// <summary>One column of the table and the stages it goes through; a stage has one transform for each column of the stage before.</summary>
internal sealed record FittedColumn(string Name, FittedTransform[][] Stages, int Length)
{
    public static IReadOnlyList<Column> Apply(FittedTransform[] stage, IReadOnlyList<Column> columns)
    {
        var results = new List<Column>();
        for (int i = 0; i < stage.Length; i++) results.AddRange(stage[i].Apply(columns[i]));
        return results;
    }

    public IReadOnlyList<Column> Apply(Column column)
    {
        IReadOnlyList<Column> columns = [column];
        foreach (FittedTransform[] stage in Stages) columns = Apply(stage, columns);
        return columns;
    }
}
