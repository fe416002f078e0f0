namespace NNGen.Learning;

/// <summary>
/// Two classes' samples in the order of their scores, the greatest first, and how many positives and negatives lie at or above each
/// distinct score: what every curve over thresholds is made from.
/// </summary>
internal sealed class RankedScores
{
    private RankedScores(SortedScores sorted)
    {
        ReadOnlySpan<ulong> keys = sorted.Keys;
        int distinct = 0;
        for (int first = 0; first < keys.Length; distinct++) first = SortedScores.EndOfTie(keys, first, out _);
        Thresholds = new float[distinct];
        TruePositives = new int[distinct];
        FalsePositives = new int[distinct];
        Area = sorted.Area;
        int positivesBelow = 0;
        for (int first = 0, place = distinct - 1; place >= 0; place--)
        {
            Thresholds[place] = SortedScores.ScoreOf(keys[first]);
            TruePositives[place] = sorted.Positives - positivesBelow;
            FalsePositives[place] = keys.Length - first - TruePositives[place];
            first = SortedScores.EndOfTie(keys, first, out int positives);
            positivesBelow += positives;
        }
    }

    /// <summary>The distinct scores, falling.</summary>
    public float[] Thresholds { get; }

    /// <summary>For each threshold, the positives with at least that score.</summary>
    public int[] TruePositives { get; }

    /// <summary>For each threshold, the negatives with at least that score.</summary>
    public int[] FalsePositives { get; }

    /// <summary>The area under the ROC curve.</summary>
    public double Area { get; }

    public int Positives => TruePositives[^1];

    public int Negatives => FalsePositives[^1];

    public static RankedScores Of(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores)
    {
        MetricChecks.SameCount(labels.Length, scores.Length, nameof(scores));
        MetricChecks.Finite(scores, 1, nameof(scores));
        MetricChecks.Classes(labels, 2, nameof(labels));
        return Rank(labels, scores, outputs: 1, output: 0, positive: 1);
    }

    /// <summary>One class against all the others, by the scores of that class.</summary>
    public static RankedScores OneAgainstRest(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int outputs, int label)
    {
        MetricChecks.Classes(labels, outputs, nameof(labels));
        return Rank(labels, scores, outputs, label, label);
    }

    /// <summary>Finite numbers, rising.</summary>
    public static float[] Sorted(ReadOnlySpan<float> values)
    {
        var scores = new SortedScores(values.Length);
        scores.Take(values);
        scores.Sort();
        var sorted = new float[values.Length];
        for (int i = 0; i < sorted.Length; i++) sorted[i] = SortedScores.ScoreOf(scores.Keys[i]);
        return sorted;
    }

    private static RankedScores Rank(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int outputs, int output, int positive)
    {
        var sorted = new SortedScores(labels.Length);
        sorted.Take(labels, scores, outputs, output, positive);
        sorted.Sort();
        return new RankedScores(sorted);
    }
}
