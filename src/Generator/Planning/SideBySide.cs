using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>
/// Weights that compute several neighbouring results at once: each of them has a copy, moved to where its kernel stands, and 0 elsewhere.
/// A bias, which stands nowhere, is only repeated.
/// </summary>
/// <param name="Wide">The weights of all of them, [kernel…, channels, copies · filters].</param>
/// <param name="Source">The weights of one.</param>
/// <param name="Moved">The axis of the shape along which copies are moved, or -1.</param>
/// <param name="Step">How far each copy is moved from the one before.</param>
/// <param name="Copies">The number of copies.</param>
internal sealed record WideWeights(Tensor Wide, Tensor Source, int Moved, int Step, int Copies);

/// <summary>
/// A convolution with few filters leaves most lanes of a vector empty. Neighbouring results lie side by side in memory, filter by filter, and
/// so they fill a vector together: q results of a kernel of size k are one result of a kernel of size k + (q − 1)·stride, whose filters are q
/// moved copies of the original ones. Where a copy has no weight the term is 0·x, which changes no sum of finite numbers.
/// </summary>
internal static class SideBySide
{
    /// <returns>The contraction over wider filters, and how they come from the original ones; null where nothing is gained.</returns>
    public static (Contract Contract, IReadOnlyList<WideWeights> Weights)? TryWiden(Contract contract)
    {
        (Access values, Access weights) = contract.Left.Tensor.IsPerSample ? (contract.Left, contract.Right) : (contract.Right, contract.Left);
        if (!contract.Output.IsWhole || contract.Extras.Count > 0 || contract.ConditionsOn(values, weights).Count > 0) return null;
        if (contract.Output.Indices.Count < 2 || weights.Indices.Any(index => !index.IsAxis)) return null;
        Axis[] results = contract.Output.Indices.Select(index => index.Factors[0].Axis).ToArray();
        (Axis position, Axis filter) = (results[results.Length - 2], results[results.Length - 1]);
        int moved = weights.Indices.ToList().FindIndex(index => IsKernelOf(values, position, index.Factors[0].Axis));
        bool isOfFilters = weights.Indices[weights.Indices.Count - 1].Equals((AffineIndex)filter) && !values.Axes.Contains(filter);
        if (moved < 0 || !isOfFilters) return null;
        Axis kernel = weights.Indices[moved].Factors[0].Axis;
        int stride = values.Indices.Max(index => index.FactorOf(position));
        int copies = MostUseful(position.Extent, filter.Extent, kernel.Extent, stride);
        return copies == 1 ? null : Widened(contract, values, weights, moved, stride, copies);
    }

    /// <summary>Whether an axis of the weights is the one that slides along the results: with neighbouring elements for neighbouring weights.</summary>
    private static bool IsKernelOf(Access values, Axis position, Axis axis) =>
        axis != position && values.Indices.Any(index => index.FactorOf(position) > 0 && index.FactorOf(axis) == 1)
        && values.Indices.Count(index => index.FactorOf(axis) != 0) == 1
        && values.Indices.Count(index => index.FactorOf(position) != 0) == 1;

    /// <summary>The number of neighbours that fill one vector with the fewest multiply-adds for each of them.</summary>
    private static int MostUseful(int positions, int filters, int kernel, int stride)
    {
        double Cost(int copies) => (kernel + ((copies - 1) * stride)) / (double)copies;
        return Enumerable.Range(1, Math.Max(1, Block.Lanes / filters)).Where(copies => positions % copies == 0).OrderBy(Cost).First();
    }

    private static (Contract, IReadOnlyList<WideWeights>) Widened(Contract contract, Access values, Access weights, int moved, int stride, int copies)
    {
        int last = weights.Indices.Count - 1;
        Axis kernel = weights.Indices[moved].Factors[0].Axis;
        Axis position = contract.Output.Indices[contract.Output.Indices.Count - 2].Factors[0].Axis;
        Axis lane = new("lane", copies * contract.Output.Tensor.Shape[contract.Output.Indices.Count - 1]);
        Axis wideKernel = kernel with { Extent = kernel.Extent + ((copies - 1) * stride) };
        Axis group = position with { Extent = position.Extent / copies };

        int[] shape = weights.Tensor.Shape.ToArray();
        shape[moved] = wideKernel.Extent;
        shape[last] = lane.Extent;

        // Layers that share weights may widen them differently.
        string suffix = $".wide{LayerInference.Text(copies)}by{LayerInference.Text(stride)}";
        var wide = new Tensor(weights.Tensor.Name + suffix, shape.ToEquatableArray(), weights.Tensor.Role);
        AffineIndex[] wideIndices = weights.Indices.ToArray();
        wideIndices[moved] = wideKernel;
        wideIndices[last] = lane;

        // Neighbours and their filters are one axis: the same memory under another shape.
        int[] results = contract.Output.Tensor.Shape.ToArray();
        results[results.Length - 2] = group.Extent;
        results[results.Length - 1] = lane.Extent;
        AffineIndex[] resultIndices = contract.Output.Indices.ToArray();
        resultIndices[results.Length - 2] = group;
        resultIndices[results.Length - 1] = lane;

        var all = new List<WideWeights> { new(wide, weights.Tensor, moved, stride, copies) };
        Access? initial = null;
        if (contract.Initial is { } bias)
        {
            var wideBias = new Tensor(bias.Tensor.Name + suffix, EquatableArray.Of(lane.Extent), bias.Tensor.Role);
            all.Add(new WideWeights(wideBias, bias.Tensor, -1, 0, copies));
            initial = wideBias[lane];
        }

        AffineIndex Moved(AffineIndex index) => index.Replace(position, copies * group).Replace(kernel, wideKernel);
        Tensor output = contract.Output.Tensor with { Shape = results.ToEquatableArray() };
        return (new Contract(output[resultIndices], values.Select(Moved), wide[wideIndices], initial, contract.Epilogue, default), all);
    }
}
