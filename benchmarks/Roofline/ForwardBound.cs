namespace NNGen.Benchmarks.Roofline;

/// <summary>What no implementation of one sample's forward pass can beat on this core: the slowest of three limits.</summary>
/// <param name="Ns">The bound in nanoseconds.</param>
/// <param name="Limit">Which limit it is.</param>
internal sealed record ForwardBound(double Ns, string Limit)
{
    private const double MultiplyAddCycles = 4;

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
