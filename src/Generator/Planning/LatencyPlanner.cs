using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>A parameter tensor, or a part of it, in the packed copy that the one-sample kernels read.</summary>
/// <param name="Source">Where it starts in the flat parameters.</param>
/// <param name="Offset">Where its packed form starts.</param>
/// <param name="Rows">
/// The loops over the rows of a panel, outermost first, as extents and distances in the flat parameters: at most two.
/// </param>
/// <param name="Columns">The extent that runs along the lanes.</param>
/// <param name="ColumnStride">The distance of two columns in the flat parameters.</param>
internal sealed record PackedTensor(int Source, int Offset, EquatableArray<PackedRows> Rows, int Columns, int ColumnStride)
{
    public int RowCount => Rows.Aggregate(1, (count, rows) => count * rows.Count);

    public int Length => RowCount * Block.Pad(Columns);
}

/// <summary>Some rows at equal distances.</summary>
internal sealed record PackedRows(int Count, int Stride);

/// <summary>
/// The latency schedule: one sample, features in the lanes. Inputs are broadcast, weights stream from panels as wide as the register tile,
/// padded to whole vectors.
/// </summary>
internal sealed class LatencyPlanner(Binder binder)
{
    private readonly List<PackedTensor> packed = [];
    private readonly List<Step> packSteps = [];
    private readonly Dictionary<Tensor, int> packedValues = [];
    private readonly HashSet<Tensor> inWorkspace = [];
    private int packedLength;

    public List<Step> Steps { get; } = [];

    public MemoryPlan Memory { get; } = new();

    public IReadOnlyList<PackedTensor> Packed => packed;

    /// <summary>What follows from the parameters alone and is computed with the packed copy.</summary>
    public IReadOnlyList<Step> PackSteps => packSteps;

    public int PackedLength => packedLength;

    public void Plan(Operation operation)
    {
        switch (operation)
        {
            case Contract contract:
                PlanContract(contract);
                break;
            case Map { Output.Tensor.Role: TensorRole.Batch } map:
                PlanPackedMap(map);
                break;
            case Map map:
                PlanMap(map);
                break;
            case Reduce reduce:
                PlanReduce(reduce);
                break;
        }
    }

    /// <summary>Copies the result to the caller: last, since the caller's output may overlap its input.</summary>
    public void StoreToCaller(Tensor output)
    {
        Place source = Value(output[[]]).Place;
        int length = output.Length;
        Steps.Add(new TransposeStep(output.Name, Form.Vector, Form.CallerRows, source, Place.At(Region.Output), length, length, length));
    }

    /// <summary>One element at a time.</summary>
    private static LoopAxis Single => new("single", 1);

    private static string NameOf(Operation operation) => NetworkInference.Identifier(operation.Output.Tensor.Name);

    private static Operand Value(Access access) => Binder.Value(access, Form.Vector, Region.Workspace);

    /// <summary>The caller's own memory can be broadcast from, but whole vectors must not be loaded behind its end.</summary>
    private Operand Read(Access access, bool asScalars)
    {
        if (access.Tensor.Role == TensorRole.Position) return Value(access);
        if (access.Tensor.Role == TensorRole.Batch) return PackedValue(access);
        if (!access.Tensor.IsPerSample) return PackedVector(access);
        if (access.Tensor.Role != TensorRole.Input || inWorkspace.Contains(access.Tensor)) return Value(access);
        if (asScalars) return Value(access) with { Place = Place.At(Region.Input) };
        Operand copy = Write(access);
        inWorkspace.Add(access.Tensor);
        int length = access.Tensor.Length;
        Steps.Add(new TransposeStep(
            access.Tensor.Name, Form.CallerRows, Form.Vector, Place.At(Region.Input), copy.Place, length, length, length));
        return copy;
    }

    private Operand Write(Access access)
    {
        Memory.Declare(Binder.BufferName(access.Tensor, Form.Vector), Binder.BufferLength(access.Tensor, Form.Vector));
        return Value(access);
    }

    private void PlanContract(Contract contract)
    {
        (Access values, Access weights) = contract.Left.Tensor.IsPerSample ? (contract.Left, contract.Right) : (contract.Right, contract.Left);
        Axis[] outputs = contract.Output.Axes.ToArray();

        // With a single filter neighbouring pixels lie side by side as well, but weights stream along the filters.
        Axis lane = outputs
            .Where(axis => IsFastest(contract.Output, axis))
            .OrderBy(axis => weights.Axes.Contains(axis))
            .ThenBy(axis => axis.Extent)
            .Last();
        Operand output = Write(contract.Output);
        bool HasOwnValues(Axis axis) => values.Axes.Contains(axis) && !weights.Axes.Contains(axis);
        Axis? row = outputs.LastOrDefault(axis => axis.Extent > 1 && axis != lane && HasOwnValues(axis));

        // Where the last vector of an output reaches into what follows, outputs have to be written in their order.
        bool reaches = lane.Extent % Block.Lanes != 0;
        bool IsInside(Axis axis) => axis != lane && axis.Extent > 1 && output.StrideOf(axis.Name) < output.StrideOf(row!.Name);
        if (reaches && row is not null && outputs.Any(IsInside)) row = null;
        EquatableArray<LoopAxis> reductions = LoopAxis.ReductionsOf(contract);
        var operands = new List<Operand>
        {
            Read(values, asScalars: !values.Axes.Contains(lane)),
            Panel(weights, lane),
            output,
        };
        if (contract.Initial is not null) operands.Add(Read(contract.Initial, asScalars: false));
        operands.AddRange(contract.Extras.Select(extra => Read(extra, asScalars: false)));
        Steps.Add(new NestStep(new ContractNest(
            NameOf(contract),
            contract.ToString(),
            LoopAxis.Of(lane),
            InOrder(outputs.Where(axis => axis != lane && axis != row), output),
            row is null ? null : LoopAxis.Of(row),
            null,
            reductions,
            operands.ToEquatableArray(),
            contract.Initial is not null,
            contract.Epilogue)
        {
            Conditions = contract.ConditionsOn(values, weights),
        }));
    }

    /// <summary>Whether neighbouring elements along an axis lie side by side.</summary>
    private static bool IsFastest(Access access, Axis axis) =>
        Binder.Strides(access, Binder.RowMajor(access.Tensor.Shape), 1, out _).Any(stride => stride.Axis == axis.Name && stride.Stride == 1);

    /// <summary>
    /// Weights in panels: all rows of the first tile of columns, then all rows of the next one. The columns are the axis of the weights
    /// that runs along the lanes, the rows all others in their order; outputs that have columns of their own (the groups of a convolution)
    /// have panels of their own.
    /// </summary>
    private Operand Panel(Access weights, Axis lane)
    {
        ParameterPlace place = binder.PlaceOf(weights.Tensor);
        int[] storage = place.Strides();
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
        Place start = Place.At(Region.Packed, packedLength);
        var operand = new Operand(Binder.Symbol(weights.Tensor), start, strides.ToEquatableArray(), firstRow)
        {
            PanelRows = rowCount,
            PanelStep = group is null ? null : new AxisStride(group.Axis.Name, panel),
            Conditions = weights.Conditions.ToEquatableArray(),
        };
        EquatableArray<PackedRows> merged = Merge(rows).ToEquatableArray();
        for (int index = 0; index < (group?.Axis.Extent ?? 1); index++)
        {
            int source = place.Offset + (index * (group?.Factor ?? 0) * storage[columns]);
            Pack(new PackedTensor(source, packedLength, merged, lane.Extent, storage[columns]));
        }

        return operand;
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

    private Operand PackedVector(Access vector)
    {
        ParameterPlace place = binder.PlaceOf(vector.Tensor);
        var operand = new Operand(
            Binder.Symbol(vector.Tensor),
            Place.At(Region.Packed, packedLength),
            Binder.Strides(vector, Binder.RowMajor(vector.Tensor.Shape), 1, out int offset).ToEquatableArray(),
            offset);
        Pack(new PackedTensor(place.Offset, packedLength, EquatableArray.Of(new PackedRows(1, 0)), vector.Tensor.Length, 1));
        return operand;
    }

    private Operand PackedValue(Access access) =>
        Value(access) with { Place = Place.At(Region.Packed, packedValues[access.Tensor]) };

    private void PlanPackedMap(Map map)
    {
        List<Operand> operands = map.Operands.Select(operand => Read(operand, asScalars: false)).ToList();
        packedValues[map.Output.Tensor] = packedLength;
        packedLength += Block.Pad(map.Output.Tensor.Length);
        operands.Insert(0, PackedValue(map.Output));
        LoopAxis lane = LoopAxis.Of(map.Output.Axes.Single());
        packSteps.Add(new NestStep(new MapNest(NameOf(map), map.ToString(), lane, default, operands.ToEquatableArray(), map.Expression)));
    }

    private void Pack(PackedTensor tensor)
    {
        packed.Add(tensor);
        packedLength += tensor.Length;
    }

    private void PlanMap(Map map)
    {
        bool IsSame(Access operand) => operand.Indices.Equals(map.Output.Indices) && operand.IsWhole;
        bool isElementwise = map.Output.IsWhole && map.Operands.All(IsSame);
        bool isScalar = map.Output.Indices.Count == 0;
        List<Operand> operands = map.Operands.Select(operand => Read(operand, asScalars: false)).ToList();
        operands.Insert(0, Write(map.Output));
        if (isElementwise)
        {
            // A scalar (a sum, a maximum) is broadcast: a vector loaded from where a scalar was just stored would wait for the store.
            const string element = "element";
            var along = new AxisStride(element, 1);
            EquatableArray<Operand> flat = operands
                .Select((operand, index) => operand with { Strides = isScalar && index > 0 ? default : EquatableArray.Of(along) })
                .ToEquatableArray();
            int length = isScalar ? 1 : map.Output.Tensor.Length;
            Steps.Add(new NestStep(new MapNest(NameOf(map), map.ToString(), new LoopAxis(element, length), default, flat, map.Expression)));
            return;
        }

        // Where no axis has neighbouring elements on both sides, elements are computed one by one.
        bool IsAlong(Axis axis) => operands[0].StrideOf(axis.Name) == 1 && operands.All(operand => operand.StrideOf(axis.Name) is 0 or 1);
        Axis? lane = map.Output.Axes.LastOrDefault(IsAlong);
        Steps.Add(new NestStep(new MapNest(
            NameOf(map),
            map.ToString(),
            lane is null ? Single : LoopAxis.Of(lane),
            InOrder(map.Output.Axes.Where(axis => axis != lane), operands[0]),
            operands.ToEquatableArray(),
            map.Expression) { KeepsNeighbours = !map.Output.IsWhole }));
        MakeRoomBehind(map.Output.Tensor);
    }

    /// <summary>Loops in the order of the output's memory: what a vector writes behind its elements is written over by the next.</summary>
    private static EquatableArray<LoopAxis> InOrder(IEnumerable<Axis> axes, Operand output) =>
        axes.OrderByDescending(axis => output.StrideOf(axis.Name)).Select(LoopAxis.Of).ToEquatableArray();

    private void MakeRoomBehind(Tensor tensor) =>
        Memory.Declare(Binder.BufferName(tensor, Form.Vector), Binder.BufferLength(tensor, Form.Vector) + Block.Lanes);

    /// <summary>
    /// Lanes run along the last axis that the output keeps, or, in a plain sum or maximum, along the last one that is reduced. Where
    /// neither is possible, elements are computed one by one.
    /// </summary>
    private void PlanReduce(Reduce reduce)
    {
        Axis[] outputs = reduce.Output.Axes.ToArray();
        EquatableArray<Condition> conditions = reduce.ConditionsOn(reduce.Operands.ToArray());
        bool IsFree(Axis axis) => conditions.All(condition => condition.Index.FactorOf(axis) == 0);
        bool IsAlong(Access operand, Axis axis) =>
            !operand.Axes.Contains(axis) || (IsFastest(operand, axis) && operand.Tensor.Role != TensorRole.Position);
        Axis? kept = outputs.LastOrDefault();
        bool keepsLanes = kept is not null && IsFree(kept) && IsFastest(reduce.Output, kept)
            && reduce.Operands.All(operand => IsAlong(operand, kept))
            && reduce.Operands.Any(operand => operand.Axes.Contains(kept));
        Axis? reduced = reduce.Operands[0].Axes.LastOrDefault(axis => !outputs.Contains(axis));
        bool isPlain = reduce.Operands.Count == 1 && reduce.Expression.Kind == ExprKind.Input && reduced is not null
            && IsFree(reduced) && IsFastest(reduce.Operands[0], reduced);
        LoopAxis lane = keepsLanes ? LoopAxis.Of(kept!) : isPlain ? LoopAxis.Of(reduced!) : Single;
        List<Operand> operands = reduce.Operands.Select(operand => Read(operand, asScalars: false) with { Conditions = default }).ToList();
        operands.Insert(0, Write(reduce.Output));
        Steps.Add(new NestStep(new ReduceNest(
            NameOf(reduce),
            reduce.ToString(),
            lane,
            !keepsLanes && isPlain,
            InOrder(outputs.Where(axis => axis.Name != lane.Name), operands[0]),
            LoopAxis.ReductionsOf(reduce).Where(axis => axis.Name != lane.Name).ToEquatableArray(),
            operands.ToEquatableArray(),
            reduce.Expression,
            reduce.Kind)
        {
            Conditions = conditions,
        }));
        if (lane.Name == Single.Name) MakeRoomBehind(reduce.Output.Tensor);
    }
}
