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

    private static RocCurve Of(RankedScores ranked)
    {
        int[] trues = ranked.TruePositives;
        int[] falses = ranked.FalsePositives;
        var thresholds = new double[trues.Length + 1];
        var truePositiveRate = new double[trues.Length + 1];
        var falsePositiveRate = new double[trues.Length + 1];
        thresholds[0] = double.PositiveInfinity;
        int points = 1;
        for (int i = 0; i < trues.Length; i++)
        {
            // scikit-learn's rule looks at the counts of this step and the next, not at slopes.
            bool isOnLine = i > 0 && i < trues.Length - 1 &&
                trues[i] - trues[i - 1] == trues[i + 1] - trues[i] && falses[i] - falses[i - 1] == falses[i + 1] - falses[i];
            if (isOnLine) continue;
            thresholds[points] = ranked.Thresholds[i];
            truePositiveRate[points] = trues[i] / (double)ranked.Positives;
            falsePositiveRate[points++] = falses[i] / (double)ranked.Negatives;
        }

        return new RocCurve(thresholds[..points], truePositiveRate[..points], falsePositiveRate[..points], ranked.Area);
    }
}
