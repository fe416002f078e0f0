using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Planning;

/// <summary>A loop: its variable, its extent, and where the extent comes from.</summary>
internal sealed record LoopAxis(string Name, int Extent, LoopKind Kind = LoopKind.Fixed);

internal enum LoopKind
{
    /// <summary>From 0 to a constant extent.</summary>
    Fixed,

    /// <summary>From <c>first</c> to <c>end</c>, which the caller gives: a strip.</summary>
    Strip,

    /// <summary>Over the blocks of a batch and, within each block, over its samples.</summary>
    BatchSamples,
}

/// <summary>
/// An operation bound to memory: loops, one of which runs along the lanes of a vector, and operands with strides. Tile sizes are still open: they belong to
/// the target.
/// </summary>
internal abstract record Nest(string Name, string Formula, LoopAxis Lane, EquatableArray<Operand> Operands)
{
    /// <summary>Every operand once by its symbol: the parameters of the generated method.</summary>
    public IEnumerable<Operand> Parameters => Operands.GroupBy(operand => operand.Symbol).Select(group => group.First());

    /// <summary>The same nest with its result at another place of the scratch memory.</summary>
    public Nest AtScratch(int offset) => this with
    {
        Operands = Operands
            .Select(operand => operand.Place.Region == Region.Scratch ? operand with { Place = Place.At(Region.Scratch, offset) } : operand)
            .ToEquatableArray(),
    };
}

/// <summary>output = epilogue(initial + Σ left · right, extras…). Operands: left, right, output, [initial], extras….</summary>
internal sealed record ContractNest(
    string Name,
    string Formula,
    LoopAxis Lane,
    EquatableArray<LoopAxis> Tiles,
    EquatableArray<LoopAxis> Reductions,
    EquatableArray<Operand> Operands,
    bool HasInitial,
    Expr Epilogue) : Nest(Name, Formula, Lane, Operands)
{
    public Operand Left => Operands[0];

    public Operand Right => Operands[1];

    public Operand Output => Operands[2];

    public Operand? Initial => HasInitial ? Operands[3] : null;

    public IEnumerable<Operand> Extras => Operands.Skip(HasInitial ? 4 : 3);
}

/// <summary>output = expression(operands…). Operands: output, then the inputs.</summary>
internal sealed record MapNest(string Name, string Formula, LoopAxis Lane, EquatableArray<LoopAxis> Outer, EquatableArray<Operand> Operands, Expr Expression)
    : Nest(Name, Formula, Lane, Operands);

/// <summary>
/// output = Σ operand or max operand. Operands: output, input. If the lane axis is itself reduced, the sum is kept in 16 virtual lanes and closed by one
/// fixed tree, whatever the width of a vector.
/// </summary>
internal sealed record ReduceNest(
    string Name,
    string Formula,
    LoopAxis Lane,
    bool ReducesLanes,
    EquatableArray<LoopAxis> Outer,
    EquatableArray<LoopAxis> Reductions,
    EquatableArray<Operand> Operands,
    ReduceKind Kind) : Nest(Name, Formula, Lane, Operands);
