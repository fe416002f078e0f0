using System.Diagnostics;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace NNGen.Benchmarks.Functions;

/// <summary>
/// Every activation and loss beside what .NET offers for it, warm, in one process. The two are timed in turn and their ratio is the median
/// over the turns, so that another tenant of the machine slows down both.
/// </summary>
internal static class FunctionReport
{
    private const int Turns = 41;
    private const double WarmUpSeconds = 0.25;
    private const double TurnSeconds = 300e-6;

    public static int Run(string? only)
    {
        FunctionWorkload[] all = [.. FunctionWorkload.Activations(), .. FunctionWorkload.Losses()];
        FunctionWorkload[] chosen = all.Where(workload => only is null || workload.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (chosen.Length == 0)
        {
            Console.WriteLine($"No function contains '{only}': {string.Join("; ", all.Select(workload => workload.Name))}.");
            return 1;
        }

        Console.WriteLine("ns for 1,000 values, forward for activations, value and gradient for losses; errors over the values measured, in units");
        Console.WriteLine("in the last place of the result, of losses of the sum over 128 outputs. The ratio is the time of NNGen by that of the other.");
        Console.WriteLine();
        Console.WriteLine("| function | ns | ULP | other | ns | ULP | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (FunctionWorkload workload in chosen)
        {
            (double ours, double other, double ratio) = Measure(workload);
            string theirs = Invariant($"{workload.OtherName} | {other:F0} | {workload.OtherError():G3}");
            Console.WriteLine(Invariant($"| `{workload.Name}` | {ours:F0} | {workload.Error():G3} | {theirs} | {ratio:F2} |"));
        }

        return 0;
    }

    private static (double Ours, double Other, double Ratio) Measure(FunctionWorkload workload)
    {
        int runs = WarmUp(workload.Run);
        int otherRuns = WarmUp(workload.RunOther);
        var turns = new List<(double Ours, double Other)>();
        for (int turn = 0; turn < Turns; turn++)
        {
            double ours = SecondsOf(workload.Run, runs) / runs;
            turns.Add((ours, SecondsOf(workload.RunOther, otherRuns) / otherRuns));
        }

        static double Median(IEnumerable<double> values) => values.Order().ElementAt(Turns / 2);
        double scale = 1e9 * 1000 / FunctionWorkload.Values;
        return (Median(turns.Select(turn => turn.Ours)) * scale, Median(turns.Select(turn => turn.Other)) * scale,
            Median(turns.Select(turn => turn.Ours / turn.Other)));
    }

    /// <summary>Runs until the JIT is done, and tells how many runs make a turn.</summary>
    private static int WarmUp(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds) SecondsOf(run, 64);
        double fastest = Enumerable.Range(0, 9).Min(_ => SecondsOf(run, 16)) / 16;
        return Math.Max(1, (int)(TurnSeconds / fastest));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double SecondsOf(Action run, int runs)
    {
        long start = Stopwatch.GetTimestamp();
        for (int k = 0; k < runs; k++) run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
