using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>Tables of coloured fields.</content>
public sealed partial class Picture
{
    private const double HeatMapRow = 44;

    /// <summary>A table of numbers, each field the darker, the larger its number.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="rowLabel">What the rows are.</param>
    /// <param name="rows">The names of the rows, from top to bottom.</param>
    /// <param name="columnLabel">What the columns are.</param>
    /// <param name="columns">The names of the columns, from left to right.</param>
    /// <param name="values">[row, column]. Those that are not finite stay blank.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The names do not fit the table, or no value is finite.</exception>
    public static Picture HeatMap(
        string title, string rowLabel, IReadOnlyList<string> rows, string columnLabel, IReadOnlyList<string> columns, double[,] values)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (values.GetLength(0) != rows.Count || values.GetLength(1) != columns.Count)
        {
            throw new ArgumentException(
                $"A table of {values.GetLength(0)} × {values.GetLength(1)} values has as many names of rows and columns, but " +
                $"{rows.Count} and {columns.Count} were given.",
                nameof(values));
        }

        Domain domain = Domain.Of(values.Cast<double>());
        if (domain.IsEmpty) throw new ArgumentException("A heat map needs at least one finite value, but there is none.", nameof(values));
        var canvas = new Canvas(title, 150 + (Math.Min(rows.Count, 14) * HeatMapRow));
        new HeatMapChart(canvas.Svg, rows, columns) { RowLabel = rowLabel, ColumnLabel = columnLabel }.Draw(
            canvas.Body, (row, column) => CellOf(values[row, column], domain));
        return canvas.ToPicture($"{title}: values from {Histogram.Short(domain.Min)} to {Histogram.Short(domain.Max)}.");
    }

    /// <summary>The least value keeps a trace of colour, so that it is no blank.</summary>
    private static HeatCell CellOf(double value, Domain domain)
    {
        if (!Domain.IsShown(value)) return new HeatCell(double.NaN, "–");
        double part = domain.Length > 0 ? (value - domain.Min) / domain.Length : 1;
        return new HeatCell(0.06 + (0.94 * part), Histogram.Short(value));
    }
}
