namespace NNGen;

/// <summary>
/// Scales the weights of every unit whose norm is too large: <c>w ← w · limit / ‖w‖</c>. A unit's weights are those that share their last
/// canonical indices, as many of them as come into one output: a column of a dense kernel, a filter of a convolution.
/// </summary>
/// <param name="limit">The largest norm.</param>
/// <param name="network">The network.</param>
/// <param name="isConstrained">Which tensors are kernels to be held.</param>
internal sealed class MaxNormConstraint(float limit, NetworkDescription network, Func<TensorDescription, bool> isConstrained)
{
    private readonly List<Kernel> kernels = Find(network, isConstrained);

    public void Apply(Span<float> parameters)
    {
        foreach (Kernel kernel in kernels)
        {
            Span<float> weights = parameters.Slice(kernel.Offset, kernel.UnitOf.Length);
            if (kernel.MeasureFactors(weights, limit)) kernel.Scale(weights);
        }
    }

    private static List<Kernel> Find(NetworkDescription network, Func<TensorDescription, bool> isConstrained)
    {
        var found = new List<Kernel>();
        foreach (TensorDescription tensor in network.Tensors)
        {
            if (isConstrained(tensor)) found.Add(Kernel.Of(tensor));
        }

        return found;
    }

    /// <summary>One kernel.</summary>
    /// <param name="Offset">Where it starts in the flat parameters.</param>
    /// <param name="UnitOf">The unit of every weight, in the order of memory.</param>
    /// <param name="Factors">A number for each unit.</param>
    private sealed record Kernel(int Offset, int[] UnitOf, double[] Factors)
    {
        public static Kernel Of(TensorDescription tensor)
        {
            bool isWhole = tensor.FanIn > 0 && tensor.Length % tensor.FanIn == 0;
            int units = isWhole ? tensor.Length / tensor.FanIn : tensor.Shape[^1];
            var unitOf = new int[tensor.Length];
            var walk = new StorageWalk(tensor);
            for (int i = 0; i < unitOf.Length; i++) unitOf[walk.Next() - tensor.Offset] = i % units;
            return new Kernel(tensor.Offset, unitOf, new double[units]);
        }

        /// <summary>Finds by what the weights of every unit have to be multiplied.</summary>
        /// <returns>Whether any factor is not 1.</returns>
        public bool MeasureFactors(ReadOnlySpan<float> weights, float limit)
        {
            Array.Clear(Factors);
            for (int i = 0; i < UnitOf.Length; i++) Factors[UnitOf[i]] += (double)weights[i] * weights[i];
            bool isAnyTooLong = false;
            foreach (ref double factor in Factors.AsSpan())
            {
                double norm = Math.Sqrt(factor);
                isAnyTooLong |= norm > limit;
                factor = norm > limit ? limit / norm : 1;
            }

            return isAnyTooLong;
        }

        public void Scale(Span<float> weights)
        {
            for (int i = 0; i < UnitOf.Length; i++) weights[i] = (float)(weights[i] * Factors[UnitOf[i]]);
        }
    }
}
