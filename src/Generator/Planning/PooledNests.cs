using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Planning;

/// <summary>Binds a contraction whose results go through windows: a register tile spans whole windows, and outputs that share their values.</summary>
internal static class PooledNests
{
    /// <param name="pooled">The contraction and its readers.</param>
    /// <param name="name">The name of the kernel.</param>
    /// <param name="lane">The axis along the lanes.</param>
    /// <param name="read">The operand that reads a value.</param>
    /// <param name="write">The operand that stores a result.</param>
    public static ContractNest Plan(PooledContract pooled, string name, LoopAxis lane, Func<Access, Operand> read, Func<Access, Operand> write)
    {
        Contract contract = pooled.Values;
        (Access weights, Access values) = contract.Left.Tensor.IsPerSample ? (contract.Right, contract.Left) : (contract.Left, contract.Right);
        Axis[] outputs = contract.Output.Axes.Except(pooled.Window).ToArray();
        Axis row = outputs.Last(axis => axis.Extent > 1 && weights.Axes.Contains(axis) && !values.Axes.Contains(axis));
        var operands = new List<Operand> { read(contract.Left), read(contract.Right), InRegisters(contract.Output) };
        if (contract.Initial is not null) operands.Add(read(contract.Initial));
        EquatableArray<TileReader> readers = pooled.Readers
            .Select(reader => Reader(reader, operands, read, pooled.Kept.Contains(reader.Output.Tensor) ? write : InRegisters))
            .ToEquatableArray();
        return new ContractNest(
            name,
            pooled.ToString(),
            lane,
            outputs.Where(axis => axis != row).Select(LoopAxis.Of).ToEquatableArray(),
            LoopAxis.Of(row),
            null,
            LoopAxis.ReductionsOf(contract),
            operands.ToEquatableArray(),
            contract.Initial is not null,
            contract.Epilogue)
        {
            Window = pooled.Window.Select(LoopAxis.Of).ToEquatableArray(),
            Readers = readers,
        };
    }

    /// <summary>A reader of what the operands hold so far, which its own result joins.</summary>
    private static TileReader Reader(Operation reader, List<Operand> operands, Func<Access, Operand> read, Func<Access, Operand> write)
    {
        var inputs = new List<int>();
        foreach (Access input in reader.Inputs)
        {
            bool isPosition = input.Tensor.Role == TensorRole.Position;
            inputs.Add(isPosition ? operands.Count : operands.FindIndex(operand => operand.Symbol == Binder.Symbol(input.Tensor)));
            if (isPosition) operands.Add(read(input));
        }

        operands.Add(write(reader.Output));
        Expr expression = reader is Map map ? map.Expression : ((Reduce)reader).Expression;
        return new TileReader(expression, (reader as Reduce)?.Kind, operands.Count - 1, inputs.ToEquatableArray());
    }

    private static Operand InRegisters(Access access) =>
        Binder.Value(access, Form.Lanes, Region.Registers) with { Place = Place.At(Region.Registers) };
}
