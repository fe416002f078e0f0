namespace NNGen.Learning;

/// <summary>
/// The receiver operating characteristic: for every threshold, the part of the positives and the part of the negatives that score at least
/// as much. Points between two others on a line are left out, as in scikit-learn.
/// </summary>
public sealed class RocCurve
{
    private RocCurve(double[] thresholds, double[] truePositiveRate, double[] falsePositiveRate, double area)
    {
        Thresholds = thresholds;
        TruePositiveRate = truePositiveRate;
        FalsePositiveRate = falsePositiveRate;
        Area = area;
    }

    /// <summary>The thresholds, falling; the first is ∞, which nothing reaches.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>The part of the positives at each threshold: the recall, or sensitivity.</summary>
    public IReadOnlyList<double> TruePositiveRate { get; }

    /// <summary>The part of the negatives at each threshold: 1 − specificity.</summary>
    public IReadOnlyList<double> FalsePositiveRate { get; }

    /// <summary>The area under the curve (AUC), by trapezoids: the probability that a positive scores higher than a negative.</summary>
    public double Area { get; }

    /// <summary>The curve of two classes.</summary>
    /// <param name="labels">The class of each sample, 0 or 1.</param>
    /// <param name="scores">A score for class 1 of each sample, such as its probability.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">
    /// The counts differ, a label is not 0 or 1, a score is not finite, or a class has no samples.
    /// </exception>
    public static RocCurve Of(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores) => Of(RankedScores.Of(labels, scores));

    /// <summary>The curve of one class against the rest.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="scores">Row-major [count, classes].</param>
    /// <param name="positive">The class.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, a score is not finite, or a side has no samples.</exception>
    public static RocCurve OneAgainstRest(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int positive) =>
        Of(RankedScores.OneAgainstRest(labels, scores, MetricChecks.Rows(labels, scores, nameof(scores)), positive));

    internal static RocCurve Of(RankedScores ranked)
    {
        List<int> trues = ranked.TruePositives;
        List<int> falses = ranked.FalsePositives;
        var thresholds = new List<double> { double.PositiveInfinity };
        var truePositiveRate = new List<double> { 0 };
        var falsePositiveRate = new List<double> { 0 };
        double area = 0;
        for (int i = 0; i < trues.Count; i++)
        {
            (int trueBefore, int falseBefore) = i == 0 ? (0, 0) : (trues[i - 1], falses[i - 1]);
            area += (falses[i] - falseBefore) * ((double)trues[i] + trueBefore) / 2;

            // scikit-learn's rule looks at the counts of this step and the next, not at slopes.
            bool isOnLine = i > 0 && i < trues.Count - 1 &&
                trues[i] - trueBefore == trues[i + 1] - trues[i] && falses[i] - falseBefore == falses[i + 1] - falses[i];
            if (isOnLine) continue;
            thresholds.Add(ranked.Thresholds[i]);
            truePositiveRate.Add(trues[i] / (double)ranked.Positives);
            falsePositiveRate.Add(falses[i] / (double)ranked.Negatives);
        }

        area /= (double)ranked.Positives * ranked.Negatives;
        return new RocCurve([.. thresholds], [.. truePositiveRate], [.. falsePositiveRate], area);
    }
}
