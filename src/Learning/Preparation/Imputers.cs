namespace NNGen.Learning;

/// <summary>Fills missing numbers with the mean of the others.</summary>
public sealed class MeanImputer : ColumnTransform
{
    internal override FittedTransform Fit(Column column)
    {
        double[] sorted = RequireNumbers(column).Sorted();
        double sum = 0;
        foreach (double value in sorted) sum += value;
        return new FittedFill(sum / sorted.Length, null);
    }
}

/// <summary>Fills missing numbers with the median of the others.</summary>
public sealed class MedianImputer : ColumnTransform
{
    internal override FittedTransform Fit(Column column) =>
        new FittedFill(Quantiles.Of(RequireNumbers(column).Sorted(), 0.5), null);
}

/// <summary>Fills missing values with the one that occurs most often, the first in order of several.</summary>
public sealed class MostFrequentImputer : ColumnTransform
{
    internal override FittedTransform Fit(Column column)
    {
        var counts = new Dictionary<string, int>();
        for (int row = 0; row < column.Count; row++)
        {
            if (column.Text(row) is string text) counts[text] = counts.GetValueOrDefault(text) + 1;
        }

        string? best = null;
        foreach (string value in LabelEncoder.Distinct(column))
        {
            if (best is null || counts[value] > counts[best]) best = value;
        }

        if (best is null) throw column.Wrong("at least one value", "none");
        if (column is TextColumn) return new FittedFill(null, best);
        CellText.TryNumber(best, out double number);
        return new FittedFill(number, null);
    }
}

/// <summary>Fills missing values with one that is given.</summary>
public sealed class ConstantImputer : ColumnTransform
{
    private readonly FittedFill fill;

    /// <summary>For columns of numbers.</summary>
    /// <param name="number">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public ConstantImputer(double number)
    {
        if (!double.IsFinite(number)) throw new ArgumentOutOfRangeException(nameof(number), number, "Expected a finite number.");
        fill = new FittedFill(number, null);
    }

    /// <summary>For columns of texts.</summary>
    /// <param name="text">The text.</param>
    public ConstantImputer(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        fill = new FittedFill(null, text);
    }

    internal override FittedTransform Fit(Column column)
    {
        fill.Apply(column);
        return fill;
    }
}
