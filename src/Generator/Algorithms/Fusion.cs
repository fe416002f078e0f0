namespace NNGen.Generator.Algorithms;

/// <summary>
/// Moves a map into the contraction that feeds it, as its epilogue, where nobody else reads the value in between: the value then never
/// leaves the registers.
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
            int producer = operation is Map ? fused.FindIndex(other => other is Contract && operation.Reads(other.Output.Tensor)) : -1;
            if (producer >= 0 && TryFuse((Contract)fused[producer], (Map)operation) is { } contract
                && accepts(contract.Epilogue)
                && !kept.Contains(fused[producer].Output.Tensor)
                && all.Where(other => other != operation).All(other => !other.Reads(fused[producer].Output.Tensor)))
            {
                // The contraction moves to the map's place: what the epilogue reads has been computed by then.
                fused.RemoveAt(producer);
                fused.Add(contract);
            }
            else
            {
                fused.Add(operation);
            }
        }

        return fused;
    }

    private static Contract? TryFuse(Contract contract, Map map)
    {
        Access value = contract.Output;
        Access[] reads = map.Operands.Where(operand => operand.Tensor == value.Tensor).Distinct().ToArray();
        bool isElementwise = reads.Length == 1 && map.Output.IsWhole && reads[0].Indices.Equals(map.Output.Indices);
        if (!isElementwise || !value.IsWhole || !reads[0].Tensor.Shape.Equals(value.Tensor.Shape)) return null;

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
