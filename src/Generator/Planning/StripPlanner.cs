using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>
/// Plans the parameter gradients: contractions over all samples of a batch, cut into strips of rows that fit the first-level cache, so that each strip can
/// go to the optimiser while it is there.
/// </summary>
internal sealed class StripPlanner(Binder binder, BlockPlanner values)
{
    // 16 KB of gradient leave room for weights and moments in a first-level cache of 32 KB or more. A call of the optimiser costs as much as 300 parameters
    // (measured), so strips are no smaller than they must be for two threads to share a small network evenly.
    private const int LargestStrip = 4096;
    private const int SmallestStrip = 1024;
    private const int FewestStrips = 4;

    // Whole register tiles on every target.
    private const int RowGranularity = 8;

    /// <summary>
    /// Makes the values that are known so far exist in the forms in which the gradients will read them. Called after the forward pass and
    /// after the backward pass.
    /// </summary>
    /// <returns>The places that have to be kept for the gradients.</returns>
    public IReadOnlyList<Place> Demand(IReadOnlyList<Operation> gradients)
    {
        var places = new List<Place>();
        foreach (Contract contract in gradients.OfType<Contract>())
        {
            (Access vectors, Access scalars) = Roles(contract);
            Require(vectors.Tensor, VectorForm);
            Require(scalars.Tensor, ScalarForm);
        }

        foreach (Reduce reduce in gradients.OfType<Reduce>()) Require(reduce.Operands[0].Tensor, SumForm);
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
                Contract contract => PlanContract(contract, blockLength),
                Reduce reduce => PlanReduce(reduce, blockLength),
                _ => throw new InvalidOperationException($"{operation} is no parameter gradient."),
            })
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
            int rows = Math.Max(RowGranularity, limit / tensor.RowLength / RowGranularity * RowGranularity);
            int whole = tensor.Length > limit ? tensor.Rows / rows : 0;
            int rest = tensor.Rows - (whole * rows);
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

    private static string NameOf(Operation operation) => NetworkInference.Identifier(operation.Output.Tensor.Name) + "Gradient";

    /// <summary>The operand that runs along the fastest axis of the gradient, and the other one.</summary>
    private (Access Vectors, Access Scalars) Roles(Contract contract)
    {
        Axis lane = LaneOf(contract);
        return contract.Left.Axes.Contains(lane) ? (contract.Left, contract.Right) : (contract.Right, contract.Left);
    }

    private Axis LaneOf(Contract contract) =>
        contract.Output.Indices[binder.PlaceOf(contract.Output.Tensor).FastestAxis].Factors[0].Axis;

    /// <summary>Whole vectors may be loaded from the caller's rows only if they end where the row ends.</summary>
    private Form VectorForm(Tensor tensor) =>
        values.Exists(tensor, Form.CallerRows) && tensor.Length % Block.Lanes == 0 ? Form.CallerRows : Form.Rows;

    private Form ScalarForm(Tensor tensor) =>
        new[] { Form.CallerRows, Form.Lanes, Form.Rows }.First(form => values.Exists(tensor, form));

    private Form SumForm(Tensor tensor) => values.Exists(tensor, Form.Rows) ? Form.Rows : Form.Lanes;

    private TensorGradient PlanContract(Contract contract, int blockLength)
    {
        ParameterPlace place = binder.PlaceOf(contract.Output.Tensor);
        Axis lane = LaneOf(contract);
        Axis[] rows = contract.Output.Axes.Where(axis => axis != lane).ToArray();
        int rowCount = rows.Aggregate(1, (count, axis) => count * axis.Extent);
        int padded = Block.Pad(lane.Extent);
        (Access vectors, Access scalars) = Roles(contract);
        var output = new Operand(
            Binder.Symbol(contract.Output.Tensor),
            Place.At(Region.Scratch),
            EquatableArray.Of(new AxisStride(rows[0].Name, padded), new AxisStride(lane.Name, 1)));
        var nest = new ContractNest(
            NameOf(contract),
            contract.ToString(),
            new LoopAxis(lane.Name, lane.Extent),
            rows.Select(axis => new LoopAxis(axis.Name, axis.Extent, LoopKind.Strip)).ToEquatableArray(),
            EquatableArray.Of(new LoopAxis(Binder.SampleAxis, Block.Samples, LoopKind.BatchSamples)),
            EquatableArray.Of(
                Binder.Value(scalars, ScalarForm(scalars.Tensor), Region.Blocks, blockLength),
                Binder.Value(vectors, VectorForm(vectors.Tensor), Region.Blocks, blockLength),
                output),
            false,
            contract.Epilogue);
        return new TensorGradient(nest, place.Offset, rowCount, lane.Extent, padded, padded);
    }

    private TensorGradient PlanReduce(Reduce reduce, int blockLength)
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
            reduce.Kind);
        int scratch = reducesLanes ? axis.Extent * Block.Lanes : Block.Pad(axis.Extent);
        return new TensorGradient(nest, place.Offset, 1, axis.Extent, Block.Pad(axis.Extent), scratch);
    }
}
