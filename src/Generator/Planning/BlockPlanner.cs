using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>
/// The throughput schedule: plans the steps of one block of 32 samples. It chooses for every operation whether samples or features lie in
/// the lanes, moves values from one form to the other where a reader needs it, and remembers what exists in which form.
/// </summary>
internal sealed class BlockPlanner(Binder binder, bool isTraining)
{
    // Rows shorter than this leave too few vectors for a register tile; rows that waste more than this of their last vector lose to a
    // transposition.
    private const int ShortestRow = 32;
    private const double LargestWaste = 1.15;

    private readonly Dictionary<Tensor, List<Form>> forms = [];
    private readonly Dictionary<Tensor, BatchSumStep> open = [];
    private List<Step> steps = [];

    public MemoryPlan Memory { get; } = new();

    /// <summary>Starts a new list of steps that runs after the lists before it.</summary>
    public List<Step> StartList() => steps = [];

    /// <summary>Lets the runtime add up what has been left open.</summary>
    public void CloseSums()
    {
        steps.AddRange(open.Values);
        open.Clear();
    }

    /// <summary>Says that a tensor exists without any step: the caller provides it.</summary>
    public void Provide(Tensor tensor, Form form)
    {
        FormsOf(tensor).Add(form);
        if (form is Form.Lanes or Form.Rows) Declare(tensor, form);
    }

    public void Plan(Operation operation)
    {
        switch (operation)
        {
            case Contract contract when PrefersRows(contract):
                PlanRowContract(contract);
                break;
            case Contract contract:
                PlanLaneContract(contract);
                break;
            case PooledContract pooled:
                steps.Add(new NestStep(PooledNests.Plan(
                    pooled, NameOf(pooled), SampleLoop, access => Read(access, Form.Lanes), access => Write(access, Form.Lanes))));
                break;
            case Map { Output.Tensor.Role: TensorRole.Batch } map:
                PlanBatchMap(map);
                break;
            case Map map:
                PlanMap(map);
                break;
            case Reduce { Output.Tensor.Role: TensorRole.Batch } reduce:
                PlanBatchSum(reduce);
                break;
            case Reduce reduce:
                PlanReduce(reduce);
                break;
        }
    }

    public bool Exists(Tensor tensor, Form form) => FormsOf(tensor).Contains(form);

    /// <summary>Whether a step so far has computed the tensor, or the caller provides it.</summary>
    public bool Knows(Tensor tensor) => FormsOf(tensor).Count > 0;

    /// <summary>Makes sure that a tensor exists in a form, with a step that moves it if it must.</summary>
    public void Demand(Tensor tensor, Form form)
    {
        List<Form> existing = FormsOf(tensor);
        if (existing.Contains(form)) return;
        Form from = existing[0];
        Operand source = Binder.Value(tensor[[]], from, Region.Block);
        int sourceStride = Binder.SampleStride(tensor, from);
        int targetStride = Binder.SampleStride(tensor, form);
        steps.Add(new TransposeStep(tensor.Name, from, form, source.Place, BufferPlace(tensor, form), tensor.Length, sourceStride, targetStride));
        Produce(tensor, form);
    }

    /// <summary>Moves a tensor to the caller's rows, packed one behind the other.</summary>
    public void StoreToCaller(Tensor tensor)
    {
        Form from = FormsOf(tensor)[0];
        Place source = Binder.Value(tensor[[]], from, Region.Block).Place;
        int sourceStride = Binder.SampleStride(tensor, from);
        steps.Add(new TransposeStep(tensor.Name, from, Form.ConsecutiveRows, source, Place.At(Region.Output), tensor.Length, sourceStride, tensor.Length));
    }

    private static Place BufferPlace(Tensor tensor, Form form) => new(Region.Block, Binder.BufferName(tensor, form), 0);

    private static LoopAxis SampleLoop => new(Binder.SampleAxis, Block.Samples);

    private static string NameOf(Operation operation) => NetworkInference.Identifier(operation.Output.Tensor.Name);

    private List<Form> FormsOf(Tensor tensor)
    {
        if (!forms.TryGetValue(tensor, out List<Form>? list)) forms[tensor] = list = [];
        return list;
    }

    /// <summary>The tensor, or a part of it, now exists in a form.</summary>
    private void Produce(Tensor tensor, Form form)
    {
        List<Form> existing = FormsOf(tensor);
        if (!existing.Contains(form)) existing.Add(form);
        Declare(tensor, form);
    }

    private void Declare(Tensor tensor, Form form) => Memory.Declare(Binder.BufferName(tensor, form), Binder.BufferLength(tensor, form));

    private Operand Read(Access access, Form form)
    {
        if (access.Tensor.Role == TensorRole.Batch && open.ContainsKey(access.Tensor)) CloseSums();
        if (access.Tensor.Role == TensorRole.Batch) return Binder.Value(access, Form.Vector, Region.Block);
        if (access.Tensor.Role == TensorRole.Position) return Binder.Value(access, form, Region.Block);
        if (!access.Tensor.IsPerSample) return binder.Parameter(access);
        Demand(access.Tensor, form);
        return Binder.Value(access, form, Region.Block);
    }

    private Operand Write(Access access, Form form)
    {
        Produce(access.Tensor, form);
        return Binder.Value(access, form, Region.Block);
    }

    /// <summary>
    /// Whether features go into the lanes: where the values still lie in rows (so that nothing has to be transposed before) and the weights
    /// of neighbouring outputs lie side by side. A training step does this for the caller's rows only, since its backward pass wants
    /// samples in the lanes.
    /// </summary>
    private bool PrefersRows(Contract contract)
    {
        (Access weights, Access values) = contract.Left.Tensor.IsPerSample ? (contract.Right, contract.Left) : (contract.Left, contract.Right);
        bool isOfVectors = contract.Output.Indices.Count == 1 && values.Indices.Count == 1;
        bool isMatrixProduct = isOfVectors && contract.Conditions.Count == 0 && values.IsWhole;
        if (weights.Tensor.IsPerSample || contract.Extras.Any(extra => extra.Tensor.IsPerSample) || !isMatrixProduct) return false;
        bool isCallers = Exists(values.Tensor, Form.CallerRows) || Exists(values.Tensor, Form.ConsecutiveRows);
        bool isInRows = isCallers || (!isTraining && Exists(values.Tensor, Form.Rows));
        if (!isInRows || Exists(values.Tensor, Form.Lanes)) return false;
        AffineIndex fastest = weights.Indices[binder.PlaceOf(weights.Tensor).FastestAxis];
        int extent = fastest.Factors[0].Axis.Extent;
        return contract.Output.Axes.Contains(fastest.Factors[0].Axis)
            && extent >= ShortestRow
            && Block.Pad(extent) <= LargestWaste * extent;
    }

    /// <summary>
    /// A register tile spans outputs that share their values (the rows: the weights differ) and, where there are such, outputs that share
    /// their weights (the columns:
    /// neighbouring pixels).
    /// </summary>
    private void PlanLaneContract(Contract contract)
    {
        (Access weights, Access values) = contract.Left.Tensor.IsPerSample ? (contract.Right, contract.Left) : (contract.Left, contract.Right);
        Axis[] outputs = contract.Output.Axes.ToArray();
        Axis? row = outputs.LastOrDefault(axis => axis.Extent > 1 && weights.Axes.Contains(axis) && !values.Axes.Contains(axis));
        Axis? column = outputs.LastOrDefault(axis => axis.Extent > 1 && !weights.Axes.Contains(axis) && values.Axes.Contains(axis));

        // What both operands depend on is no axis of a tile.
        if (row is null && column is null) row = outputs.LastOrDefault(axis => axis.Extent == 1 || !weights.Axes.Contains(axis));
        var operands = new List<Operand> { Read(contract.Left, Form.Lanes), Read(contract.Right, Form.Lanes) };
        if (contract.Initial is not null) operands.Add(Read(contract.Initial, Form.Lanes));
        operands.AddRange(contract.Extras.Select(extra => Read(extra, Form.Lanes)));
        operands.Insert(2, Write(contract.Output, Form.Lanes));
        steps.Add(new NestStep(new ContractNest(
            NameOf(contract),
            contract.ToString(),
            SampleLoop,
            outputs.Where(axis => axis != row && axis != column).Select(LoopAxis.Of).ToEquatableArray(),
            row is null ? null : LoopAxis.Of(row),
            column is null ? null : LoopAxis.Of(column),
            LoopAxis.ReductionsOf(contract),
            operands.ToEquatableArray(),
            contract.Initial is not null,
            contract.Epilogue)
        {
            Conditions = contract.ConditionsOn(contract.Left, contract.Right),
        }));
    }

    private void PlanRowContract(Contract contract)
    {
        Tensor values = contract.Left.Tensor.IsPerSample ? contract.Left.Tensor : contract.Right.Tensor;
        Form form = FormsOf(values).First(existing => existing != Form.Lanes);
        Access weights = contract.Left.Tensor.IsPerSample ? contract.Right : contract.Left;
        Axis lane = weights.Indices[binder.PlaceOf(weights.Tensor).FastestAxis].Factors[0].Axis;
        var operands = new List<Operand> { Read(contract.Left, form), Read(contract.Right, form), Write(contract.Output, Form.Rows) };
        if (contract.Initial is not null) operands.Add(binder.Parameter(contract.Initial));
        operands.AddRange(contract.Extras.Select(extra => Read(extra, form)));
        steps.Add(new NestStep(new ContractNest(
            NameOf(contract),
            contract.ToString(),
            LoopAxis.Of(lane),
            default,
            SampleLoop,
            null,
            contract.ReducedAxes.Select(LoopAxis.Of).ToEquatableArray(),
            operands.ToEquatableArray(),
            contract.Initial is not null,
            contract.Epilogue)));
    }

    private void PlanMap(Map map)
    {
        bool IsSame(Access operand) => operand.Tensor.IsPerSample && operand.IsWhole && operand.Indices.Equals(map.Output.Indices);
        bool isElementwise = map.Output.IsWhole && map.Operands.All(IsSame);
        bool isInRows = isElementwise && map.Operands.All(operand => Exists(operand.Tensor, Form.Rows) && !Exists(operand.Tensor, Form.Lanes));
        Form form = isInRows ? Form.Rows : Form.Lanes;
        var operands = map.Operands.Select(operand => Read(operand, form)).ToList();
        operands.Insert(0, Write(map.Output, form));
        MapNest nest = isElementwise
            ? FlatMap(map, operands, Binder.BufferLength(map.Output.Tensor, form))
            : new MapNest(
                NameOf(map),
                map.ToString(),
                SampleLoop,
                map.Output.Axes.Select(LoopAxis.Of).ToEquatableArray(),
                operands.ToEquatableArray(),
                map.Expression);
        steps.Add(new NestStep(nest));
    }

    /// <summary>A value of the batch that follows from others: a few numbers, which every block computes for itself.</summary>
    private void PlanBatchMap(Map map)
    {
        List<Operand> operands = map.Operands.Select(operand => Read(operand, Form.Vector)).ToList();
        operands.Insert(0, Write(map.Output, Form.Vector));
        LoopAxis lane = LoopAxis.Of(map.Output.Axes.Single());
        steps.Add(new NestStep(new MapNest(NameOf(map), map.ToString(), lane, default, operands.ToEquatableArray(), map.Expression)));
    }

    /// <summary>All operands have the same elements in the same order, whichever they are: one loop runs over all of them.</summary>
    private static MapNest FlatMap(Map map, IEnumerable<Operand> operands, int length)
    {
        EquatableArray<AxisStride> strides = EquatableArray.Of(new AxisStride("element", 1));
        EquatableArray<Operand> flat = operands.Select(operand => operand with { Strides = strides }).ToEquatableArray();
        return new MapNest(NameOf(map), map.ToString(), new LoopAxis("element", length), default, flat, map.Expression);
    }

    /// <summary>A sum within every sample, left open until somebody reads the sum over all of them.</summary>
    private void PlanBatchSum(Reduce reduce)
    {
        Tensor sum = reduce.Output.Tensor;
        int terms = reduce.ReducedAxes.Aggregate(1, (product, axis) => product * axis.Extent);
        Tensor source = new(sum.Name + ".of_sample", sum.Shape, TensorRole.Activation);
        Access output = reduce.Output with { Tensor = source };
        bool isPlain = terms == 1 && reduce.Expression.Kind == ExprKind.Input && reduce.Operands[0].Indices.Equals(output.Indices);
        if (isPlain) source = reduce.Operands[0].Tensor;
        else if (terms == 1) PlanMap(new Map(output, reduce.Operands, reduce.Expression));
        else PlanReduce(reduce with { Output = output, Kind = ReduceKind.Sum });
        Demand(source, Form.Lanes);
        Place target = Write(reduce.Output, Form.Vector).Place;
        string layer = sum.Name.Substring(0, sum.Name.LastIndexOf('.'));
        open[sum] = new BatchSumStep(BufferPlace(source, Form.Lanes), target, sum.Length, reduce.Kind == ReduceKind.Mean ? terms : 0, layer);
    }

    private void PlanReduce(Reduce reduce)
    {
        List<Operand> operands = reduce.Operands.Select(operand => Read(operand, Form.Lanes) with { Conditions = default }).ToList();
        operands.Insert(0, Write(reduce.Output, Form.Lanes));
        steps.Add(new NestStep(new ReduceNest(
            NameOf(reduce),
            reduce.ToString(),
            SampleLoop,
            false,
            reduce.Output.Axes.Select(LoopAxis.Of).ToEquatableArray(),
            LoopAxis.ReductionsOf(reduce),
            operands.ToEquatableArray(),
            reduce.Expression,
            reduce.Kind)
        {
            Conditions = reduce.ConditionsOn(reduce.Operands.ToArray()),
        }));
    }
}
