using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>A parameter tensor in the packed copy that the one-sample kernels read.</summary>
/// <param name="Place">The tensor in the flat parameters.</param>
/// <param name="Offset">Where its packed form starts.</param>
/// <param name="Rows">The reduced extent: the rows of a panel.</param>
/// <param name="Columns">The extent that runs along the lanes.</param>
/// <param name="RowStride">The distance of two rows in the flat parameters.</param>
/// <param name="ColumnStride">The distance of two columns in the flat parameters.</param>
internal sealed record PackedTensor(ParameterPlace Place, int Offset, int Rows, int Columns, int RowStride, int ColumnStride)
{
    public int Length => Rows * Block.Pad(Columns);
}

/// <summary>
/// The latency schedule: one sample, features in the lanes. Inputs are broadcast, weights stream from panels as wide as the register tile, padded to whole
/// vectors.
/// </summary>
internal sealed class LatencyPlanner(Binder binder)
{
    private readonly List<PackedTensor> packed = [];
    private readonly HashSet<Tensor> inWorkspace = [];
    private int packedLength;

    public List<Step> Steps { get; } = [];

    public MemoryPlan Memory { get; } = new();

    public IReadOnlyList<PackedTensor> Packed => packed;

    public int PackedLength => packedLength;

    public void Plan(Operation operation)
    {
        switch (operation)
        {
            case Contract contract:
                PlanContract(contract);
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
        Steps.Add(new TransposeStep(output.Name, Form.Vector, Form.CallerRows, source, Place.At(Region.Output), output.Length, output.Length, output.Length));
    }

    private static string NameOf(Operation operation) => NetworkInference.Identifier(operation.Output.Tensor.Name);

    private static LoopAxis Loop(Axis axis) => new(axis.Name, axis.Extent);

    private static Operand Value(Access access) => Binder.Value(access, Form.Vector, Region.Workspace);

    /// <summary>The caller's own memory can be broadcast from, but whole vectors must not be loaded behind its end.</summary>
    private Operand Read(Access access, bool asScalars)
    {
        if (!access.Tensor.IsPerSample) return PackedVector(access);
        if (access.Tensor.Role != TensorRole.Input || inWorkspace.Contains(access.Tensor)) return Value(access);
        if (asScalars) return Value(access) with { Place = Place.At(Region.Input) };
        Operand copy = Write(access);
        inWorkspace.Add(access.Tensor);
        Steps.Add(new TransposeStep(
            access.Tensor.Name, Form.CallerRows, Form.Vector, Place.At(Region.Input), copy.Place, access.Tensor.Length, access.Tensor.Length, access.Tensor.Length));
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
        Axis lane = contract.Output.Axes.Last();
        var operands = new List<Operand> { Read(values, asScalars: true), Panel(weights, lane), Write(contract.Output) };
        if (contract.Initial is not null) operands.Add(Read(contract.Initial, asScalars: false));
        operands.AddRange(contract.Extras.Select(extra => Read(extra, asScalars: false)));
        Steps.Add(new NestStep(new ContractNest(
            NameOf(contract),
            contract.ToString(),
            Loop(lane),
            contract.Output.Axes.Where(axis => axis != lane).Select(Loop).ToEquatableArray(),
            contract.ReducedAxes.Select(Loop).ToEquatableArray(),
            operands.ToEquatableArray(),
            contract.Initial is not null,
            contract.Epilogue)));
    }

    /// <summary>Weights in panels: all rows of the first tile of columns, then all rows of the next one.</summary>
    private Operand Panel(Access weights, Axis lane)
    {
        ParameterPlace place = binder.PlaceOf(weights.Tensor);
        List<AxisStride> strides = Binder.Strides(weights, place.Strides(), 1, out _);
        int columnStride = strides.Single(stride => stride.Axis == lane.Name).Stride;
        AxisStride row = strides.Single(stride => stride.Axis != lane.Name);
        int rows = weights.Tensor.Length / lane.Extent;
        Operand operand = new(
            Binder.Symbol(weights.Tensor),
            Place.At(Region.Packed, packedLength),
            EquatableArray.Of(new AxisStride(lane.Name, 1), new AxisStride(row.Axis, rows)),
            IsPanel: true);
        Pack(new PackedTensor(place, packedLength, rows, lane.Extent, row.Stride, columnStride));
        return operand;
    }

    private Operand PackedVector(Access vector)
    {
        ParameterPlace place = binder.PlaceOf(vector.Tensor);
        var operand = new Operand(
            Binder.Symbol(vector.Tensor), Place.At(Region.Packed, packedLength), EquatableArray.Of(new AxisStride(vector.Axes.Single().Name, 1)));
        Pack(new PackedTensor(place, packedLength, 1, vector.Tensor.Length, 0, 1));
        return operand;
    }

    private void Pack(PackedTensor tensor)
    {
        packed.Add(tensor);
        packedLength += tensor.Length;
    }

    private void PlanMap(Map map)
    {
        bool isElementwise = map.Operands.All(operand => operand.Indices.Equals(map.Output.Indices));
        bool isScalar = map.Output.Indices.Count == 0;
        List<Operand> operands = map.Operands.Select(operand => Read(operand, asScalars: false)).ToList();
        operands.Insert(0, Write(map.Output));
        if (isElementwise)
        {
            // A scalar (a sum, a maximum) is broadcast: a vector loaded from where a scalar was just stored would wait for the store.
            string lane = "element";
            var along = new AxisStride(lane, 1);
            EquatableArray<Operand> flat = operands
                .Select((operand, index) => operand with { Strides = isScalar && index > 0 ? default : EquatableArray.Of(along) })
                .ToEquatableArray();
            int length = isScalar ? 1 : map.Output.Tensor.Length;
            Steps.Add(new NestStep(new MapNest(NameOf(map), map.ToString(), new LoopAxis(lane, length), default, flat, map.Expression)));
            return;
        }

        Axis last = map.Output.Axes.Last();
        Steps.Add(new NestStep(new MapNest(
            NameOf(map),
            map.ToString(),
            Loop(last),
            map.Output.Axes.Where(axis => axis != last).Select(Loop).ToEquatableArray(),
            operands.ToEquatableArray(),
            map.Expression)));
    }

    private void PlanReduce(Reduce reduce)
    {
        Axis lane = reduce.Operands[0].Axes.Last();
        Operand input = Read(reduce.Operands[0], asScalars: false);
        Steps.Add(new NestStep(new ReduceNest(
            NameOf(reduce),
            reduce.ToString(),
            Loop(lane),
            true,
            reduce.Output.Axes.Select(Loop).ToEquatableArray(),
            reduce.ReducedAxes.Where(axis => axis != lane).Select(Loop).ToEquatableArray(),
            EquatableArray.Of(Write(reduce.Output), input),
            reduce.Kind)));
    }
}
