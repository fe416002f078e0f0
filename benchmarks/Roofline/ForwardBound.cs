namespace NNGen.Benchmarks.Roofline;

/// <summary>What no implementation of a forward pass can beat on this core: the slowest of its limits.</summary>
/// <param name="Ns">The bound in nanoseconds.</param>
/// <param name="Limit">Which limit it is.</param>
internal sealed record ForwardBound(double Ns, string Limit)
{
    private const double MultiplyAddCycles = 4;

    /// <summary>Of one sample: its weights from memory, its multiply-adds, or the chains of them.</summary>
    public static ForwardBound Of(NetworkDescription network, double peakGflops, Bandwidth bandwidth)
    {
        long bytes = network.ParameterCount * (long)sizeof(float);
        ForwardBound[] bounds =
        [
            new(bytes / bandwidth.ForBytes(bytes), "weights"),
            new(2.0 * network.MultiplyAdds / peakGflops, "FMA"),
            new(ChainCycles(network) / CyclesPerNs(peakGflops), "chain"),
        ];
        return bounds.MaxBy(bound => bound.Ns)!;
    }

    /// <summary>
    /// For layers that compute little with much: the time in which the second-level cache delivers what each of them reads, and takes what it
    /// writes, of so many samples.
    /// </summary>
    public static ForwardBound OfTraffic(NetworkDescription network, int batch, Bandwidth bandwidth)
    {
        long floats = network.InputLength;
        foreach (LayerDescription layer in network.Layers.SkipLast(1)) floats += 2L * Length(layer);
        floats += network.OutputLength;
        return new ForwardBound(floats * sizeof(float) * batch / bandwidth.SecondLevelRate, "L2");

        static long Length(LayerDescription layer) => layer.OutputShape.Aggregate(1L, (product, extent) => product * extent);
    }

    /// <summary>
    /// One multiply-add after the other through every layer, with each sum cut into as many partial sums as pays: ⌈log₂ inputs⌉ steps.
    /// Activations not counted.
    /// </summary>
    private static double ChainCycles(NetworkDescription network)
    {
        double cycles = 0;
        int inputs = network.InputLength;
        foreach (LayerDescription layer in network.Layers)
        {
            if (layer.MultiplyAdds > 0) cycles += MultiplyAddCycles * Math.Ceiling(Math.Log2(Math.Max(2, inputs)));
            inputs = layer.OutputShape[^1];
        }

        return cycles;
    }

    /// <summary>Two multiply-adds in every cycle, two operations each.</summary>
    private static double CyclesPerNs(double peakGflops) => peakGflops / (4.0 * FmaPeak.Lanes);
}
