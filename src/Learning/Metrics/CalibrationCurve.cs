namespace NNGen.Learning;

/// <summary>
/// Whether probabilities mean what they say: samples are put into bins by their predicted probability, and in each bin the mean
/// probability stands beside the part that was positive. Empty bins are left out.
/// </summary>
public sealed class CalibrationCurve
{
    private CalibrationCurve(double[] meanProbability, double[] positivePart, int[] counts)
    {
        MeanProbability = meanProbability;
        PositivePart = positivePart;
        Counts = counts;
    }

    /// <summary>The mean predicted probability of each bin, rising.</summary>
    public IReadOnlyList<double> MeanProbability { get; }

    /// <summary>The part of each bin that was positive; well calibrated, it is about the mean probability.</summary>
    public IReadOnlyList<double> PositivePart { get; }

    /// <summary>The samples of each bin.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The curve with bins of equal width.</summary>
    /// <param name="labels">The class of each sample, 0 or 1.</param>
    /// <param name="probabilities">The probability of class 1 for each sample.</param>
    /// <param name="bins">The number of bins. Default: 5.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The counts differ, a label is not 0 or 1, or a probability is not in [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins.</exception>
    public static CalibrationCurve OfEqualWidth(ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities, int bins = 5)
    {
        Check(labels, probabilities, bins);
        var edges = new double[bins - 1];
        for (int edge = 0; edge < edges.Length; edge++) edges[edge] = (edge + 1) / (double)bins;
        return Of(labels, probabilities, edges);
    }

    /// <summary>The curve with bins of about equal numbers of samples.</summary>
    /// <inheritdoc cref="OfEqualWidth"/>
    public static CalibrationCurve OfEqualCounts(ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities, int bins = 5)
    {
        Check(labels, probabilities, bins);
        float[] sorted = RankedScores.Sorted(probabilities);
        var edges = new double[bins - 1];
        for (int edge = 0; edge < edges.Length; edge++) edges[edge] = Quantiles.Of(sorted, (edge + 1) / (double)bins);
        return Of(labels, probabilities, edges);
    }

    private static void Check(ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities, int bins)
    {
        if (bins < 1) throw new ArgumentOutOfRangeException(nameof(bins), bins, "Expected at least 1 bin.");
        MetricChecks.SameCount(labels.Length, probabilities.Length, nameof(probabilities));
        MetricChecks.Classes(labels, 2, nameof(labels));
        MetricChecks.Probabilities(probabilities, 1, nameof(probabilities));
    }

    /// <summary>A probability on an edge belongs to the bin below it.</summary>
    private static CalibrationCurve Of(ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities, double[] edges)
    {
        var sums = new double[edges.Length + 1];
        var positives = new int[edges.Length + 1];
        var counts = new int[edges.Length + 1];
        for (int sample = 0; sample < labels.Length; sample++)
        {
            int bin = 0;
            while (bin < edges.Length && edges[bin] < probabilities[sample]) bin++;
            sums[bin] += probabilities[sample];
            positives[bin] += labels[sample];
            counts[bin]++;
        }

        var means = new List<double>();
        var parts = new List<double>();
        for (int bin = 0; bin < counts.Length; bin++)
        {
            if (counts[bin] == 0) continue;
            means.Add(sums[bin] / counts[bin]);
            parts.Add(positives[bin] / (double)counts[bin]);
        }

        return new CalibrationCurve([.. means], [.. parts], Array.FindAll(counts, count => count > 0));
    }
}
