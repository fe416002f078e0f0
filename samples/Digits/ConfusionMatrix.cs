using System;
using System.Globalization;
using System.Text;

namespace Digits;

/// <summary>Which digits are taken for which: entry (i, j) counts the images of i that were read as j.</summary>
internal sealed class ConfusionMatrix
{
    private readonly int[,] counts;

    /// <summary>Counts.</summary>
    /// <param name="labels">What the images show.</param>
    /// <param name="predictions">What they were read as.</param>
    /// <param name="classes">The number of classes.</param>
    public ConfusionMatrix(ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, int classes)
    {
        counts = new int[classes, classes];
        for (int sample = 0; sample < labels.Length; sample++) counts[labels[sample], predictions[sample]]++;
    }

    /// <summary>
    /// A table with a row for each digit, and the share of it that was read correctly. Zeros are dots: mistakes stand out.
    /// </summary>
    public override string ToString()
    {
        int classes = counts.GetLength(0);
        var text = new StringBuilder("  read as");
        for (int column = 0; column < classes; column++) text.Append(CultureInfo.InvariantCulture, $"{column,6}");
        text.AppendLine("   correct");
        for (int row = 0; row < classes; row++)
        {
            int total = 0;
            text.Append(CultureInfo.InvariantCulture, $"  {row,7}");
            for (int column = 0; column < classes; column++)
            {
                int count = counts[row, column];
                total += count;
                text.Append((count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture)).PadLeft(6));
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"{100.0 * counts[row, row] / Math.Max(total, 1),8:F1} %");
        }

        return text.ToString();
    }
}
