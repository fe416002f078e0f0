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
        LayerWorkload[] layers = LayerNetworks.All
            .Where(layer => only is null || layer.Layer.Contains(only, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        if (layers.Length == 0)
        {
            Console.WriteLine($"No layer contains '{only}': {string.Join(", ", LayerNetworks.All.Select(layer => layer.Layer))}.");
            return 1;
        }

        double[][] costs = Measure([LayerNetworks.Before, .. layers]);
        Console.WriteLine("ns for each sample; in brackets, without what comes before the layer");
        Print("layer", ["one sample", "batch of 256", "training step of 256"]);
        Print(LayerNetworks.Before.Layer, costs[0].Select(ns => Invariant($"{ns:F1}")));
        for (int row = 1; row < costs.Length; row++)
        {
            Print(layers[row - 1].Layer, costs[row].Zip(costs[0], (ns, before) => Invariant($"{ns:F1} ({ns - before:F1})")));
        }

        return 0;
    }

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

    private static void Print(string layer, IEnumerable<string> columns) =>
        Console.WriteLine($"{layer,-26}{string.Concat(columns.Select(column => $"{column,22}"))}");
}
