using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace NNGen.Benchmarks.Roofline;

/// <summary>Measures every workload against the peak of the core and prints one row for each.</summary>
internal static class RooflineReport
{
    // Read before the process is pinned: afterwards it counts the allowed ones.
    private static readonly int AllCores = Environment.ProcessorCount;

    public static int Run(string? jsonPath, string? only)
    {
        string vectors = Vector512.IsHardwareAccelerated ? "Vector512" : $"Vector<float>, {Vector<float>.Count * 32} bits";
        UseOneCore();
        for (int k = 0; k < 200; k++) FmaPeak.Measure();
        var peaks = new double[101];
        for (int k = 0; k < peaks.Length; k++) peaks[k] = FmaPeak.Measure();
        Console.WriteLine(FormattableString.Invariant($"FMA peak {Measurement.Median(peaks):F1} GFLOP/s on one core ({vectors}), .NET {Environment.Version}"));
        var bandwidth = new Bandwidth();
        Console.WriteLine(bandwidth);
        Console.WriteLine(
            $"{"workload",-16} {"batch",5} {"operation",-9} {"ns",11} {"GFLOP/s",8} {"% peak",7} {"bytes",6} {"bound ns",9} {"ratio",6}");

        var rows = new List<Measurement>();
        Measurement? Add(string name, Func<Measurement> measure)
        {
            if (only is not null && !name.Contains(only, StringComparison.OrdinalIgnoreCase)) return null;
            Measurement row = measure();
            rows.Add(row);
            string bound = row.Bound is null
                ? string.Empty
                : string.Create(CultureInfo.InvariantCulture, $"{row.Bound.Ns,9:F1} {row.Ns / row.Bound.Ns,6:F2} {row.Bound.Limit}");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Workload,-16} {row.Batch,5} {row.Operation,-9} {row.Ns,11:F1} {row.Gflops,8:F1} {row.FractionOfPeak * 100,7:F1} {row.AllocatedBytes,6} {bound} {row.Variant}"));
            return row;
        }

        var mlp784 = new Workload<Mlp784>("784-128-10", seed => new Mlp784(seed), bandwidth);
        var mlp64 = new Workload<Mlp64>("64-64-32-16-10", seed => new Mlp64(seed), bandwidth);
        var controller = new Workload<Controller>("4-8-8-3", seed => new Controller(seed), bandwidth);
        var wide = new Workload<Wide>("256-512-512-256", seed => new Wide(seed), bandwidth);
        foreach (int batch in new[] { 32, 64, 256 }) Add($"784-128-10 train {batch}", () => mlp784.Train(batch));
        foreach (int batch in new[] { 32, 256 }) Add($"64-64-32-16-10 train {batch}", () => mlp64.Train(batch));
        Add("784-128-10 batch", () => mlp784.Batch(256));
        Add("64-64-32-16-10 batch", () => mlp64.Batch(256));
        foreach (bool isDependent in new[] { false, true })
        {
            Add("4-8-8-3 forward", () => controller.Forward(isDependent));
            Add("64-64-32-16-10 forward", () => mlp64.Forward(isDependent));
            Add("784-128-10 forward", () => mlp784.Forward(isDependent));
            Add("256-512-512-256 forward", () => wide.Forward(isDependent));
        }

        ReportThreads("784-128-10", Add, mlp784.Train);
        ReportThreads("64-64-32-16-10", Add, mlp64.Train);
        if (jsonPath is not null) WriteJson(jsonPath, rows.Where(row => row.Variant is null));
        return 0;
    }

    /// <summary>One and two threads in turn, so that the ratio is of the same minute.</summary>
    private static void ReportThreads(string name, Func<string, Func<Measurement>, Measurement?> add, Func<int, int, Measurement> train)
    {
        const int batch = 256;
        UseTwoCores();
        Measurement? one = add($"{name} threads", () => train(batch, 1) with { Variant = "1 thread" });
        Measurement? two = add($"{name} threads", () => train(batch, 2));
        if (one is not null && two is not null) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: two threads are {one.Ns / two.Ns:F2} times one thread"));
        UseOneCore();
    }

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
