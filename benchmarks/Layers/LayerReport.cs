using NNGen.Benchmarks.Roofline;
using static System.FormattableString;

namespace NNGen.Benchmarks.Layers;

/// <summary>
/// What every kind of layer costs: a network that ends with it, beside the same network without it. The difference is what the layer adds,
/// fused as it would be in any network; in a training step a layer with few outputs also saves time, in the loss.
/// </summary>
internal static class LayerReport
{
    private const int Bursts = 9;

    public static int Run(string? only)
    {
        LayerGroup[] groups = LayerNetworks.All
            .Select(group => group with { Layers = group.Layers.Where(layer => IsWanted(layer, only)).ToArray() })
            .Where(group => group.Layers.Count > 0)
            .ToArray();
        if (groups.Length == 0)
        {
            IEnumerable<string> all = LayerNetworks.All.SelectMany(group => group.Layers).Select(layer => layer.Layer);
            Console.WriteLine($"No layer contains '{only}': {string.Join("; ", all)}.");
            return 1;
        }

        Console.WriteLine("ns for each sample; in brackets, without what comes before the layer, which is the row without indentation");
        Print("layer", ["one sample", "batch of 256", "training step of 256"]);
        foreach (LayerGroup group in groups) Print(group, Measure([group.Before, .. group.Layers]));
        return 0;
    }

    private static bool IsWanted(LayerWorkload layer, string? only) =>
        only is null || layer.Layer.Contains(only, StringComparison.OrdinalIgnoreCase);

    /// <summary>A row for each network. The bursts are taken in turn, so that a disturbance is no difference between layers.</summary>
    private static double[][] Measure(IEnumerable<LayerWorkload> workloads)
    {
        Timing[][] timings = workloads.Select(workload => workload.CreateTimings()).ToArray();
        foreach (Timing timing in timings.SelectMany(row => row)) timing.WarmUp();
        for (int burst = 0; burst < Bursts; burst++)
        {
            foreach (Timing timing in timings.SelectMany(row => row)) timing.TakeBurst();
        }

        return timings.Select(row => row.Select(timing => timing.Result().Ns).ToArray()).ToArray();
    }

    private static void Print(LayerGroup group, double[][] costs)
    {
        Print(group.Before.Layer, costs[0].Select(ns => Invariant($"{ns:F1}")));
        foreach ((LayerWorkload layer, double[] row) in group.Layers.Zip(costs.Skip(1)))
        {
            Print($"  {layer.Layer}", row.Zip(costs[0], (ns, before) => Invariant($"{ns:F1} ({ns - before:F1})")));
        }
    }

    private static void Print(string layer, IEnumerable<string> columns) =>
        Console.WriteLine($"{layer,-77}{string.Concat(columns.Select(column => $"{column,21}"))}");
}
