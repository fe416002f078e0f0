using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Json;
using static System.FormattableString;

namespace NNGen.Benchmarks.Roofline;

/// <summary>Measures every workload against the peak of the core and prints one row for each.</summary>
internal static class RooflineReport
{
    // Read before the process is pinned: afterwards it counts the allowed ones.
    private static readonly int AllCores = Environment.ProcessorCount;

    private const int Bursts = 15;

    public static int Run(string? jsonPath, string? only)
    {
        string vectors = Vector512.IsHardwareAccelerated ? "Vector512" : $"Vector<float>, {Vector<float>.Count * 32} bits";
        UseOneCore();
        for (int k = 0; k < 200; k++) FmaPeak.Measure();
        double peak = Timing.Quantile(Enumerable.Range(0, 101).Select(_ => FmaPeak.Measure()), 0.5);
        Print($"FMA peak {peak:F1} GFLOP/s on one core ({vectors}), .NET {Environment.Version}");
        var bandwidth = new Bandwidth();
        Console.WriteLine(bandwidth);

        var mlp784 = new Workload<Mlp784>("784-128-10", seed => new Mlp784(seed), bandwidth);
        var mlp64 = new Workload<Mlp64>("64-64-32-16-10", seed => new Mlp64(seed), bandwidth);
        var controller = new Workload<Controller>("4-8-8-3", seed => new Controller(seed), bandwidth);
        var wide = new Workload<Wide>("256-512-512-256", seed => new Wide(seed), bandwidth);
        var leNet = new Workload<LeNet5>("LeNet-5", seed => new LeNet5(seed), bandwidth);
        var block = new Workload<ResNetBlock>("ResNet-18 block", seed => new ResNetBlock(seed), bandwidth);
        var depthwise = new Workload<Depthwise>("depthwise 3x3", seed => new Depthwise(seed), bandwidth, isTraffic: true);
        var all = new List<(string Name, Func<Timing> Create)>();
        foreach (int batch in new[] { 32, 64, 256 }) all.Add(($"784-128-10 train {batch}", () => mlp784.Train(batch)));
        foreach (int batch in new[] { 32, 256 }) all.Add(($"64-64-32-16-10 train {batch}", () => mlp64.Train(batch)));
        foreach (int batch in new[] { 32, 64, 128 }) all.Add(($"LeNet-5 train {batch}", () => leNet.Train(batch)));
        all.Add(("LeNet-5 batch", () => leNet.Batch(256)));
        all.Add(("784-128-10 batch", () => mlp784.Batch(256)));
        all.Add(("64-64-32-16-10 batch", () => mlp64.Batch(256)));
        foreach (bool isDependent in new[] { false, true })
        {
            all.Add(("4-8-8-3 forward", () => controller.Forward(isDependent)));
            all.Add(("64-64-32-16-10 forward", () => mlp64.Forward(isDependent)));
            all.Add(("784-128-10 forward", () => mlp784.Forward(isDependent)));
            all.Add(("LeNet-5 forward", () => leNet.Forward(isDependent)));
            all.Add(("256-512-512-256 forward", () => wide.Forward(isDependent)));
        }

        all.Add(("ResNet-18 block forward", () => block.Forward(isDependent: false)));
        all.Add(("ResNet-18 block train 32", () => block.Train(32)));
        all.Add(("depthwise 3x3 forward", () => depthwise.Forward(isDependent: false)));
        all.Add(("depthwise 3x3 batch", () => depthwise.Batch(32)));
        Print($"{"workload",-16} {"batch",5} {"operation",-9} {"ns",11} {"GFLOP/s",8} {"% peak",7} {"quiet",6} {"bytes",6} {"bound ns",9} {"ratio",6}");
        IReadOnlyList<Measurement> rows = Measure(all, only);
        UseTwoCores();
        CompareThreads("784-128-10", mlp784.Train, only);
        CompareThreads("64-64-32-16-10", mlp64.Train, only);
        Print($"% peak: the median of all samples; quiet: what the best tenth of them exceeds.");
        if (jsonPath is not null) WriteJson(jsonPath, rows.Where(row => row.Variant is null));
        return 0;
    }

    /// <summary>Warms every workload up, then takes their bursts in turn.</summary>
    private static IReadOnlyList<Measurement> Measure(IEnumerable<(string Name, Func<Timing> Create)> all, string? only)
    {
        Timing[] timings = all
            .Where(item => only is null || item.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
            .Select(item => item.Create())
            .ToArray();
        foreach (Timing timing in timings) timing.WarmUp();
        for (int burst = 0; burst < Bursts; burst++)
        {
            foreach (Timing timing in timings) timing.TakeBurst();
        }

        Measurement[] rows = timings.Select(timing => timing.Result()).ToArray();
        foreach (Measurement row in rows)
        {
            string bound = row.Bound is null ? string.Empty : Invariant($"{row.Bound.Ns,9:F1} {row.Ns / row.Bound.Ns,6:F2} {row.Bound.Limit}");
            string shares = Invariant($"{row.Gflops,8:F1} {row.FractionOfPeak * 100,7:F1} {row.QuietFraction * 100,6:F1}");
            Print($"{row.Workload,-16} {row.Batch,5} {row.Operation,-9} {row.Ns,11:F1} {shares} {row.AllocatedBytes,6} {bound} {row.Variant}");
        }

        return rows;
    }

    /// <summary>One and two threads in turn, so that the ratio is of the same minute.</summary>
    private static void CompareThreads(string name, Func<int, int, string?, Timing> train, string? only)
    {
        const int batch = 256;
        IReadOnlyList<Measurement> rows = Measure(
            [($"{name} threads", () => train(batch, 1, "1 thread")), ($"{name} threads", () => train(batch, 2, "2 threads"))], only);
        if (rows.Count == 2) Print($"{name}: two threads are {rows[0].Ns / rows[1].Ns:F2} times one thread");
    }

    private static void Print(FormattableString line) => Console.WriteLine(Invariant(line));

    /// <summary>The last core: the first one serves the machine's interrupts.</summary>
    private static void UseOneCore() => UseCores((nint)1 << (AllCores - 1));

    private static void UseTwoCores() => UseCores((nint)3 << Math.Max(0, AllCores - 2));

    private static void UseCores(nint mask)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) Process.GetCurrentProcess().ProcessorAffinity = mask;
    }

    private static void WriteJson(string path, IEnumerable<Measurement> rows)
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };
        File.WriteAllText(path, JsonSerializer.Serialize(rows, options));
    }
}
