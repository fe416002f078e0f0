namespace NNGen.Learning;

/// <summary>Precision and recall for every threshold: more telling than the ROC curve where positives are rare.</summary>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(double[] thresholds, double[] precision, double[] recall, double averagePrecision)
    {
        Thresholds = thresholds;
        Precision = precision;
        Recall = recall;
        AveragePrecision = averagePrecision;
    }

    /// <summary>The distinct scores, rising. There is one less than points.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Of the samples that score at least the threshold, the part that is positive; the last point is 1 by convention.</summary>
    public IReadOnlyList<double> Precision { get; }

    /// <summary>Of the positives, the part that scores at least the threshold: falling from 1; the last point is 0.</summary>
    public IReadOnlyList<double> Recall { get; }

    /// <summary>Σ (Rᵢ − Rᵢ₋₁) · Pᵢ over rising recall: the area under the steps of the curve.</summary>
    public double AveragePrecision { get; }

    /// <summary>The curve of two classes.</summary>
    /// <param name="labels">The class of each sample, 0 or 1.</param>
    /// <param name="scores">A score for class 1 of each sample, such as its probability.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">
    /// The counts differ, a label is not 0 or 1, a score is not finite, or a class has no samples.
    /// </exception>
    public static PrecisionRecallCurve Of(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores) => Of(RankedScores.Of(labels, scores));

    /// <summary>The curve of one class against the rest.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="scores">Row-major [count, classes].</param>
    /// <param name="positive">The class.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, a score is not finite, or a side has no samples.</exception>
    public static PrecisionRecallCurve OneAgainstRest(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int positive) =>
        Of(RankedScores.OneAgainstRest(labels, scores, MetricChecks.Rows(labels, scores, nameof(scores)), positive));

    private static PrecisionRecallCurve Of(RankedScores ranked)
    {
        int count = ranked.Thresholds.Length;
        var thresholds = new double[count];
        var precision = new double[count + 1];
        var recall = new double[count + 1];
        double average = 0;
        for (int i = 0; i < count; i++)
        {
            int trues = ranked.TruePositives[i];
            int place = count - 1 - i;
            thresholds[place] = ranked.Thresholds[i];
            precision[place] = trues / (double)(trues + ranked.FalsePositives[i]);
            recall[place] = trues / (double)ranked.Positives;
            average += (trues - (i == 0 ? 0 : ranked.TruePositives[i - 1])) * precision[place];
        }

        precision[count] = 1;
        return new PrecisionRecallCurve(thresholds, precision, recall, average / ranked.Positives);
    }
}
