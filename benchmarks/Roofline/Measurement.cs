using System.Diagnostics;

namespace NNGen.Benchmarks.Roofline;

/// <summary>One row of the report.</summary>
internal sealed record Measurement(string Workload, int Batch, string Operation, double Ns, double Gflops, double FractionOfPeak, long AllocatedBytes)
{
    private const int Samples = 61;
    private const double SampleSeconds = 400e-6;

    // Long enough for the JIT to recompile what it first compiled quickly.
    private const double WarmUpSeconds = 1.0;

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
            long start = Stopwatch.GetTimestamp();
            for (int k = 0; k < runs; k++) run();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
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

    private static void WarmUp(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds) run();
    }

    private static int CalibrateRuns(Action run)
    {
        int runs = 1;
        while (true)
        {
            long start = Stopwatch.GetTimestamp();
            for (int k = 0; k < runs; k++) run();
            if (Stopwatch.GetElapsedTime(start).TotalSeconds > SampleSeconds || runs >= 1 << 20) return runs;
            runs *= 2;
        }
    }
}
