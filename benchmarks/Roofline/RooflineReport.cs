using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace NNGen.Benchmarks.Roofline;

/// <summary>Measures every workload against the peak of the core and prints one row for each.</summary>
internal static class RooflineReport
{
    public static int Run(string? jsonPath, string? only)
    {
        string vectors = Vector512.IsHardwareAccelerated ? "Vector512" : $"Vector<float>, {Vector<float>.Count * 32} bits";
        for (int k = 0; k < 200; k++) FmaPeak.Measure();
        var peaks = new double[101];
        for (int k = 0; k < peaks.Length; k++) peaks[k] = FmaPeak.Measure();
        Console.WriteLine(FormattableString.Invariant($"FMA peak {Measurement.Median(peaks):F1} GFLOP/s on one core ({vectors}), .NET {Environment.Version}"));
        Console.WriteLine($"{"workload",-18} {"batch",5} {"operation",-20} {"ns",12} {"GFLOP/s",9} {"% peak",7} {"bytes",6}");

        var rows = new List<Measurement>();
        void Add(string name, Func<Measurement> measure)
        {
            if (only is not null && !name.Contains(only, StringComparison.OrdinalIgnoreCase)) return;
            Measurement row = measure();
            rows.Add(row);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Workload,-18} {row.Batch,5} {row.Operation,-20} {row.Ns,12:F1} {row.Gflops,9:F1} {row.FractionOfPeak * 100,7:F1} {row.AllocatedBytes,6}"));
        }

        PinToOneCore();
        var mlp784 = new Workload<Mlp784>("784-128-10", seed => new Mlp784(seed));
        var mlp64 = new Workload<Mlp64>("64-64-32-16-10", seed => new Mlp64(seed));
        var controller = new Workload<Controller>("4-8-8-3", seed => new Controller(seed));
        var wide = new Workload<Wide>("256-512-512-256", seed => new Wide(seed));
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

        if (jsonPath is not null) WriteJson(jsonPath, rows);
        return 0;
    }

    private static void PinToOneCore()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) Process.GetCurrentProcess().ProcessorAffinity = 1;
    }

    private static void WriteJson(string path, List<Measurement> rows)
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };
        File.WriteAllText(path, JsonSerializer.Serialize(rows, options));
    }
}
