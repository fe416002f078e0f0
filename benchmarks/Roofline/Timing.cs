using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace NNGen.Benchmarks.Roofline;

/// <summary>
/// Times an action in short samples, each between two probes of the peak, so that its share of the peak does not depend on the clock of the
/// moment. The samples are taken in bursts, and the bursts of all workloads in turn: another tenant of the machine then disturbs every
/// workload for a while and none for good.
/// </summary>
/// <param name="workload">The network.</param>
/// <param name="batch">The samples of a call.</param>
/// <param name="operation"><c>forward</c>, <c>batch</c> or <c>train</c>.</param>
/// <param name="flops">The floating-point operations of one call.</param>
/// <param name="callsPerRun">The calls that the action does.</param>
/// <param name="run">The action.</param>
internal sealed class Timing(string workload, int batch, string operation, double flops, int callsPerRun, Action run)
{
    private const int SamplesPerBurst = 11;
    private const double SampleSeconds = 400e-6;
    private const double LongestBurst = 0.25;

    // The workloads before have taken the caches: their own data has to come back first.
    private const double BurstWarmUpSeconds = 0.01;

    private const int WarmUpRounds = 10;
    private const double WarmUpSeconds = 0.12;
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(120);

    private readonly List<double> ns = [];
    private readonly List<double> fractions = [];
    private long allocated;
    private int runs;
    private int samples = SamplesPerBurst;

    /// <summary>What distinguishes rows of the same workload: a dependent call, two threads.</summary>
    public string? Variant { get; init; }

    /// <summary>The least time that the hardware allows, given the measured peak.</summary>
    public Func<double, ForwardBound>? Bound { get; init; }

    /// <summary>Called when all samples have been taken.</summary>
    public Action? Finish { get; init; }

    /// <summary>
    /// Runs until the JIT has recompiled what it first compiled quickly. It does that in the background, on the same core: hence the
    /// pauses.
    /// </summary>
    public void WarmUp()
    {
        double once = SecondsOf(run, 1);
        samples = (int)Math.Clamp(LongestBurst / once, 1, SamplesPerBurst);
        for (int round = 0; round < WarmUpRounds; round++)
        {
            double seconds = 0;
            while (seconds < WarmUpSeconds) seconds += SecondsOf(run, once < WarmUpSeconds ? 16 : 1);
            Thread.Sleep(WarmUpPause);
        }

        runs = CalibrateRuns();
    }

    public void TakeBurst()
    {
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        run();
        allocated = Math.Max(allocated, GC.GetAllocatedBytesForCurrentThread() - allocatedBefore);
        for (double seconds = 0; seconds < BurstWarmUpSeconds;) seconds += SecondsOf(run, runs);
        double before = FmaPeak.Measure();
        for (int sample = 0; sample < samples; sample++)
        {
            double seconds = SecondsOf(run, runs);
            double after = FmaPeak.Measure();
            ns.Add(seconds * 1e9 / ((double)runs * callsPerRun));
            fractions.Add(flops / ns[^1] / ((before + after) / 2));
            before = after;
        }
    }

    /// <summary>The medians of all samples.</summary>
    public Measurement Result()
    {
        Finish?.Invoke();
        double median = Quantile(ns, 0.5);
        double fraction = Quantile(fractions, 0.5);
        return new Measurement(workload, batch, operation, median, flops / median, fraction, allocated)
        {
            Variant = Variant,
            QuietFraction = Quantile(fractions, 0.9),
            Bound = Bound?.Invoke(flops / median / fraction),
        };
    }

    public static double Quantile(IEnumerable<double> values, double part)
    {
        double[] sorted = values.Order().ToArray();
        return sorted[(int)(part * (sorted.Length - 1))];
    }

    /// <summary>
    /// Compiled once and for good: on-stack replacement would time another compilation of the same loop than the one that was warmed up.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double SecondsOf(Action run, int runs)
    {
        long start = Stopwatch.GetTimestamp();
        for (int k = 0; k < runs; k++) run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private int CalibrateRuns()
    {
        int count = 1;
        while (SecondsOf(run, count) <= SampleSeconds && count < 1 << 20) count *= 2;
        return count;
    }
}
