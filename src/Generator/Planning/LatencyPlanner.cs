using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>
/// The latency schedule: one sample, features in the lanes. Inputs are broadcast, weights stream from panels as wide as the register tile,
/// padded to whole vectors.
/// </summary>
internal sealed class LatencyPlanner(Binder binder)
{
    private readonly List<Step> packSteps = [];
    private readonly Dictionary<Tensor, int> packedValues = [];
    private readonly HashSet<Tensor> inWorkspace = [];
    private readonly PackedWeights packed = new(binder);

    public List<Step> Steps { get; } = [];

    public MemoryPlan Memory { get; } = new();

    /// <summary>The packed copy of the parameters.</summary>
    public PackedWeights Packed => packed;

    /// <summary>What follows from the parameters alone and is computed with the packed copy.</summary>
    public IReadOnlyList<Step> PackSteps => packSteps;

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

    /// <summary>
    /// Lets the last step write the result where the caller wants it, or copies it there: last, since the caller's output may overlap its
    /// input.
    /// </summary>
    public void StoreToCaller(Tensor output)
    {
        string buffer = Binder.BufferName(output, Form.Vector);
        bool isLast = Steps.Count > 0 && Steps.Take(Steps.Count - 1).All(step => step.Places.All(place => place.Buffer != buffer));
        if (isLast && Steps[Steps.Count - 1] is NestStep { Nest: ContractNest nest } && MayWriteToCaller(nest, buffer))
        {
            Steps[Steps.Count - 1] = new NestStep(nest with
            {
                Operands = nest.Operands.Select((operand, index) => index == 2 ? operand with { Place = Place.At(Region.Output) } : operand).ToEquatableArray(),
            });
            return;
        }

        Place source = Value(output[[]]).Place;
        int length = output.Length;
        Steps.Add(new TransposeStep(output.Name, Form.Vector, Form.CallerRows, source, Place.At(Region.Output), length, length, length));
    }

    /// <summary>Whether a nest writes whole vectors, all of them results, and no longer reads what the caller gave.</summary>
    private static bool MayWriteToCaller(ContractNest nest, string buffer) =>
        nest.Lane.Extent % Block.Lanes == 0 && nest.Operands.All(operand => operand.Place.Region != Region.Input)
        && nest.Operands.Where(operand => operand.Place.Buffer == buffer).SequenceEqual([nest.Output]);

    /// <summary>One element at a time.</summary>
    private static LoopAxis Single => new("single", 1);

    private static string NameOf(Operation operation) => NetworkInference.Identifier(operation.Output.Tensor.Name);

    private static Operand Value(Access access) => Binder.Value(access, Form.Vector, Region.Workspace);

    /// <summary>The caller's own memory can be broadcast from, but whole vectors must not be loaded behind its end.</summary>
    private Operand Read(Access access, bool asScalars)
    {
        if (access.Tensor.Role == TensorRole.Position) return Value(access);
        if (access.Tensor.Role == TensorRole.Batch) return PackedValue(access);
        if (!access.Tensor.IsPerSample) return packed.Vector(access);
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

    /// <summary>
    /// The same contraction over a copy of its values with edges of 0, where it reads over their edges: conditions cost one sample more than
    /// the copy, since they leave tiles of single pixels.
    /// </summary>
    private Contract WithEdges(Contract contract)
    {
        (Access values, Access weights) = contract.Left.Tensor.IsPerSample ? (contract.Left, contract.Right) : (contract.Right, contract.Left);
        bool isPadded = values.Conditions.Any() && !weights.Conditions.Any() && contract.Conditions.Count == 0;
        int last = values.Indices.Count - 1;
        if (!isPadded || last is not (1 or 2) || !values.Indices[last].IsWithin(values.Tensor.Shape[last])) return contract;
        EquatableArray<int> shape = values.Tensor.Shape;
        int[] before = values.Indices.Select(index => Math.Max(0, -index.Least)).ToArray();
        int[] behind = values.Indices.Select((index, axis) => Math.Max(0, index.Greatest + 1 - shape[axis])).ToArray();
        string name = $"{values.Tensor.Name}.padded{string.Join("_", before.Concat(behind).Select(count => LayerInference.Text(count)))}";
        var padded = new Tensor(name, shape.Select((extent, axis) => before[axis] + extent + behind[axis]).ToEquatableArray(), TensorRole.Activation);
        Access moved = padded[values.Indices.Select((index, axis) => index + (AffineIndex)before[axis]).ToArray()];
        if (!Memory.IsDeclared(Binder.BufferName(padded, Form.Vector)))
        {
            int channels = shape[last];
            Place source = Read(values.Tensor[[]], asScalars: true).Place;
            Steps.Add(new PadStep(
                values.Tensor.Name,
                source,
                Write(padded[[]]).Place,
                last == 1 ? (0, 1, 0) : (before[0], shape[0], behind[0]),
                (before[last - 1] * channels, shape[last - 1] * channels, behind[last - 1] * channels)));
        }

        return values == contract.Left ? contract with { Left = moved } : contract with { Right = moved };
    }

    private void PlanContract(Contract contract)
    {
        contract = packed.Widen(WithEdges(contract));
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
            packed.Panel(weights, lane),
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

    private Operand PackedValue(Access access) =>
        Value(access) with { Place = Place.At(Region.Packed, packedValues[access.Tensor]) };

    private void PlanPackedMap(Map map)
    {
        List<Operand> operands = map.Operands.Select(operand => Read(operand, asScalars: false)).ToList();
        packedValues[map.Output.Tensor] = packed.Reserve(map.Output.Tensor.Length);
        operands.Insert(0, PackedValue(map.Output));
        LoopAxis lane = LoopAxis.Of(map.Output.Axes.Single());
        packSteps.Add(new NestStep(new MapNest(NameOf(map), map.ToString(), lane, default, operands.ToEquatableArray(), map.Expression)));
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
