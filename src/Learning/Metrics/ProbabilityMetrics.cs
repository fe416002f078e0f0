using System.Linq;
using System.Threading.Tasks;

namespace NNGen.Learning;

/// <summary>
/// Measures of predicted probabilities: row-major [count, outputs] as <c>Predict</c> gives them. Rows of one output are the probability of
/// class 1.
/// </summary>
public static class ProbabilityMetrics
{
    // Where scikit-learn clips probabilities given as 32-bit floats: their machine epsilon.
    private const double Smallest = 1.1920928955078125e-7;

    // So many scores take longer to sort than threads to wake up.
    private const int SamplesForThreads = 10_000;

    /// <summary>The part of the samples whose class is among the k greatest scores; of equal scores the first counts as greater.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="scores">Scores of the classes, row-major [count, classes]; they need not be probabilities.</param>
    /// <param name="k">How many guesses each sample has. Default: 2.</param>
    /// <returns>A part from 0 to 1.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, a score is not finite, or a label has no score.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public static double TopKAccuracy(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int k = 2)
    {
        if (k < 1) throw new ArgumentOutOfRangeException(nameof(k), k, "Expected at least 1 guess.");
        int classes = MetricChecks.Rows(labels, scores, nameof(scores));
        MetricChecks.Classes(labels, classes, nameof(labels));
        int found = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            ReadOnlySpan<float> row = scores.Slice(sample * classes, classes);
            float own = row[labels[sample]];
            int greater = 0;
            for (int c = 0; c < classes; c++)
            {
                if (row[c] > own || (row[c] == own && c < labels[sample])) greater++;
            }

            if (greater < k) found++;
        }

        return found / (double)labels.Length;
    }

    /// <summary>
    /// The logistic loss, or cross-entropy: the mean of −log p of the true classes. Probabilities are kept 1.2·10⁻⁷ away from 0 and 1, then
    /// each row is divided by its sum.
    /// </summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="probabilities">Row-major [count, outputs].</param>
    /// <returns>The loss, at least 0.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, a probability is not in [0, 1], or a label has none.</exception>
    public static double LogLoss(ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities)
    {
        int outputs = CheckedOutputs(labels, probabilities);
        double sum = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(sample * outputs, outputs);
            if (outputs == 1)
            {
                double one = Clip(row[0]);
                sum -= Math.Log(labels[sample] == 1 ? one : 1 - one);
                continue;
            }

            double total = 0;
            foreach (float p in row) total += Clip(p);
            sum -= Math.Log(Clip(row[labels[sample]]) / total);
        }

        return sum / labels.Length;
    }

    /// <summary>
    /// Brier's score (1950): the mean squared difference of probabilities and what came. Of one output it is the mean of (p − y)², in
    /// [0, 1]; of several the sum over the classes, in [0, 2].
    /// </summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="probabilities">Row-major [count, outputs].</param>
    /// <returns>The score; 0 is best.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, a probability is not in [0, 1], or a label has none.</exception>
    public static double BrierScore(ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities)
    {
        int outputs = CheckedOutputs(labels, probabilities);
        double sum = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            // A single output is the probability of class 1.
            int counted = outputs == 1 ? 1 : 0;
            foreach (float p in probabilities.Slice(sample * outputs, outputs))
            {
                double difference = p - (labels[sample] == counted++ ? 1d : 0d);
                sum += difference * difference;
            }
        }

        return sum / labels.Length;
    }

    /// <summary>
    /// The area under the ROC curve of each class against the rest, averaged: the probability that a sample of a class gets a higher score
    /// for it than one of another class. With one output, that of class 1.
    /// </summary>
    /// <param name="labels">The class of each sample; each class must occur.</param>
    /// <param name="scores">Row-major [count, outputs]; they need not be probabilities.</param>
    /// <param name="average"><see cref="ClassAverage.Macro"/> or <see cref="ClassAverage.Weighted"/>, by the samples of the classes.</param>
    /// <returns>An area from 0 to 1; guessing gives 0.5.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, a score is not finite, or a class has no samples.</exception>
    public static double RocArea(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, ClassAverage average = ClassAverage.Macro)
    {
        if (average == ClassAverage.Micro)
        {
            throw new ArgumentOutOfRangeException(nameof(average), average, "Expected Macro or Weighted: areas have no counts to add up.");
        }

        int outputs = MetricChecks.Rows(labels, scores, nameof(scores));
        if (outputs == 1) return RocCurve.Of(labels, scores).Area;
        MetricChecks.Classes(labels, outputs, nameof(labels));
        double sum = 0;
        double weights = 0;
        foreach ((double area, int samples) in RocAreas(labels, scores, outputs))
        {
            double weight = average == ClassAverage.Weighted ? samples : 1;
            sum += weight * area;
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>Area and samples of each class. As many classes as there are processors are sorted at once, which changes no bit.</summary>
    private static (double Area, int Samples)[] RocAreas(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int classes)
    {
        var areas = new (double, int)[classes];
        int samples = labels.Length;
        int atOnce = samples < SamplesForThreads ? 1 : Math.Min(classes, Environment.ProcessorCount);
        SortedScores[] sorted = [.. Enumerable.Range(0, atOnce).Select(_ => new SortedScores(samples))];
        for (int first = 0; first < classes; first += atOnce)
        {
            int group = Math.Min(atOnce, classes - first);
            for (int i = 0; i < group; i++) sorted[i].Take(labels, scores, classes, first + i, first + i);
            int start = first;
            Parallel.For(0, group, i =>
            {
                sorted[i].Sort();
                areas[start + i] = (sorted[i].Area, sorted[i].Positives);
            });
        }

        return areas;
    }

    private static int CheckedOutputs(ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities)
    {
        int outputs = MetricChecks.Rows(labels, probabilities, nameof(probabilities));
        MetricChecks.Probabilities(probabilities, outputs, nameof(probabilities));
        MetricChecks.Classes(labels, Math.Max(outputs, 2), nameof(labels));
        return outputs;
    }

    private static double Clip(float probability) => Math.Clamp(probability, Smallest, 1 - Smallest);
}
