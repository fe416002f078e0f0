namespace NNGen.Learning;

/// <summary>What becomes of a column that has the same value in all rows of the training data, and so tells nothing.</summary>
public enum ConstantColumns
{
    /// <summary>It is refused with an error that names it.</summary>
    Refuse,

    /// <summary>It is moved but not scaled, as in scikit-learn, so that it is constant afterwards too.</summary>
    Keep,
}

/// <summary>A column of numbers, moved and scaled. Missing values stay missing.</summary>
public abstract class Scaler : ColumnTransform
{
    private protected Scaler()
    {
    }

    /// <summary>What becomes of constant columns. Default: they are refused.</summary>
    public ConstantColumns Constant { get; init; }

    internal sealed override FittedTransform Fit(Column column)
    {
        NumberColumn numbers = RequireNumbers(column);
        double[] sorted = numbers.Sorted();
        if (sorted[0] == sorted[^1] && Constant == ConstantColumns.Refuse)
        {
            throw column.Wrong(
                "different values", $"{NumberColumn.Text(sorted[0])} in every row. Leave the column out, or set Constant to Keep");
        }

        (double offset, double divisor, double shift) = Measure(sorted);

        // The usual rule, and also where the middle half of the values is constant.
        return new FittedScaling(offset, double.IsNormal(divisor) ? divisor : 1, shift);
    }

    /// <summary>From rising values to the three numbers of (x − offset) / divisor + shift.</summary>
    internal abstract (double Offset, double Divisor, double Shift) Measure(ReadOnlySpan<double> sorted);
}

/// <summary>Mean 0 and standard deviation 1: (x − mean) / deviation, the deviation that of the population.</summary>
public sealed class StandardScaler : Scaler
{
    internal override (double Offset, double Divisor, double Shift) Measure(ReadOnlySpan<double> sorted)
    {
        double sum = 0;
        foreach (double value in sorted) sum += value;
        double mean = sum / sorted.Length;
        double squares = 0;
        foreach (double value in sorted) squares += (value - mean) * (value - mean);
        return (mean, sorted[0] == sorted[^1] ? 0 : Math.Sqrt(squares / sorted.Length), 0);
    }
}

/// <summary>From the least and the greatest value of the training data to an interval. Other data may lie outside.</summary>
/// <param name="minimum">The beginning of the interval. Default: 0.</param>
/// <param name="maximum">Its end. Default: 1.</param>
public sealed class MinMaxScaler(double minimum = 0, double maximum = 1) : Scaler
{
    private readonly double minimum = minimum;
    private readonly double length = maximum - minimum is > 0 and < double.PositiveInfinity
        ? maximum - minimum
        : throw new ArgumentOutOfRangeException(nameof(maximum), maximum, $"Expected a finite number above {minimum}.");

    internal override (double Offset, double Divisor, double Shift) Measure(ReadOnlySpan<double> sorted) =>
        (sorted[0], (sorted[^1] - sorted[0]) / length, minimum);
}

/// <summary>(x − median) / (q₀.₇₅ − q₀.₂₅), which outliers do not move.</summary>
public sealed class RobustScaler : Scaler
{
    internal override (double Offset, double Divisor, double Shift) Measure(ReadOnlySpan<double> sorted) =>
        (Quantiles.Of(sorted, 0.5), Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25), 0);
}
