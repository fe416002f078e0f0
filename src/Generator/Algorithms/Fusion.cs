namespace NNGen.Generator.Algorithms;

/// <summary>
/// Moves a map into the contraction that feeds it, as its epilogue, or into the map that feeds it, where nobody else reads the value in
/// between: the value then never leaves the registers.
/// </summary>
internal static class Fusion
{
    /// <param name="operations">One list of operations, in order.</param>
    /// <param name="all">All operations of the network that run with this list: they tell who else reads a value.</param>
    /// <param name="kept">Tensors that somebody outside reads.</param>
    /// <param name="accepts">Whether an expression may become an epilogue.</param>
    public static IReadOnlyList<Operation> FuseEpilogues(
        IReadOnlyList<Operation> operations,
        IReadOnlyCollection<Operation> all,
        IReadOnlyCollection<Tensor> kept,
        Func<Expr, bool> accepts)
    {
        var fused = new List<Operation>();
        foreach (Operation operation in operations)
        {
            Operation next = Simplify(operation);
            int producer = next is Map ? fused.FindIndex(other => next.Reads(other.Output.Tensor) && IsFusable(other, operation)) : -1;
            Operation? whole = producer < 0 ? null : fused[producer] switch
            {
                Contract contract => TryFuse(contract, (Map)next) is { } larger && accepts(larger.Epilogue) ? larger : null,
                Map map => TryFuse(map, (Map)next),
                _ => null,
            };
            if (whole is not null)
            {
                // The producer moves to the map's place: what the map reads has been computed by then.
                fused.RemoveAt(producer);
            }

            fused.Add(whole ?? next);
        }

        return fused;

        bool IsFusable(Operation producer, Operation reader) =>
            producer is Contract or Map
            && producer.Output.Tensor.IsPerSample == reader.Output.Tensor.IsPerSample
            && !kept.Contains(producer.Output.Tensor)
            && all.Where(other => other != reader).All(other => !other.Reads(producer.Output.Tensor));
    }

    /// <summary>A reduction over nothing is a map.</summary>
    private static Operation Simplify(Operation operation)
    {
        bool isMap = operation is Reduce && !operation.ReducedAxes.Any() && !operation.ReducesSamples && operation.Conditions.Count == 0;
        return isMap ? new Map(operation.Output, ((Reduce)operation).Operands, ((Reduce)operation).Expression) : operation;
    }

    /// <summary>
    /// One map behind another, element by element. The first may run over its output in any order, if it writes all of it.
    /// </summary>
    private static Map? TryFuse(Map first, Map second)
    {
        Access value = first.Output;
        Access[] reads = second.Operands.Where(operand => operand.Tensor == value.Tensor).Distinct().ToArray();
        bool isElementwise = reads.Length == 1 && second.Output.IsWhole && reads[0].Indices.Equals(second.Output.Indices)
            && second.Operands.All(operand => operand.Indices.Equals(second.Output.Indices));
        if (!isElementwise || !HaveShapeOf(value, reads[0], second.Output) || !value.IsEvery) return null;
        Access At(Access access) => access with { Indices = value.Indices };
        List<Access> operands = first.Operands.ToList();
        var inputs = new List<Expr>();
        foreach (Access operand in second.Operands)
        {
            if (operand.Tensor != value.Tensor) operands.Add(At(operand));
            inputs.Add(operand.Tensor == value.Tensor ? first.Expression : Expr.Input(operands.Count - 1));
        }

        return new Map(At(second.Output), operands.ToEquatableArray(), second.Expression.Substitute(index => inputs[index]));
    }

    /// <summary>
    /// Whether a map reads and writes just the elements of a value: one that pads it behind its end has the same indices, and goes on.
    /// </summary>
    private static bool HaveShapeOf(Access value, Access read, Access output) =>
        read.Tensor.Shape.Equals(value.Tensor.Shape) && output.Tensor.Shape.Equals(value.Tensor.Shape);

    private static Contract? TryFuse(Contract contract, Map map)
    {
        Access value = contract.Output;
        Access[] reads = map.Operands.Where(operand => operand.Tensor == value.Tensor).Distinct().ToArray();
        bool isElementwise = reads.Length == 1 && map.Output.IsWhole && reads[0].Indices.Equals(map.Output.Indices);
        if (!isElementwise || !value.IsWhole || !HaveShapeOf(value, reads[0], map.Output)) return null;

        // The map's axes take the names that the contraction gave them.
        var names = new Dictionary<Axis, AffineIndex>();
        for (int axis = 0; axis < value.Indices.Count; axis++) names[map.Output.Indices[axis].Factors[0].Axis] = value.Indices[axis];
        Access Renamed(Access access) =>
            new(access.Tensor, access.Indices.Select(index => names[index.Factors[0].Axis]).ToEquatableArray());

        List<Access> extras = contract.Extras.ToList();
        var inputs = new List<Expr>();
        foreach (Access operand in map.Operands)
        {
            if (operand.Tensor == value.Tensor)
            {
                inputs.Add(contract.Epilogue);
                continue;
            }

            extras.Add(Renamed(operand));
            inputs.Add(Expr.Input(extras.Count));
        }

        return contract with
        {
            Output = Renamed(map.Output),
            Epilogue = map.Expression.Substitute(index => inputs[index]),
            Extras = extras.ToEquatableArray(),
        };
    }
}
