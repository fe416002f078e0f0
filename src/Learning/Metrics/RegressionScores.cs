using System.Globalization;

namespace NNGen.Learning;

/// <summary>How far predicted numbers are from the true ones. Of several outputs, every figure is the mean over the outputs.</summary>
public sealed class RegressionScores
{
    private RegressionScores()
    {
    }

    /// <summary>The number of samples.</summary>
    public required int Count { get; init; }

    /// <summary>The mean of |y − ŷ|, in the unit of the targets.</summary>
    public double MeanAbsoluteError { get; private set; }

    /// <summary>The mean of (y − ŷ)².</summary>
    public double MeanSquaredError { get; private set; }

    /// <summary>The root of the mean squared error, in the unit of the targets.</summary>
    public double RootMeanSquaredError { get; private set; }

    /// <summary>The median of |y − ŷ|, which outliers do not move.</summary>
    public double MedianAbsoluteError { get; private set; }

    /// <summary>The greatest |y − ŷ| of any output.</summary>
    public double MaxError { get; private set; }

    /// <summary>
    /// The coefficient of determination R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)²: 1 is perfect, 0 no better than the mean, less is worse. For
    /// constant targets 1 if all is right, else 0.
    /// </summary>
    public double R2 { get; private set; }

    /// <summary>1 − Var(y − ŷ) / Var(y): R² that forgives a constant error.</summary>
    public double ExplainedVariance { get; private set; }

    /// <summary>Measures predictions.</summary>
    /// <param name="targets">The true numbers, row-major [count, <paramref name="outputs"/>].</param>
    /// <param name="predictions">The predicted numbers, likewise.</param>
    /// <param name="outputs">The numbers of one sample. Default: 1.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">
    /// There are no samples, the lengths differ or are not whole rows, or a number is not finite.
    /// </exception>
    public static RegressionScores Of(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, int outputs = 1)
    {
        if (outputs < 1) throw new ArgumentOutOfRangeException(nameof(outputs), outputs, "Expected at least 1 output.");
        MetricChecks.SameCount(targets.Length, predictions.Length, nameof(predictions));
        if (targets.Length % outputs != 0)
        {
            throw new ArgumentException($"Expected rows of {outputs} numbers, found {targets.Length} numbers.", nameof(targets));
        }

        MetricChecks.Finite(targets, outputs, nameof(targets));
        MetricChecks.Finite(predictions, outputs, nameof(predictions));
        var scores = new RegressionScores { Count = targets.Length / outputs };
        for (int output = 0; output < outputs; output++) scores.Add(targets, predictions, outputs, output);
        return scores;
    }

    /// <summary>All figures, one on each line.</summary>
    /// <returns>The text; lines end with <c>\n</c>.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        R²                    {R2,12:F4}
        explained variance    {ExplainedVariance,12:F4}
        mean absolute error   {MeanAbsoluteError,12:G6}
        median absolute error {MedianAbsoluteError,12:G6}
        root mean squared     {RootMeanSquaredError,12:G6}
        greatest error        {MaxError,12:G6}

        """);

    private void Add(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, int outputs, int output)
    {
        var absolute = new float[Count];
        double sum = 0;
        double errorSum = 0;
        double absoluteSum = 0;
        double squares = 0;
        for (int i = 0; i < Count; i++)
        {
            double target = targets[(i * outputs) + output];
            double error = target - predictions[(i * outputs) + output];
            absolute[i] = (float)Math.Abs(error);
            sum += target;
            errorSum += error;
            absoluteSum += Math.Abs(error);
            squares += error * error;
            MaxError = Math.Max(MaxError, Math.Abs(error));
        }

        double mean = sum / Count;
        double errorMean = errorSum / Count;
        double deviation = 0;
        double errorDeviation = 0;
        for (int i = 0; i < Count; i++)
        {
            double target = targets[(i * outputs) + output];
            double error = target - predictions[(i * outputs) + output];
            deviation += (target - mean) * (target - mean);
            errorDeviation += (error - errorMean) * (error - errorMean);
        }

        MeanAbsoluteError += absoluteSum / Count / outputs;
        MeanSquaredError += squares / Count / outputs;
        RootMeanSquaredError += Math.Sqrt(squares / Count) / outputs;
        MedianAbsoluteError += Quantiles.Of(RankedScores.Sorted(absolute), 0.5) / outputs;
        R2 += Explained(squares, deviation) / outputs;
        ExplainedVariance += Explained(errorDeviation, deviation) / outputs;
    }

    private static double Explained(double left, double whole)
    {
        if (whole > 0) return 1 - (left / whole);
        return left > 0 ? 0 : 1;
    }
}
