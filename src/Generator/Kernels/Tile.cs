using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// The schedule of a contraction on one target: how many rows, columns and vectors of results stay in registers, how many partial sums each
/// has, and how many steps of the reduction one turn of the innermost loop does.
/// </summary>
/// <param name="Rows">Results along the row axis.</param>
/// <param name="Columns">Results along the column axis.</param>
/// <param name="Vectors">Vectors along the lanes.</param>
/// <param name="Partials">Partial sums of each result. They change the order of the sum and so are the same on every target.</param>
/// <param name="Unroll">Reduction steps per partial sum in one turn of the loop.</param>
internal sealed record Tile(int Rows, int Columns, int Vectors, int Partials, int Unroll)
{
    // Multiply-adds of one turn of a loop that keep the front end busy. More costs text and compile time, and buys nothing (measured: 0.99 to
    // 1.02 of the time with 16 instead of 64, on 784-128-10, 64-64-32-16-10 and LeNet-5), but where every sample's row comes from beyond the
    // first-level cache: there 64 are 5 % faster. So may few steps have, which then need no loop.
    private const int LoopBody = 16;
    private const int LargeBody = 64;
    private const int FewSteps = 4;

    // Floats: 32 KB.
    private const int FirstLevelCache = 8192;

    // Lines of an image that a tile of one sample spans.
    private const int MostLines = 3;

    // Loads, not multiply-adds, are the limit of one sample; a short sum rather has fewer partial sums to add up at its end.
    private const int ShortReduction = 32;

    private const int LargestColumns = 8;

    /// <param name="nest">The contraction.</param>
    /// <param name="target">The vectors and registers.</param>
    /// <param name="stripCounts">The numbers of turns of a strip's axis, where the nest has one.</param>
    public static Tile Choose(ContractNest nest, Target target, IReadOnlyList<int> stripCounts) =>
        nest.Row is null && nest.Column is null && nest.Outer.Count == 0 ? ForLatency(nest, target) : ForThroughput(nest, target, stripCounts);

    /// <summary>
    /// Whether the text has to be short: one step in each turn of the innermost loop, and one size of tiles along an axis, the last of which
    /// may overlap the one before. No sum changes its order.
    /// </summary>
    public bool IsCompact { get; private init; }

    public Tile Compact(ContractNest nest) => this with
    {
        // Rows that have to be written in their order take loops of their own.
        Rows = nest.ReachesNextRow ? 1 : Rows,
        Unroll = 1,
        Lines = 1,
        IsCompact = true,
    };

    /// <summary>
    /// Turns of the innermost outer loop that one tile takes together: the lines of an image, where a line has few results. Each has so many
    /// rows.
    /// </summary>
    public int Lines { get; private init; } = 1;

    /// <summary>
    /// The size of as many tiles as are needed anyway, but all alike: they overlap by less than one element each.
    /// </summary>
    public static int Even(int extent, int size)
    {
        int tiles = Math.Max(1, (extent + size - 1) / size);
        return (extent + tiles - 1) / tiles;
    }

    /// <summary>
    /// The number of partial sums of a one-sample contraction: enough chains to hide the latency of a multiply-add, whatever the width.
    /// </summary>
    public static int PartialsOf(int lanes, int reduction)
    {
        int vectors = Block.Pad(lanes) / Block.Lanes;
        int wanted = vectors >= 8 ? 1 : vectors >= 4 ? 2 : vectors >= 2 || reduction <= ShortReduction ? 4 : 8;
        while (wanted > 1 && wanted * 2 > reduction) wanted /= 2;
        return wanted;
    }

    private static Tile ForLatency(ContractNest nest, Target target)
    {
        int reduction = nest.Terms;
        int partials = PartialsOf(nest.Lane.Extent, reduction);
        int vectors = Block.Pad(nest.Lane.Extent) / Block.Lanes;
        int largest = target.Lanes is null ? Math.Max(1, 8 / partials) : Math.Max(1, 16 / partials);
        int width = Math.Min(Math.Min(vectors * (target.Lanes is null ? 2 : 1), largest), 8);
        int unroll = Math.Max(1, Math.Min(16 / (width * partials), reduction / partials));
        if (reduction * width <= 32) unroll = Math.Max(1, reduction / partials);
        return new Tile(1, 1, width, partials, unroll);
    }

    private static Tile ForThroughput(ContractNest nest, Target target, IReadOnlyList<int> stripCounts)
    {
        int widest = nest.Lane.Extent > Block.Lanes ? 2 : 1;
        int largestRows = widest == 2 ? target.LargestTile : 12;
        int accumulators = nest.Column is null && nest.Window.Count == 0 ? largestRows * widest : target.LargestTile * 2;
        IReadOnlyList<int> rowCounts = Counts(nest.Row, stripCounts);
        IReadOnlyList<int> columnCounts = nest.Window.Count > 0 ? [nest.WindowSize] : Counts(nest.Column, stripCounts);
        (int leastColumns, int mostColumns) = nest.Window.Count > 0 ? (nest.WindowSize, nest.WindowSize) : (1, nest.Column is null ? 1 : LargestColumns);
        (int rows, int columns, int vectors) = (
            from row in Enumerable.Range(1, nest.Row is null ? 1 : largestRows)
            from column in Enumerable.Range(leastColumns, mostColumns - leastColumns + 1)
            from vector in nest.Window.Count > 0 ? Enumerable.Range(1, widest) : [widest]
            let size = row * column * vector
            where size <= accumulators && (mostColumns == 1 || size + Math.Min(row, column * vector) + 1 <= target.Registers)
            orderby Cost(nest, rowCounts, row, columnCounts, column, vector), Math.Abs(row - 8), column, -vector
            select (row, column, vector)).First();
        (rows, int lines) = Spread(nest, target, rows, vectors);
        LoopAxis last = nest.Reductions[nest.Reductions.Count - 1];
        bool isConditional = nest.Conditions.Any(condition => condition.Index.Factors.Any(factor => factor.Axis.Name == last.Name));
        int body = rows * lines * columns * vectors;
        int largestBody = last.Extent <= FewSteps || ReadsFarRows(nest, last) ? LargeBody : LoopBody;
        int unroll = isConditional ? 1 : Enumerable.Range(1, FewSteps).Last(factor => last.Extent % factor == 0 && (factor == 1 || body * factor <= largestBody));
        return new Tile(rows, columns, vectors, 1, unroll) { Lines = lines };
    }

    /// <summary>
    /// A tile of one sample may span several lines of an image. Where the last vector of a result reaches into the next one, results have to
    /// be written in their order, so that only whole lines can be taken together.
    /// </summary>
    private static (int Rows, int Lines) Spread(ContractNest nest, Target target, int rows, int vectors)
    {
        if (nest.Lines is not { } lines || nest.Row is not { } row) return (rows, 1);
        bool isOrdered = nest.Lane.Extent % Block.Lanes != 0;
        int most = target.LargestTile * 2 / vectors;
        double Cost(int size, int count) =>
            Pieces(row.Extent, size).Sum(of => Pieces(lines.Extent, count).Sum(with =>
                of.Count * with.Count * of.Size * with.Size / Latency(of.Size * with.Size * vectors)));
        return (
            from count in Enumerable.Range(1, Math.Min(MostLines, lines.Extent))
            from size in count == 1 ? [rows] : Enumerable.Range(1, Math.Min(row.Extent, most))
            where count == 1 || (size * count <= most && (!isOrdered || size == row.Extent))
            orderby Cost(size, count), count, -size
            select (size, count)).First();
    }

    /// <summary>Whether each step of the sum reads a row of the caller's, and a block of them exceeds the first-level cache.</summary>
    private static bool ReadsFarRows(ContractNest nest, LoopAxis last) =>
        last.Kind == LoopKind.BatchSamples
        && nest.Operands.Any(operand => operand.IsIndirect)
        && nest.Row is { } row
        && row.Extent * Block.Samples > FirstLevelCache;

    private static IReadOnlyList<int> Counts(LoopAxis? axis, IReadOnlyList<int> stripCounts) =>
        axis is null ? [1] : axis.Kind == LoopKind.Strip ? stripCounts : [axis.Extent];

    /// <summary>
    /// The relative time of all results cut into tiles: small tiles cannot hide the latency of the multiply-add. On a tie 8 rows win: they
    /// leave registers for eight row addresses, and larger tiles were up to a sixth slower where rows lie scattered.
    /// </summary>
    private static double Cost(
        ContractNest nest, IReadOnlyList<int> rowCounts, int rows, IReadOnlyList<int> columnCounts, int columns, int vectors)
    {
        return rowCounts.Sum(rowCount => columnCounts.Sum(columnCount =>
            Pieces(rowCount, rows).Sum(row => Pieces(columnCount, columns).Sum(column =>
                row.Count * column.Count * row.Size * column.Size / Efficiency(nest, row.Size, column.Size, vectors)))));
    }

    /// <summary>Whole tiles and the rest.</summary>
    private static IEnumerable<(int Count, int Size)> Pieces(int count, int size)
    {
        if (count >= size) yield return (count / size, size);
        if (count % size > 0) yield return (1, count % size);
    }

    /// <summary>
    /// The share of the peak that a tile reaches: enough sums to hide the latency, and few loads for each multiply-add, since not all of
    /// them come from the first-level cache.
    /// </summary>
    private static double Efficiency(ContractNest nest, int rows, int columns, int vectors)
    {
        int accumulators = rows * columns * vectors;

        // A number that one row of results needs is broadcast by the multiply-add itself; a vector has to be loaded.
        bool hasVectors = nest.Left.StrideOf(nest.Lane.Name) != 0 && nest.Right.StrideOf(nest.Lane.Name) != 0;
        double loads = columns == 1 && (!hasVectors || nest.Column is null) ? 0 : (rows + (columns * vectors)) / (double)accumulators;
        return Latency(accumulators) / (1 + (0.25 * loads));
    }

    // Measured on Zen 5 with two vectors: 8 accumulators 73 %, 10 82 %, 12 89 %, 16 and more 96 to 98 % of the peak.
    private static double Latency(int accumulators) => accumulators switch
    {
        >= 16 => 0.97,
        >= 14 => 0.93,
        >= 12 => 0.89,
        >= 10 => 0.82,
        _ => 0.09 * accumulators,
    };
}
