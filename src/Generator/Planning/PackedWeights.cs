using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>A parameter tensor, or a part of it, in the packed copy that the one-sample kernels read.</summary>
/// <param name="Source">Where it starts: in the flat parameters, or widened in the packed copy itself.</param>
/// <param name="Offset">Where its packed form starts.</param>
/// <param name="Rows">
/// The loops over the rows of a panel, outermost first, as extents and distances in the source: at most two.
/// </param>
/// <param name="Columns">The extent that runs along the lanes.</param>
/// <param name="ColumnStride">The distance of two columns in the source.</param>
internal sealed record PackedTensor(Place Source, int Offset, EquatableArray<PackedRows> Rows, int Columns, int ColumnStride)
{
    public int RowCount => Rows.Aggregate(1, (count, rows) => count * rows.Count);

    public int Length => RowCount * Block.Pad(Columns);
}

/// <summary>Some rows at equal distances.</summary>
internal sealed record PackedRows(int Count, int Stride);

/// <summary>The packed copy of the parameters: in the order in which the one-sample kernels read them.</summary>
internal sealed class PackedWeights(Binder binder)
{
    private readonly List<PackedTensor> tensors = [];
    private readonly List<(WideWeights Weights, int Offset)> widened = [];

    /// <summary>What is packed, in the order of its offsets.</summary>
    public IReadOnlyList<PackedTensor> Tensors => tensors;

    /// <summary>Weights that are widened before they are packed, and where to.</summary>
    public IReadOnlyList<(WideWeights Weights, int Offset)> Widened => widened;

    /// <summary>The floats of the copy.</summary>
    public int Length { get; private set; }

    /// <summary>Sets some floats aside.</summary>
    /// <returns>Where they start.</returns>
    public int Reserve(int length)
    {
        int offset = Length;
        Length += Block.Pad(length);
        return offset;
    }

    /// <summary>The contraction over wider filters, where that fills a vector better.</summary>
    public Contract Widen(Contract contract)
    {
        if (SideBySide.TryWiden(contract) is not (var wide, var weights)) return contract;
        foreach (WideWeights each in weights.Where(each => widened.All(known => known.Weights.Wide != each.Wide)))
        {
            widened.Add((each, Reserve(each.Wide.Length)));
        }

        return wide;
    }

    /// <summary>
    /// Weights in panels: all rows of the first tile of columns, then all rows of the next one. The columns are the axis of the weights
    /// that runs along the lanes, the rows all others in their order; outputs that have columns of their own (the groups of a convolution)
    /// have panels of their own.
    /// </summary>
    public Operand Panel(Access weights, Axis lane)
    {
        (Place source, int[] storage) = SourceOf(weights.Tensor);
        EquatableArray<int> shape = weights.Tensor.Shape;
        int columns = weights.Indices.ToList().FindIndex(index => index.FactorOf(lane) != 0);
        var rowStrides = new int[shape.Count];
        var rows = new List<PackedRows>();
        int rowCount = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            if (axis == columns) continue;
            rowStrides[axis] = rowCount;
            rows.Insert(0, new PackedRows(shape[axis], storage[axis]));
            rowCount *= shape[axis];
        }

        List<AxisStride> strides = Binder.Strides(weights, rowStrides, 1, out int firstRow).Where(stride => stride.Stride != 0).ToList();
        strides.Add(new AxisStride(lane.Name, 1));
        AxisFactor? group = weights.Indices[columns].Factors.SingleOrDefault(factor => factor.Axis != lane);
        int panel = rowCount * Block.Pad(lane.Extent);
        Place start = Place.At(Region.Packed, Length);
        var operand = new Operand(Binder.Symbol(weights.Tensor), start, strides.ToEquatableArray(), firstRow)
        {
            PanelRows = rowCount,
            PanelStep = group is null ? null : new AxisStride(group.Axis.Name, panel),
            Conditions = weights.Conditions.ToEquatableArray(),
        };
        EquatableArray<PackedRows> merged = Merge(rows).ToEquatableArray();
        for (int index = 0; index < (group?.Axis.Extent ?? 1); index++)
        {
            Place from = source with { Offset = source.Offset + (index * (group?.Factor ?? 0) * storage[columns]) };
            Pack(new PackedTensor(from, Length, merged, lane.Extent, storage[columns]));
        }

        return operand;
    }

    /// <summary>A vector of parameters as it is, padded.</summary>
    public Operand Vector(Access vector)
    {
        var operand = new Operand(
            Binder.Symbol(vector.Tensor),
            Place.At(Region.Packed, Length),
            Binder.Strides(vector, Binder.RowMajor(vector.Tensor.Shape), 1, out int offset).ToEquatableArray(),
            offset);
        Pack(new PackedTensor(SourceOf(vector.Tensor).Start, Length, EquatableArray.Of(new PackedRows(1, 0)), vector.Tensor.Length, 1));
        return operand;
    }

    /// <summary>Where a parameter lies, in the order that its strides say, from which it is packed.</summary>
    private (Place Start, int[] Strides) SourceOf(Tensor parameter)
    {
        foreach ((WideWeights weights, int offset) in widened)
        {
            if (weights.Wide == parameter) return (Place.At(Region.Packed, offset), Binder.RowMajor(parameter.Shape));
        }

        ParameterPlace place = binder.PlaceOf(parameter);
        return (Place.At(Region.Parameters, place.Offset), place.Strides());
    }

    /// <summary>Loops whose steps follow each other evenly are one loop.</summary>
    private static IReadOnlyList<PackedRows> Merge(IReadOnlyList<PackedRows> rows)
    {
        var merged = new List<PackedRows>();
        foreach (PackedRows next in rows.Where(next => next.Count > 1))
        {
            bool continues = merged.Count > 0 && merged[merged.Count - 1].Stride == next.Count * next.Stride;
            if (continues) merged[merged.Count - 1] = new PackedRows(merged[merged.Count - 1].Count * next.Count, next.Stride);
            else merged.Add(next);
        }

        return merged.Count == 0 ? [new PackedRows(1, 0)] : merged;
    }

    private void Pack(PackedTensor tensor)
    {
        tensors.Add(tensor);
        Length += tensor.Length;
    }
}
