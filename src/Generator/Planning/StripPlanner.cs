using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>
/// Plans the parameter gradients: contractions over all samples of a batch, cut into strips of rows that fit the first-level cache, so that
/// each strip can go to the optimiser while it is there.
/// </summary>
internal sealed class StripPlanner(Binder binder, BlockPlanner values)
{
    // 16 KB of gradient leave room for weights and moments in a first-level cache of 32 KB or more. A call of the optimiser costs as much
    // as 300 parameters (measured), so strips are no smaller than they must be for two threads to share a small network evenly.
    private const int LargestStrip = 4096;
    private const int SmallestStrip = 1024;
    private const int FewestStrips = 4;

    // Sums over lanes are kept in 16 floats each until the strip is complete: 64 KB, in the second-level cache.
    private const int LargestPartialStrip = 1024;

    // A kernel's columns read neighbouring pixels, which the next turn needs again; so few of them make no tile.
    private const int SmallestColumns = 3;

    // Whole register tiles on every target.
    private const int RowGranularity = 8;

    private readonly RowGradients inRows = new(binder, values);

    /// <summary>
    /// Makes the values that are known so far exist in the forms in which the gradients will read them. Called after the forward pass and
    /// after the backward pass.
    /// </summary>
    /// <returns>The places that have to be kept for the gradients.</returns>
    public IReadOnlyList<Place> Demand(IReadOnlyList<Operation> gradients)
    {
        var places = new List<Place>();
        foreach (Operation operation in gradients)
        {
            if (operation is Contract contract && IsMatrix(contract))
            {
                (Access vectors, Access scalars) = binder.Roles(contract);
                Require(vectors.Tensor, VectorForm);
                Require(scalars.Tensor, ScalarForm);
            }
            else if (operation is Contract kernel && inRows.Serves(kernel))
            {
                Require(kernel.Left.Tensor, inRows.FormOf);
                Require(kernel.Right.Tensor, inRows.FormOf);
            }
            else if (operation is Reduce reduce && IsVector(reduce))
            {
                Require(reduce.Operands[0].Tensor, SumForm);
            }
            else if (operation is Map map)
            {
                places.AddRange(map.Operands.Select(operand => Binder.Value(operand, Form.Vector, Region.Blocks).Place));
            }
            else
            {
                foreach (Access input in operation.Inputs.Where(input => input.Tensor.IsPerSample)) Require(input.Tensor, _ => Form.Lanes);
            }
        }

        return places;

        void Require(Tensor tensor, Func<Tensor, Form> chooseForm)
        {
            if (!values.Knows(tensor)) return;
            Form form = chooseForm(tensor);
            values.Demand(tensor, form);
            places.Add(Binder.Value(tensor[[]], form, Region.Blocks).Place);
        }
    }

    /// <summary>Plans the strips, now that the length of a block is known.</summary>
    public IReadOnlyList<StripRun> Plan(IReadOnlyList<Operation> gradients, int blockLength)
    {
        TensorGradient[] tensors = gradients
            .Select(operation => operation switch
            {
                Contract contract when IsMatrix(contract) => PlanMatrix(contract, blockLength),
                Contract contract when inRows.Serves(contract) => inRows.Plan(contract, blockLength),
                Contract contract => PlanPartials(contract, blockLength),
                Reduce reduce when IsVector(reduce) => PlanVector(reduce, blockLength),
                Reduce reduce => PlanPartials(reduce, blockLength),
                Map map => PlanMap(map),
                _ => throw new InvalidOperationException($"{operation} is no parameter gradient."),
            })
            .GroupBy(tensor => tensor.Parameter)
            .Select(uses => uses.First() with { OtherUses = uses.Skip(1).ToArray() })
            .OrderBy(tensor => tensor.Parameter)
            .ToArray();
        int limit = Math.Min(LargestStrip, Math.Max(SmallestStrip, tensors.Sum(tensor => tensor.Length) / FewestStrips));
        return Cut(tensors, limit);
    }

    /// <summary>Large tensors become runs of equal strips; what remains of them joins the small tensors behind it.</summary>
    private static IReadOnlyList<StripRun> Cut(IReadOnlyList<TensorGradient> tensors, int limit)
    {
        var runs = new List<StripRun>();
        var open = new List<StripPiece>();
        foreach (TensorGradient tensor in tensors)
        {
            bool hasPartials = tensor.Uses.Any(use => use.HasPartials);
            int largest = hasPartials ? Math.Min(limit, LargestPartialStrip) : tensor.StripFloats ?? limit;
            int granularity = hasPartials ? 1 : RowGranularity;
            int rows = Math.Max(granularity, largest / tensor.RowLength / granularity * granularity);
            int whole = tensor.Length > largest ? tensor.Rows / rows : 0;
            int rest = tensor.Rows - (whole * rows);

            // Strips are ranges without gaps, such as the parameters of a frozen layer are.
            if (open.Count > 0 && open[open.Count - 1].End != tensor.Parameter) Close();
            if (whole > 0)
            {
                Close();
                runs.Add(new StripRun([new StripPiece(tensor, 0, rows)], whole));
            }

            if (rest == 0) continue;
            if (open.Sum(piece => piece.Length) + (rest * tensor.RowLength) > limit) Close();
            open.Add(new StripPiece(tensor, whole * rows, rest));
        }

        Close();
        return runs;

        void Close()
        {
            if (open.Count > 0) runs.Add(new StripRun(open.ToArray(), 1));
            open.Clear();
        }
    }

    public static string NameOf(Operation operation) => NetworkInference.Identifier(operation.Output.Tensor.Name) + "Gradient";

    /// <summary>Whole vectors may be loaded from the caller's rows only if they end where the row ends.</summary>
    private Form VectorForm(Tensor tensor) =>
        values.Exists(tensor, Form.CallerRows) && tensor.Length % Block.Lanes == 0 ? Form.CallerRows : Form.Rows;

    private Form ScalarForm(Tensor tensor) =>
        new[] { Form.CallerRows, Form.Lanes, Form.Rows }.First(form => values.Exists(tensor, form));

    private Form SumForm(Tensor tensor) => values.Exists(tensor, Form.Rows) ? Form.Rows : Form.Lanes;

    /// <summary>A product of two matrices: the values' features and the gradients' features, summed over the samples alone.</summary>
    private static bool IsMatrix(Contract contract) =>
        contract.Output.Indices.Count == 2 && contract.Left.Indices.Count == 1 && contract.Right.Indices.Count == 1
        && contract.Conditions.Count == 0
        && contract.Output.IsWhole && contract.Left.IsWhole && contract.Right.IsWhole;

    /// <summary>A vector of features summed over the samples alone.</summary>
    private static bool IsVector(Reduce reduce) =>
        reduce.Operands.Count == 1 && reduce.Expression.Kind == ExprKind.Input
        && reduce.Output.IsWhole && reduce.Operands[0].Indices.Equals(reduce.Output.Indices)
        && reduce.Operands[0].IsWhole && reduce.Output.Indices.Count == 1;

    private TensorGradient PlanMatrix(Contract contract, int blockLength)
    {
        ParameterPlace place = binder.PlaceOf(contract.Output.Tensor);
        Axis lane = binder.FastestAxisOf(contract.Output);
        Axis[] rows = contract.Output.Axes.Where(axis => axis != lane).ToArray();
        int rowCount = rows.Aggregate(1, (count, axis) => count * axis.Extent);
        int padded = Block.Pad(lane.Extent);
        (Access vectors, Access scalars) = binder.Roles(contract);
        var output = new Operand(
            Binder.Symbol(contract.Output.Tensor),
            Place.At(Region.Scratch),
            EquatableArray.Of(new AxisStride(rows[0].Name, padded), new AxisStride(lane.Name, 1)));
        var nest = new ContractNest(
            NameOf(contract),
            contract.ToString(),
            LoopAxis.Of(lane),
            default,
            new LoopAxis(rows[0].Name, rows[0].Extent, LoopKind.Strip),
            null,
            EquatableArray.Of(new LoopAxis(Binder.SampleAxis, Block.Samples, LoopKind.BatchSamples)),
            EquatableArray.Of(
                Binder.Value(scalars, ScalarForm(scalars.Tensor), Region.Blocks, blockLength),
                Binder.Value(vectors, VectorForm(vectors.Tensor), Region.Blocks, blockLength),
                output),
            false,
            contract.Epilogue);
        return new TensorGradient(nest, place.Offset, rowCount, lane.Extent, padded, padded);
    }

    private TensorGradient PlanVector(Reduce reduce, int blockLength)
    {
        ParameterPlace place = binder.PlaceOf(reduce.Output.Tensor);
        Axis axis = reduce.Output.Axes.Single();
        Form form = SumForm(reduce.Operands[0].Tensor);
        var output = new Operand(Binder.Symbol(reduce.Output.Tensor), Place.At(Region.Scratch), EquatableArray.Of(new AxisStride(axis.Name, 1)));
        Operand input = Binder.Value(reduce.Operands[0], form, Region.Blocks, blockLength);
        var unit = new LoopAxis(axis.Name, axis.Extent);
        bool reducesLanes = form == Form.Lanes;
        var nest = new ReduceNest(
            NameOf(reduce),
            reduce.ToString(),
            reducesLanes ? new LoopAxis(Binder.SampleAxis, Block.Samples) : unit,
            reducesLanes,
            reducesLanes ? EquatableArray.Of(unit) : default,
            EquatableArray.Of(new LoopAxis(Binder.SampleAxis, Block.Samples, LoopKind.BatchSamples)),
            EquatableArray.Of(output, input),
            reduce.Expression,
            reduce.Kind);
        int scratch = reducesLanes ? axis.Extent * Block.Lanes : Block.Pad(axis.Extent);
        return new TensorGradient(nest, place.Offset, 1, axis.Extent, Block.Pad(axis.Extent), scratch);
    }

    /// <summary>What has been summed over the batch already: the values of the first block are those of all.</summary>
    private TensorGradient PlanMap(Map map)
    {
        Axis axis = map.Output.Axes.Single();
        var along = EquatableArray.Of(new AxisStride(axis.Name, 1));
        var operands = map.Operands.Select(operand => Binder.Value(operand, Form.Vector, Region.Blocks)).ToList();
        operands.Insert(0, new Operand(Binder.Symbol(map.Output.Tensor), Place.At(Region.Scratch), along));
        var nest = new MapNest(NameOf(map), map.ToString(), LoopAxis.Of(axis), default, operands.ToEquatableArray(), map.Expression);
        int padded = Block.Pad(axis.Extent);
        return new TensorGradient(nest, binder.PlaceOf(map.Output.Tensor).Offset, 1, axis.Extent, padded, padded);
    }

    /// <summary>
    /// The gradient of a kernel that slides over its input: both sides keep samples in the lanes, so each element of the gradient is 16
    /// partial sums, which are added up when the strip is complete. Strips are ranges of the kernel's slowest axis.
    /// </summary>
    private TensorGradient PlanPartials(Contract contract, int blockLength)
    {
        Axis[] outputs = contract.Output.Axes.ToArray();
        EquatableArray<Condition> conditions = contract.ConditionsOn(contract.Left, contract.Right);
        bool IsFree(Axis axis) => axis.Extent > 1 && conditions.All(condition => condition.Index.FactorOf(axis) == 0);
        bool IsOnly(Axis axis, Access of, Access other) => of.Axes.Contains(axis) && !other.Axes.Contains(axis);
        Axis? strip = StripAxis(contract.Output);
        Axis? row = outputs.LastOrDefault(axis => axis != strip && IsFree(axis) && IsOnly(axis, contract.Right, contract.Left));
        Axis[] columns = outputs.Where(axis => IsFree(axis) && IsOnly(axis, contract.Left, contract.Right)).ToArray();
        Axis? column = columns.LastOrDefault(axis => axis != strip && axis.Extent >= SmallestColumns) ?? columns.LastOrDefault();
        LoopAxis Loop(Axis axis) => LoopAxis.Of(axis) with { Kind = axis == strip ? LoopKind.Strip : LoopKind.Fixed };
        var nest = new ContractNest(
            NameOf(contract),
            contract.ToString(),
            PartialLane,
            outputs.Where(axis => axis != row && axis != column).Select(Loop).ToEquatableArray(),
            row is null ? null : Loop(row),
            column is null ? null : Loop(column),
            BatchReductions(contract),
            EquatableArray.Of(
                PartialInput(contract.Left, blockLength),
                PartialInput(contract.Right, blockLength),
                PartialOutput(contract.Output)),
            false,
            contract.Epilogue) { Conditions = conditions, RowsOutside = true };
        return Partials(contract.Output, nest, strip);
    }

    private TensorGradient PlanPartials(Reduce reduce, int blockLength)
    {
        var operands = reduce.Operands.Select(operand => PartialInput(operand, blockLength) with { Conditions = default }).ToList();
        operands.Insert(0, PartialOutput(reduce.Output));
        var nest = new ReduceNest(
            NameOf(reduce),
            reduce.ToString(),
            PartialLane,
            false,
            reduce.Output.Axes.Select(LoopAxis.Of).ToEquatableArray(),
            BatchReductions(reduce),
            operands.ToEquatableArray(),
            reduce.Expression,
            reduce.Kind) { Conditions = reduce.ConditionsOn(reduce.Operands.ToArray()) };
        return Partials(reduce.Output, nest, null);
    }

    private static LoopAxis PartialLane => new("lane", Block.Lanes);

    /// <summary>Blocks outside, then the operation's own axes, and innermost the samples that share a lane.</summary>
    private static EquatableArray<LoopAxis> BatchReductions(Operation operation) =>
        new[] { new LoopAxis(Binder.BlockAxis, 0, LoopKind.BatchBlocks) }
            .Concat(LoopAxis.ReductionsOf(operation))
            .Concat([new LoopAxis("half", Block.Samples / Block.Lanes)])
            .ToEquatableArray();

    private static Operand PartialInput(Access access, int blockLength)
    {
        Operand operand = Binder.Value(access, Form.Lanes, Region.Blocks, blockLength);
        IEnumerable<AxisStride> strides = operand.Strides
            .Where(stride => stride.Axis != Binder.SampleAxis)
            .Concat([new AxisStride("lane", 1), new AxisStride("half", Block.Lanes)]);
        return operand.IsPosition ? operand : operand with { Strides = strides.ToEquatableArray() };
    }

    private Operand PartialOutput(Access access)
    {
        List<AxisStride> strides = Binder.Strides(access, binder.PlaceOf(access.Tensor).Strides(), Block.Lanes, out int offset);
        strides.Add(new AxisStride("lane", 1));
        return new Operand(Binder.Symbol(access.Tensor), Place.At(Region.Scratch), strides.ToEquatableArray(), offset);
    }

    /// <summary>The loop that runs along the slowest axis of a parameter, if there is one.</summary>
    private Axis? StripAxis(Access access)
    {
        AffineIndex slowest = access.Indices[binder.PlaceOf(access.Tensor).StorageOrder[0]];
        return slowest.IsAxis && access.Indices.Count > 1 ? slowest.Factors[0].Axis : null;
    }

    private TensorGradient Partials(Access output, Nest nest, Axis? strip)
    {
        ParameterPlace place = binder.PlaceOf(output.Tensor);
        int rows = strip?.Extent ?? 1;
        int rowLength = output.Tensor.Length / rows;
        return new TensorGradient(nest, place.Offset, rows, rowLength, rowLength, rowLength * Block.Lanes) { HasPartials = true };
    }
}
