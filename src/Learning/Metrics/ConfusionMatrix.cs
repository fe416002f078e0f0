namespace NNGen.Learning;

/// <summary>
/// How often each class was taken for which: rows are the true classes, columns the predicted ones. Everything that scikit-learn derives
/// from such counts is here, with its conventions: a ratio whose denominator is 0 counts as 0, and averages are over the classes that
/// occur among labels or predictions.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[] counts;
    private readonly long[] supports;
    private readonly long[] predicted;

    /// <summary>Counts predictions.</summary>
    /// <param name="labels">The true class of each sample, from 0.</param>
    /// <param name="predictions">The predicted class of each sample.</param>
    /// <param name="classes">The number of classes. Default: one more than the largest class that occurs.</param>
    /// <exception cref="ArgumentException">There are no samples, the counts differ, or a class is out of its range.</exception>
    public ConfusionMatrix(ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, int? classes = null)
    {
        if (classes < 1) throw new ArgumentOutOfRangeException(nameof(classes), classes, "Expected at least 1 class.");
        MetricChecks.SameCount(labels.Length, predictions.Length, nameof(predictions));
        int ofLabels = MetricChecks.Classes(labels, classes, nameof(labels));
        int ofPredictions = MetricChecks.Classes(predictions, classes, nameof(predictions));
        Classes = classes ?? Math.Max(ofLabels, ofPredictions);
        counts = new long[checked(Classes * Classes)];
        supports = new long[Classes];
        predicted = new long[Classes];
        Total = labels.Length;
        for (int sample = 0; sample < labels.Length; sample++) counts[(labels[sample] * Classes) + predictions[sample]]++;
        for (int label = 0; label < Classes; label++)
        {
            for (int prediction = 0; prediction < Classes; prediction++)
            {
                supports[label] += this[label, prediction];
                predicted[prediction] += this[label, prediction];
            }
        }
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of samples.</summary>
    public long Total { get; }

    /// <summary>The samples of the class <c>label</c> that were taken for <c>prediction</c>.</summary>
    /// <param name="label">The true class.</param>
    /// <param name="prediction">The predicted class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int label, int prediction]
    {
        get
        {
            RequireClass(label);
            RequireClass(prediction);
            return counts[(label * Classes) + prediction];
        }
    }

    /// <summary>The part of the samples that were classified rightly.</summary>
    public double Accuracy => Correct / (double)Total;

    /// <summary>The mean of the classes' recalls, over the classes that have samples.</summary>
    public double BalancedAccuracy
    {
        get
        {
            double sum = 0;
            int present = 0;
            for (int label = 0; label < Classes; label++)
            {
                if (supports[label] == 0) continue;
                sum += this[label, label] / (double)supports[label];
                present++;
            }

            return sum / present;
        }
    }

    /// <summary>
    /// Cohen's κ (1960): (p₀ − pₑ) / (1 − pₑ), the accuracy p₀ freed from what chance would give, pₑ. NaN where there is but one class.
    /// </summary>
    public double CohenKappa
    {
        get
        {
            double chance = Chance / ((double)Total * Total);
            return (Accuracy - chance) / (1 - chance);
        }
    }

    /// <summary>
    /// The correlation coefficient of Matthews (1975) in Gorodkin's form for any number of classes (2004); 0 where labels or predictions
    /// are of one class only.
    /// </summary>
    public double MatthewsCorrelation
    {
        get
        {
            double total = Total;
            double ofBoth = (total * Correct) - Chance;
            double ofLabels = (total * total) - SquareSum(supports);
            double ofPredictions = (total * total) - SquareSum(predicted);
            return ofLabels == 0 || ofPredictions == 0 ? 0 : ofBoth / Math.Sqrt(ofLabels * ofPredictions);
        }
    }

    private long Correct
    {
        get
        {
            long sum = 0;
            for (int label = 0; label < Classes; label++) sum += this[label, label];
            return sum;
        }
    }

    private double Chance
    {
        get
        {
            double sum = 0;
            for (int label = 0; label < Classes; label++) sum += (double)supports[label] * predicted[label];
            return sum;
        }
    }

    /// <summary>Precision, recall and F1 of one class.</summary>
    /// <param name="label">The class.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public ClassScores Of(int label)
    {
        RequireClass(label);
        return Scores(this[label, label], predicted[label], supports[label]);
    }

    /// <summary>Precision, recall and F1 over all classes.</summary>
    /// <param name="average">How the classes are weighed.</param>
    /// <returns>The figures; the support is the number of samples.</returns>
    public ClassScores Of(ClassAverage average)
    {
        // Every sample has one class, so wrong positives of one class are wrong negatives of another: all three are the accuracy.
        if (average == ClassAverage.Micro) return Scores(Correct, Total, Total);
        double weights = 0;
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        for (int label = 0; label < Classes; label++)
        {
            if (supports[label] + predicted[label] == 0) continue;
            ClassScores scores = Of(label);
            double weight = average == ClassAverage.Weighted ? scores.Support : 1;
            weights += weight;
            precision += weight * scores.Precision;
            recall += weight * scores.Recall;
            f1 += weight * scores.F1;
        }

        return new ClassScores(precision / weights, recall / weights, f1 / weights, Total);
    }

    /// <summary>A table of precision, recall, F1 and support for every class, and their averages, as scikit-learn prints it.</summary>
    /// <param name="names">A name for each class. Default: their numbers.</param>
    /// <param name="digits">The digits behind the point. Default: 2.</param>
    /// <returns>The table; lines end with <c>\n</c>. Classes that never occur are left out.</returns>
    /// <exception cref="ArgumentException">There is not one name for each class.</exception>
    public string Report(IReadOnlyList<string>? names = null, int digits = 2)
    {
        if (names is not null && names.Count != Classes)
        {
            throw new ArgumentException($"Expected {Classes} names, one for each class, found {names.Count}.", nameof(names));
        }

        var rows = new List<(string Name, ClassScores Scores)>();
        for (int label = 0; label < Classes; label++)
        {
            if (supports[label] + predicted[label] == 0) continue;
            rows.Add((names?[label] ?? FormattableString.Invariant($"{label}"), Of(label)));
        }

        return ReportText.Write(rows, Accuracy, Of(ClassAverage.Macro), Of(ClassAverage.Weighted), digits);
    }

    private static ClassScores Scores(long right, long predicted, long support) => new(
        predicted == 0 ? 0 : right / (double)predicted,
        support == 0 ? 0 : right / (double)support,
        predicted + support == 0 ? 0 : 2d * right / (predicted + support),
        support);

    private static double SquareSum(long[] values)
    {
        double sum = 0;
        foreach (long value in values) sum += (double)value * value;
        return sum;
    }

    private void RequireClass(int label)
    {
        if ((uint)label >= (uint)Classes)
        {
            throw new ArgumentOutOfRangeException(nameof(label), label, $"Expected a class from 0 to {Classes - 1}.");
        }
    }
}
