namespace NNGen.Generator.Algorithms;

/// <summary>
/// A contraction whose results nobody reads but sums or maxima over windows that lie side by side: a register tile holds whole windows, so
/// that the results never leave the registers. Maps of what the windows gave may follow.
/// </summary>
/// <param name="Values">The contraction. Its output's axes are those of the readers and those of the window.</param>
/// <param name="Window">The axes inside a window.</param>
/// <param name="Readers">Reductions over the window and maps of their results, in order.</param>
/// <param name="Kept">Those of the readers' results that others read.</param>
internal sealed record PooledContract(
    Contract Values, EquatableArray<Axis> Window, EquatableArray<Operation> Readers, EquatableArray<Tensor> Kept) : Operation(Readers[0].Output)
{
    public override IEnumerable<Access> Inputs => Values.Inputs;

    public override Operation Rewrite(Func<Access, Access> rewrite) => this with
    {
        Output = rewrite(Output),
        Values = (Contract)Values.Rewrite(rewrite),
        Readers = Readers.Select(reader => reader.Rewrite(rewrite)).ToEquatableArray(),
    };

    public override string ToString() => string.Join("; ", Readers.Select(reader => reader.ToString()).Prepend(Values.ToString()));
}

/// <summary>Moves poolings into the contractions that feed them.</summary>
/// <param name="all">All operations of the network that run together: they tell who else reads a value.</param>
/// <param name="kept">Tensors that somebody outside reads.</param>
/// <param name="isCheap">Whether an expression needs few registers.</param>
internal sealed class Pooling(IReadOnlyCollection<Operation> all, IReadOnlyCollection<Tensor> kept, Func<Expr, bool> isCheap)
{
    // More results than this for one window leave too few registers for the filters.
    private const int LargestWindow = 9;

    /// <param name="operations">One list of operations, in order.</param>
    public IReadOnlyList<Operation> Fuse(IReadOnlyList<Operation> operations)
    {
        List<Operation> fused = operations.ToList();
        foreach (Contract contract in operations.OfType<Contract>().Where(HasPlainResults))
        {
            if (TryJoin(contract, fused) is not (var pooled, var readers)) continue;
            fused[fused.IndexOf(readers[0])] = pooled;
            fused.RemoveAll(operation => operation == contract || readers.Contains(operation));
        }

        return fused;
    }

    /// <summary>Whether every result is a sum of all its terms, and some results differ in their weights only.</summary>
    private static bool HasPlainResults(Contract contract)
    {
        if (contract.Left.Tensor.IsPerSample == contract.Right.Tensor.IsPerSample) return false;
        (Access weights, Access values) = contract.Left.Tensor.IsPerSample ? (contract.Right, contract.Left) : (contract.Left, contract.Right);
        return contract.Output.IsWhole && contract.Extras.Count == 0 && contract.ConditionsOn(contract.Left, contract.Right).Count == 0
            && contract.Output.Axes.Any(axis => axis.Extent > 1 && weights.Axes.Contains(axis) && !values.Axes.Contains(axis));
    }

    private (PooledContract Pooled, IReadOnlyList<Operation> Readers)? TryJoin(Contract contract, IReadOnlyList<Operation> operations)
    {
        Tensor values = contract.Output.Tensor;
        if (operations.FirstOrDefault(operation => operation.Reads(values)) is not Reduce first) return null;
        Access element = first.Operands.First(operand => operand.Tensor == values);

        // The same elements may be read under another shape.
        bool hasShape = element.Tensor.Shape.Equals(contract.Output.Tensor.Shape);
        if (!hasShape || WindowOf(element, first) is not { } window) return null;
        IReadOnlyList<Operation> readers = ReadersOf(element, first, window, operations);
        if (readers.Count == 0 || IsReadOutside(values)) return null;
        var names = new Names(contract, element, window);
        var pooled = new PooledContract(
            (Contract)contract.Rewrite(names.InContract),
            window.Select(names.Inside).ToEquatableArray(),
            readers.Select(reader => reader.Rewrite(access => names.InReader(Located(reader, access)))).ToEquatableArray(),
            readers.Select(reader => reader.Output.Tensor).Where(IsReadOutside).ToEquatableArray());
        return (pooled, readers);

        // A map reads and writes the windows' results element by element.
        Access Located(Operation reader, Access access) => reader is Map ? access with { Indices = first.Output.Indices } : access;
        bool IsReadOutside(Tensor tensor) => kept.Contains(tensor)
            || all.Any(other => other.Reads(tensor) && readers.All(reader => reader.Output.Tensor != other.Output.Tensor));
    }

    /// <summary>The reductions over the same windows, and the maps of nothing but their results.</summary>
    private IReadOnlyList<Operation> ReadersOf(Access element, Reduce first, IReadOnlyList<Axis> window, IReadOnlyList<Operation> operations)
    {
        var readers = new List<Operation>();
        foreach (Operation operation in operations)
        {
            bool isReader = operation switch
            {
                Reduce reduce => reduce.Reads(element.Tensor) && isCheap(reduce.Expression) && reduce.Conditions.Count == 0
                    && reduce.ReducedAxes.All(window.Contains) && reduce.Output.Indices.Equals(first.Output.Indices)
                    && reduce.Operands.All(operand => operand.Tensor == element.Tensor ? operand.Indices.Equals(element.Indices) : IsKnown(operand)),
                Map map => map.Output.IsWhole && isCheap(map.Expression)
                    && map.Operands.All(operand => IsResult(operand) && operand.Indices.Equals(map.Output.Indices)),
                _ => false,
            };
            if (isReader) readers.Add(operation);
        }

        return readers;

        bool IsKnown(Access access) => access.Tensor.Role == TensorRole.Position || IsResult(access);
        bool IsResult(Access access) =>
            readers.Any(reader => reader.Output.Tensor == access.Tensor && reader.Output.Tensor.Shape.Equals(access.Tensor.Shape));
    }

    /// <summary>The axes inside a window, if windows lie side by side and are small.</summary>
    private static IReadOnlyList<Axis>? WindowOf(Access element, Reduce reduce)
    {
        Axis[] window = reduce.ReducedAxes.ToArray();
        bool IsPlain(AffineIndex index) => index.IsAxis && !window.Contains(index.Factors[0].Axis);
        bool IsBeside(AffineIndex index) => index.Offset == 0 && index.Factors.Count == 2
            && index.Factors.SingleOrDefault(factor => window.Contains(factor.Axis)) is { Factor: 1 } inside
            && index.Factors.Single(factor => factor != inside) is { } position && position.Factor == inside.Axis.Extent;
        int size = window.Aggregate(1, (product, axis) => product * axis.Extent);
        bool isSideBySide = element.Indices.All(index => IsPlain(index) || IsBeside(index));
        bool isUsedOnce = element.Axes.Count() == element.Indices.Count + window.Length;
        return isSideBySide && isUsedOnce && size is > 1 and <= LargestWindow && !element.Conditions.Any() ? window : null;
    }

    /// <summary>
    /// One set of axes for a contraction and its readers: the positions and the window are the readers', all others the contraction's. The
    /// window's axes get names of their own, since those of a kernel may be the same.
    /// </summary>
    private sealed class Names
    {
        private readonly Dictionary<Axis, AffineIndex> ofReader = [];
        private readonly Dictionary<Axis, AffineIndex> ofContract = [];

        public Names(Contract contract, Access element, IReadOnlyList<Axis> window)
        {
            Axis[] results = contract.Output.Indices.Select(index => index.Factors[0].Axis).ToArray();
            for (int index = 0; index < results.Length; index++)
            {
                Axis[] axes = element.Indices[index].Factors.Select(factor => factor.Axis).ToArray();
                if (axes.FirstOrDefault(window.Contains) is { } inside) ofReader[inside] = inside with { Name = inside.Name + "InWindow" };
                else ofReader[axes[0]] = results[index];
            }

            for (int index = 0; index < results.Length; index++) ofContract[results[index]] = Replaced(element.Indices[index], ofReader);
        }

        public Axis Inside(Axis window) => ofReader[window].Factors[0].Axis;

        public Access InReader(Access access) => access.Select(index => Replaced(index, ofReader));

        public Access InContract(Access access) => access.Select(index => Replaced(index, ofContract));

        private static AffineIndex Replaced(AffineIndex index, Dictionary<Axis, AffineIndex> names) =>
            names.Aggregate(index, (replaced, name) => replaced.Replace(name.Key, name.Value));
    }
}
