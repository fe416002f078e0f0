using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Threading;

namespace NNGen.Benchmarks.Roofline;

/// <summary>One row of the report. The variant (a dependent call, two threads) is printed, and such rows stay out of the JSON file.</summary>
internal sealed record Measurement(string Workload, int Batch, string Operation, double Ns, double Gflops, double FractionOfPeak, long AllocatedBytes)
{
    [JsonIgnore]
    public string? Variant { get; init; }

    [JsonIgnore]
    public ForwardBound? Bound { get; init; }

    private const int Samples = 61;
    private const double SampleSeconds = 400e-6;

    private const int WarmUpRounds = 10;
    private const double WarmUpSeconds = 0.12;
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(120);

    /// <summary>
    /// Times an action that does <paramref name="callsPerRun"/> calls. Every sample stands between two probes of the peak, so that its share of the peak does not
    /// depend on the clock of the moment. Medians.
    /// </summary>
    public static Measurement Take(string workload, int batch, string operation, double flops, int callsPerRun, Action run)
    {
        WarmUp(run);
        int runs = CalibrateRuns(run);
        var ns = new double[Samples];
        var fractions = new double[Samples];
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        run();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        double before = FmaPeak.Measure();
        for (int sample = 0; sample < Samples; sample++)
        {
            double seconds = SecondsOf(run, runs);
            double after = FmaPeak.Measure();
            ns[sample] = seconds * 1e9 / ((double)runs * callsPerRun);
            fractions[sample] = flops / ns[sample] / ((before + after) / 2);
            before = after;
        }

        double median = Median(ns);
        return new Measurement(workload, batch, operation, median, flops / median, Median(fractions), allocated);
    }

    public static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    /// <summary>Runs until the JIT has recompiled what it first compiled quickly. It does that in the background, on the same core: hence the pauses.</summary>
    private static void WarmUp(Action run)
    {
        for (int round = 0; round < WarmUpRounds; round++)
        {
            double seconds = 0;
            while (seconds < WarmUpSeconds) seconds += SecondsOf(run, 16);
            Thread.Sleep(WarmUpPause);
        }
    }

    /// <summary>Compiled once and for good: on-stack replacement would time another compilation of the same loop than the one that was warmed up.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double SecondsOf(Action run, int runs)
    {
        long start = Stopwatch.GetTimestamp();
        for (int k = 0; k < runs; k++) run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static int CalibrateRuns(Action run)
    {
        int runs = 1;
        while (true)
        {
            if (SecondsOf(run, runs) > SampleSeconds || runs >= 1 << 20) return runs;
            runs *= 2;
        }
    }
}
