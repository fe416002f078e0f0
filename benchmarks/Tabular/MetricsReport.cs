using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using NNGen.Learning;
using static System.FormattableString;

namespace NNGen.Benchmarks.Tabular;

/// <summary>What every metric of a million predictions takes, warm: medians of several runs, in time of all processors and by the clock.</summary>
internal static class MetricsReport
{
    private const int Count = 1_000_000;
    private const int Classes = 10;
    private const int Runs = 9;

    public static int Run()
    {
        Console.WriteLine(Invariant($"ms for {Count:N0} predictions, medians of {Runs} runs"));
        Console.WriteLine($"{"metric",-46}{"processors",12}{"clock",8}");
        foreach ((string name, Action measure) in All())
        {
            measure();
            (double Processors, double Clock)[] times = [.. Enumerable.Range(0, Runs).Select(_ => Milliseconds(measure))];
            double Median(Func<(double Processors, double Clock), double> kind) => times.Select(kind).Order().ElementAt(Runs / 2);
            Console.WriteLine(Invariant($"{name,-46}{Median(time => time.Processors),12:F1}{Median(time => time.Clock),8:F1}"));
        }

        return 0;
    }

    /// <summary>Scores of two classes that overlap, probabilities of ten, and numbers with an error; no two runs see others.</summary>
    private static IEnumerable<(string Name, Action Measure)> All()
    {
        var random = new CounterRandom(1);
        var labels = new int[Count];
        var scores = new float[Count];
        var classes = new int[Count];
        var guesses = new int[Count];
        var probabilities = new float[Count * Classes];
        var targets = new float[Count];
        var predictions = new float[Count];
        for (int i = 0; i < Count; i++)
        {
            labels[i] = random.NextSingle() < 0.3f ? 1 : 0;
            scores[i] = (float)(1 / (1 + Math.Exp(-(random.NextNormal() + labels[i]))));
            classes[i] = (int)(random.NextSingle() * Classes);
            Span<float> row = probabilities.AsSpan(i * Classes, Classes);
            foreach (ref float p in row) p = random.NextSingle() + 1e-3f;
            row[classes[i]] += 0.5f;
            float sum = 0;
            foreach (float p in row) sum += p;
            foreach (ref float p in row) p /= sum;
            guesses[i] = random.NextSingle() < 0.8f ? classes[i] : (int)(random.NextSingle() * Classes);
            targets[i] = (float)random.NextNormal();
            predictions[i] = targets[i] + (0.3f * (float)random.NextNormal());
        }

        yield return ("confusion matrix and report of 10 classes", () => new ConfusionMatrix(classes, guesses).Report());
        yield return ("ROC curve and area", () => RocCurve.Of(labels, scores));
        yield return ("precision-recall curve, average precision", () => PrecisionRecallCurve.Of(labels, scores));
        yield return ("calibration curve, equal widths", () => CalibrationCurve.OfEqualWidth(labels, scores));
        yield return ("calibration curve, equal counts", () => CalibrationCurve.OfEqualCounts(labels, scores));
        yield return ("log loss of 2 classes", () => ProbabilityMetrics.LogLoss(labels, scores));
        yield return ("log loss of 10 classes", () => ProbabilityMetrics.LogLoss(classes, probabilities));
        yield return ("Brier score of 2 classes", () => ProbabilityMetrics.BrierScore(labels, scores));
        yield return ("Brier score of 10 classes", () => ProbabilityMetrics.BrierScore(classes, probabilities));
        yield return ("top-3 accuracy of 10 classes", () => ProbabilityMetrics.TopKAccuracy(classes, probabilities, 3));
        yield return ("ROC area of 10 classes, one against the rest", () => ProbabilityMetrics.RocArea(classes, probabilities));
        yield return ("all scores of a regression", () => RegressionScores.Of(targets, predictions));
    }

    private static (double Processors, double Clock) Milliseconds(Action measure)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        long clock = Stopwatch.GetTimestamp();
        measure();
        double elapsed = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        return ((Environment.CpuUsage.TotalTime - start).TotalMilliseconds, elapsed);
    }
}
