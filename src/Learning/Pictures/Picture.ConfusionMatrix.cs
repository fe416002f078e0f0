using System.Globalization;
using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>Which classes are taken for which.</content>
public sealed partial class Picture
{
    private const int MostClasses = 100;

    /// <summary>
    /// A confusion matrix: rows are the true classes, columns what was predicted. A field is the darker, the larger its part of the row,
    /// so that a class of few samples is seen as well as one of many; the number is the count.
    /// </summary>
    /// <param name="matrix">The counts, of at most 100 classes.</param>
    /// <param name="classes">The names of the classes. Default: their numbers from 0.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There are too many classes, or not as many names as classes.</exception>
    public static Picture ConfusionMatrix(
        Learning.ConfusionMatrix matrix, IReadOnlyList<string>? classes = null, string title = "Confusion matrix")
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int size = matrix.Classes;
        if (size > MostClasses)
        {
            throw new ArgumentException($"A picture has room for {MostClasses} classes, but the matrix has {size}.", nameof(matrix));
        }

        classes ??= [.. Enumerable.Range(0, size).Select(index => index.ToString(CultureInfo.InvariantCulture))];
        if (classes.Count != size)
        {
            throw new ArgumentException($"{size} classes have {size} names, but {classes.Count} were given.", nameof(classes));
        }

        long[] totals = [.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Sum(column => matrix[row, column]))];
        string right = string.Create(CultureInfo.InvariantCulture, $"{100 * matrix.Accuracy:F1} % of {matrix.Total:N0} samples are right");
        var canvas = new Canvas(title, 520);
        canvas.Note(right);
        var chart = new HeatMapChart(canvas.Svg, classes, classes)
        {
            RowLabel = "true class",
            ColumnLabel = "predicted class",
            IsSquare = true,
        };
        chart.Draw(
            canvas.Body,
            (row, column) => new HeatCell(
                matrix[row, column] / (double)Math.Max(totals[row], 1), matrix[row, column].ToString(CultureInfo.InvariantCulture)));
        return canvas.ToPicture($"True and predicted classes: {right}.");
    }
}
