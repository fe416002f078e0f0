using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Planning;

/// <summary>A loop: its variable, its extent, and where the extent comes from.</summary>
internal sealed record LoopAxis(string Name, int Extent, LoopKind Kind = LoopKind.Fixed)
{
    public static LoopAxis Of(Axis axis) => new(axis.Name, axis.Extent);

    /// <summary>
    /// The reduced axes; those that conditions bound stand outside, so that the innermost loop has a constant length where it can.
    /// </summary>
    public static EquatableArray<LoopAxis> ReductionsOf(Operation operation)
    {
        EquatableArray<Condition> conditions = operation.ConditionsOn(operation.Inputs.ToArray());
        return operation.ReducedAxes
            .OrderBy(axis => conditions.Any(condition => condition.Index.FactorOf(axis) != 0) ? 0 : 1)
            .Select(Of)
            .ToEquatableArray();
    }
}

internal enum LoopKind
{
    /// <summary>From 0 to a constant extent, or over the part of it where the nest's conditions hold.</summary>
    Fixed,

    /// <summary>From <c>first</c> to <c>end</c>, which the caller gives: a strip.</summary>
    Strip,

    /// <summary>Over the blocks of a batch and, within each block, over its samples.</summary>
    BatchSamples,

    /// <summary>Over the blocks of a batch.</summary>
    BatchBlocks,
}

/// <summary>
/// An operation bound to memory: loops, one of which runs along the lanes of a vector, and operands with strides. Tile sizes are still
/// open: they belong to the target.
/// </summary>
internal abstract record Nest(string Name, string Formula, LoopAxis Lane, EquatableArray<Operand> Operands)
{
    /// <summary>Where a term counts: loops leave out the turns for which one of these does not hold.</summary>
    public EquatableArray<Condition> Conditions { get; init; }

    /// <summary>Every operand once by its symbol: the parameters of the generated method.</summary>
    public IEnumerable<Operand> Parameters => Operands
        .Where(operand => operand.HasMemory)
        .GroupBy(operand => operand.Symbol)
        .Select(group => group.First());

    /// <summary>All loops but the one along the lanes.</summary>
    public abstract IEnumerable<LoopAxis> Loops { get; }

    /// <summary>The same nest with its result at another place of the scratch memory.</summary>
    public Nest AtScratch(int offset) => this with
    {
        Operands = Operands
            .Select(operand => operand.Place.Region == Region.Scratch ? operand with { Place = Place.At(Region.Scratch, offset) } : operand)
            .ToEquatableArray(),
    };
}

/// <summary>output = epilogue(initial + Σ left · right, extras…). Operands: left, right, output, [initial], extras….</summary>
/// <param name="Outer">Loops around the register tiles.</param>
/// <param name="Row">The first axis of a register tile: only one of left and right depends on it.</param>
/// <param name="Column">The second axis of a register tile: only the other one depends on it.</param>
internal sealed record ContractNest(
    string Name,
    string Formula,
    LoopAxis Lane,
    EquatableArray<LoopAxis> Outer,
    LoopAxis? Row,
    LoopAxis? Column,
    EquatableArray<LoopAxis> Reductions,
    EquatableArray<Operand> Operands,
    bool HasInitial,
    Expr Epilogue) : Nest(Name, Formula, Lane, Operands)
{
    /// <summary>
    /// Whether the rows of tiles stand outside of the outer loops: what they have of their own then stays in the first-level cache.
    /// </summary>
    public bool RowsOutside { get; init; }

    /// <summary>Whether the samples of a batch stand outside of all other loops: the results are added up in memory.</summary>
    public bool AddsSamplesInMemory => Outer.Any(axis => axis.Kind == LoopKind.BatchSamples);

    public Operand Left => Operands[0];

    public Operand Right => Operands[1];

    public Operand Output => Operands[2];

    public Operand? Initial => HasInitial ? Operands[3] : null;

    public IEnumerable<Operand> Extras => Readers.Count > 0 ? [] : Operands.Skip(HasInitial ? 4 : 3);

    /// <summary>
    /// For one sample, the innermost outer loop if its turns may be taken together: the lines of an image, which differ in their values only.
    /// </summary>
    public LoopAxis? Lines
    {
        get
        {
            LoopAxis? last = Right.IsPanel && Outer.Count > 0 ? Outer[Outer.Count - 1] : null;
            bool isFree = last is { Kind: LoopKind.Fixed, Extent: > 1 } && !Right.DependsOn(last.Name) && Left.DependsOn(last.Name)
                && Left.StrideOf(Lane.Name) == 0
                && Conditions.All(condition => condition.Index.Factors.All(factor => factor.Axis.Name != last.Name));
            return isFree ? last : null;
        }
    }

    /// <summary>Whether the last vector of a row of results reaches into the next row.</summary>
    public bool ReachesNextRow => Row is { } row && Output.StrideOf(row.Name) is > 0 and var stride && stride < Block.Pad(Lane.Extent);

    /// <summary>The axes of the windows that a tile holds as its columns, where readers take its results.</summary>
    public EquatableArray<LoopAxis> Window { get; init; }

    /// <summary>What takes the results from their registers instead of storing them.</summary>
    public EquatableArray<TileReader> Readers { get; init; }

    /// <summary>The results in one window, or 1.</summary>
    public int WindowSize => Window.Aggregate(1, (size, axis) => size * axis.Extent);

    public override IEnumerable<LoopAxis> Loops => Outer.Concat(new[] { Row, Column }.OfType<LoopAxis>()).Concat(Reductions);

    /// <summary>Whether a result starts from what its memory holds, so that none may be computed twice.</summary>
    public bool AddsToOutput => HasInitial && Operands[3] == Output;

    /// <summary>The number of terms of one sum.</summary>
    public int Terms => Reductions.Aggregate(1, (product, axis) => product * axis.Extent);
}

/// <summary>
/// One step behind a register tile: a map, or a sum or maximum over the results of a window. Its inputs and its output are places in the
/// nest's list of operands.
/// </summary>
internal sealed record TileReader(Expr Expression, ReduceKind? Kind, int Output, EquatableArray<int> Inputs);

/// <summary>output = expression(operands…). Operands: output, then the inputs.</summary>
internal sealed record MapNest(
    string Name, string Formula, LoopAxis Lane, EquatableArray<LoopAxis> Outer, EquatableArray<Operand> Operands, Expr Expression)
    : Nest(Name, Formula, Lane, Operands)
{
    /// <summary>
    /// Whether the results are a part of a tensor that other nests write too: the last vector must leave what lies behind it as it is.
    /// </summary>
    public bool KeepsNeighbours { get; init; }

    public override IEnumerable<LoopAxis> Loops => Outer;
}

/// <summary>
/// output = Σ expression(operands…) or max expression(operands…). Operands: output, then the inputs. If the lane axis is itself reduced,
/// the sum is kept in 16 virtual lanes and closed by one fixed tree, whatever the width of a vector.
/// </summary>
internal sealed record ReduceNest(
    string Name,
    string Formula,
    LoopAxis Lane,
    bool ReducesLanes,
    EquatableArray<LoopAxis> Outer,
    EquatableArray<LoopAxis> Reductions,
    EquatableArray<Operand> Operands,
    Expr Expression,
    ReduceKind Kind) : Nest(Name, Formula, Lane, Operands)
{
    public override IEnumerable<LoopAxis> Loops => Outer.Concat(Reductions);
}
