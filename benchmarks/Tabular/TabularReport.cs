using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NNGen.Learning;
using static System.FormattableString;

namespace NNGen.Benchmarks.Tabular;

/// <summary>
/// Scores and fit times on the tabular data sets, beside scikit-learn's where its results are given: the same splits, the same
/// hyper-parameters, one thread each. Times are those of the processor. A fit here includes the preparation of the table, that of
/// scikit-learn only the training. The cold fit is the first of the process, if one data set was asked for; before the steady ones the same
/// training is repeated until the JIT is done.
/// </summary>
internal static class TabularReport
{
    private const int DefaultSplits = 5;
    private const double WarmUpMilliseconds = 2000;
    private const int FewestWarmUps = 3;

    public static int Run(string? folder, string? reference, string? only)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            Console.WriteLine("Expected --data FOLDER with the CSV files; scikit_learn.py writes what --sklearn FILE compares with.");
            return 1;
        }

        JsonElement? results = reference is null ? null : JsonDocument.Parse(File.ReadAllText(reference)).RootElement;
        string columns = $"{"epochs",9}{"fit, ms",10}";
        Console.WriteLine($"{"data set",-20}{"score",20}{columns}{"cold",8}{"scikit-learn",20}{columns}{"ratio",8}");
        foreach (TabularWorkload workload in TabularWorkload.All)
        {
            if (only is not null && !workload.Name.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
            JsonElement? result = results?.TryGetProperty(workload.Name, out JsonElement found) == true ? found : null;
            Report(workload, workload.Read(folder), result);
        }

        return 0;
    }

    private static void Report(TabularWorkload workload, Table table, JsonElement? reference)
    {
        var scores = new List<double>();
        var epochs = new List<double>();
        var times = new List<double>();
        double cold = 0;
        int splits = reference?.GetProperty("tests").GetArrayLength() ?? DefaultSplits;
        for (int seed = 0; seed < splits; seed++)
        {
            SampleSplit split = SplitOf(workload, table, seed, reference);
            (Table train, Table test) = (table.Take(split.Train), table.Take(split.Test));

            if (seed == 0) cold = WarmUp(workload, train);
            IEstimator estimator = workload.Create(train, seed);
            (TrainingHistory history, double milliseconds) = Fit(estimator, train);
            times.Add(milliseconds);
            epochs.Add(history.Epochs.Count);
            scores.Add(estimator.Score(test));
        }

        double steady = times.Order().ElementAt(times.Count / 2);
        var ours = new CrossValidationScores(scores, TimeSpan.Zero);
        string figures = $"{Invariant($"{epochs.Average():F0}"),9}{Invariant($"{steady:F1}"),10}{Invariant($"{cold:F0}"),8}";
        Console.Write($"{workload.Name + workload.Variant,-20}{ours,20}{figures}");
        Console.WriteLine(reference is { } result ? Theirs(result, steady / epochs.Average()) : string.Empty);
    }

    /// <summary>Fits anew, again and again, until the JIT has nothing left to do.</summary>
    /// <returns>The time of the first.</returns>
    private static double WarmUp(TabularWorkload workload, Table train)
    {
        double first = 0;
        double total = 0;
        for (int run = 0; run < FewestWarmUps || total < WarmUpMilliseconds; run++)
        {
            (_, double milliseconds) = Fit(workload.Create(train, 0), train);
            if (run == 0) first = milliseconds;
            total += milliseconds;
        }

        return first;
    }

    private static (TrainingHistory History, double Milliseconds) Fit(IEstimator estimator, Table train)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        TrainingHistory history = estimator.Fit(train);
        return (history, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
    }

    private static SampleSplit SplitOf(TabularWorkload workload, Table table, int seed, JsonElement? reference)
    {
        if (reference is not { } result)
        {
            return workload.IsRegression
                ? SampleSplit.Shuffled(table.Count, seed: seed)
                : SampleSplit.Stratified(LabelEncoder.Fit(table[workload.Target]).Encode(table[workload.Target]), seed: seed);
        }

        int[] test = Numbers(result.GetProperty("tests")[seed]).Select(row => (int)row).ToArray();
        return new SampleSplit(Enumerable.Range(0, table.Count).Except(test).ToArray(), test);
    }

    /// <summary>The ratio compares what an epoch takes.</summary>
    private static string Theirs(JsonElement result, double ours)
    {
        var scores = new CrossValidationScores(Numbers(result.GetProperty("scores")), TimeSpan.Zero);
        double time = 1000 * result.GetProperty("steady").GetDouble();
        double epochs = Numbers(result.GetProperty("epochs")).Average();
        double ratio = time / epochs / ours;
        return $"{scores,20}{Invariant($"{epochs:F0}"),9}{Invariant($"{time:F0}"),10}{Invariant($"{ratio:F1}"),8}";
    }

    private static double[] Numbers(JsonElement array) => array.EnumerateArray().Select(item => item.GetDouble()).ToArray();
}
