using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Planning;

/// <summary>
/// Plans the gradients of kernels that slide over large inputs: with filters in the lanes, sample after sample, and in each sample band after
/// band of positions. With samples in the lanes a block of such values exceeds every cache, and all of it would be read for every few
/// elements of the kernel (measured for 3×3 kernels of 64 channels on 56 × 56: 13 % of the peak, and 61 to 74 % in bands).
/// </summary>
internal sealed class RowGradients(Binder binder, BlockPlanner values)
{
    // Floats of a block of values: the second-level cache.
    private const int SecondLevelCache = 262_144;

    // Floats of one sample's band: they share that cache with the gradient.
    private const int LargestBand = 32_768;

    // A strip reads all values once: 64 KB of gradient, so that this happens seldom.
    private const int LargestStrip = 16_384;

    /// <summary>Whether this is such a gradient, and its filters fill whole vectors.</summary>
    public bool Serves(Contract contract)
    {
        if (!contract.ReducedAxes.Any(axis => axis.Extent > 1) || !contract.Output.IsWhole) return false;
        (Axis strip, Axis lane) = (StripOf(contract), binder.FastestAxisOf(contract.Output));
        (Access vectors, Access scalars) = binder.Roles(contract);
        bool isFree = contract.ConditionsOn(contract.Left, contract.Right).All(condition => condition.Index.FactorOf(lane) == 0 && condition.Index.FactorOf(strip) == 0);
        bool areApart = !scalars.Axes.Contains(lane) && scalars.Axes.Contains(strip) && !vectors.Axes.Contains(strip);
        bool isContiguous = lane.Extent % Block.Lanes == 0 && Binder.Value(vectors, Form.Rows, Region.Blocks).StrideOf(lane.Name) == 1;
        return isFree && areApart && isContiguous && vectors.Tensor.Length + scalars.Tensor.Length > SecondLevelCache / Block.Samples;
    }

    /// <summary>The form in which the gradient reads a tensor.</summary>
    public Form FormOf(Tensor tensor) => values.Exists(tensor, Form.CallerRows) ? Form.CallerRows : Form.Rows;

    public TensorGradient Plan(Contract whole, int blockLength)
    {
        (Axis strip, Axis lane) = (StripOf(whole), binder.FastestAxisOf(whole.Output));
        Contract contract = InBands(whole, out Axis? band);
        (Access vectors, Access scalars) = binder.Roles(contract);
        ParameterPlace place = binder.PlaceOf(contract.Output.Tensor);
        Axis[] reductions = contract.ReducedAxes.Where(axis => axis != band).ToArray();
        IEnumerable<Axis> taps = contract.Output.Axes.Where(axis => axis != lane && axis != strip);
        List<AxisStride> strides = Binder.Strides(contract.Output, place.Strides(), 1, out int offset);
        var nest = new ContractNest(
            StripPlanner.NameOf(contract),
            whole.ToString(),
            LoopAxis.Of(lane),
            new[] { new LoopAxis(Binder.SampleAxis, Block.Samples, LoopKind.BatchSamples) }
                .Concat(new[] { band }.OfType<Axis>().Concat(taps).Select(LoopAxis.Of))
                .ToEquatableArray(),
            new LoopAxis(strip.Name, strip.Extent, LoopKind.Strip),
            null,
            reductions.Select(LoopAxis.Of).ToEquatableArray(),
            EquatableArray.Of(
                Binder.Value(scalars, FormOf(scalars.Tensor), Region.Blocks, blockLength),
                Binder.Value(vectors, FormOf(vectors.Tensor), Region.Blocks, blockLength),
                new Operand(Binder.Symbol(contract.Output.Tensor), Place.At(Region.Scratch), strides.ToEquatableArray(), offset)),
            false,
            contract.Epilogue) { Conditions = contract.ConditionsOn(contract.Left, contract.Right) };
        int rowLength = contract.Output.Tensor.Length / strip.Extent;
        return new TensorGradient(nest, place.Offset, strip.Extent, rowLength, rowLength, rowLength) { StripFloats = LargestStrip };
    }

    /// <summary>The axis of the kernel's strips: the slowest in memory.</summary>
    private Axis StripOf(Contract contract) => contract.Output.Indices[binder.PlaceOf(contract.Output.Tensor).StorageOrder[0]].Factors[0].Axis;

    /// <summary>Cuts the first axis of positions into bands that fit the cache; there is none where all positions do.</summary>
    private static Contract InBands(Contract contract, out Axis? band)
    {
        Axis positions = contract.ReducedAxes.First();
        int floats = (contract.Left.Tensor.Length + contract.Right.Tensor.Length) / positions.Extent;
        int size = Enumerable.Range(1, positions.Extent).Last(size => positions.Extent % size == 0 && (size == 1 || size * floats <= LargestBand));
        band = size < positions.Extent ? new Axis("band", positions.Extent / size) : null;
        if (band is null) return contract;
        AffineIndex index = (size * band) + (positions with { Extent = size });
        AffineIndex Cut(AffineIndex other) => other.Replace(positions, index);
        var cut = (Contract)contract.Rewrite(access => access.Select(Cut));
        return cut with { Conditions = contract.Conditions.Select(condition => condition with { Index = Cut(condition.Index) }).ToEquatableArray() };
    }
}
