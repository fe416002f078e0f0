using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// The schedule of a contraction on one target: how many rows and vectors of results stay in registers, how many partial sums each has, and how many steps of
/// the reduction one turn of the innermost loop does.
/// </summary>
/// <param name="Rows">Results along the tiled axis.</param>
/// <param name="Vectors">Vectors along the lanes.</param>
/// <param name="Partials">Partial sums of each result. They change the order of the sum and so are the same on every target.</param>
/// <param name="Unroll">Reduction steps per partial sum in one turn of the loop.</param>
internal sealed record Tile(int Rows, int Vectors, int Partials, int Unroll)
{
    // Multiply-adds of one turn of a loop that keep the front end busy and the branch predictor right; more buys nothing and costs JIT time.
    private const int LoopBody = 64;

    // Loads, not multiply-adds, are the limit of one sample; a short sum rather has fewer partial sums to add up at its end.
    private const int ShortReduction = 32;

    public static Tile Choose(ContractNest nest, Target target, IReadOnlyList<int> rowCounts) =>
        nest.Tiles.Count == 0 ? ForLatency(nest, target) : ForThroughput(nest, target, rowCounts);

    /// <summary>The number of partial sums of a one-sample contraction: enough chains to hide the latency of a multiply-add, whatever the width.</summary>
    public static int PartialsOf(int lanes, int reduction)
    {
        int vectors = Block.Pad(lanes) / Block.Lanes;
        int wanted = vectors >= 8 ? 1 : vectors >= 4 ? 2 : vectors >= 2 || reduction <= ShortReduction ? 4 : 8;
        while (wanted > 1 && wanted * 2 > reduction) wanted /= 2;
        return wanted;
    }

    private static Tile ForLatency(ContractNest nest, Target target)
    {
        int reduction = Reduction(nest);
        int partials = PartialsOf(nest.Lane.Extent, reduction);
        int vectors = Block.Pad(nest.Lane.Extent) / Block.Lanes;
        int largest = target.Lanes is null ? Math.Max(1, 8 / partials) : Math.Max(1, 16 / partials);
        int width = Math.Min(Math.Min(vectors * (target.Lanes is null ? 2 : 1), largest), 8);
        int unroll = Math.Max(1, Math.Min(16 / (width * partials), reduction / partials));
        if (reduction * width <= 32) unroll = Math.Max(1, reduction / partials);
        return new Tile(1, width, partials, unroll);
    }

    private static Tile ForThroughput(ContractNest nest, Target target, IReadOnlyList<int> rowCounts)
    {
        int vectors = nest.Lane.Extent > Block.Lanes ? 2 : 1;
        int largest = vectors == 2 ? target.LargestTile : 12;
        int reduction = Reduction(nest);
        int rows = Enumerable.Range(1, largest)
            .OrderBy(candidate => rowCounts.Sum(count => Cost(count, candidate, vectors)))
            .ThenBy(candidate => Math.Abs(candidate - 8))
            .First();
        int unroll = Enumerable.Range(1, 4).Last(factor => reduction % factor == 0 && (factor == 1 || rows * vectors * factor <= LoopBody));
        return new Tile(rows, vectors, 1, unroll);
    }

    private static int Reduction(ContractNest nest) => nest.Reductions.Aggregate(1, (product, axis) => product * axis.Extent);

    /// <summary>
    /// The relative time of a column of results cut into tiles: small tiles cannot hide the latency of the multiply-add. On a tie 8 rows win: they leave registers for
    /// eight row addresses, and larger tiles were up to a sixth slower where rows lie scattered.
    /// </summary>
    private static double Cost(int count, int rows, int vectors)
    {
        int rest = count % rows;
        return ((count - rest) / Efficiency(rows * vectors)) + (rest == 0 ? 0 : rest / Efficiency(rest * vectors));
    }

    // Measured on Zen 5 with two vectors: 8 accumulators 73 %, 10 82 %, 12 89 %, 16 and more 96 to 98 % of the peak.
    private static double Efficiency(int accumulators) => accumulators switch
    {
        >= 16 => 0.97,
        >= 14 => 0.93,
        >= 12 => 0.89,
        >= 10 => 0.82,
        _ => 0.09 * accumulators,
    };
}
