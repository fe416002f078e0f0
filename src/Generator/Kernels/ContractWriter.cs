using NNGen.Generator.Algorithms;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// Writes the loops of a contraction around a register tile: rows × columns × vectors of sums. Every step of the reduction loads what the
/// columns need, then for each row what it needs, and does one multiply-add for each sum. The same writer serves forward passes, input
/// gradients and weight gradients.
/// </summary>
internal sealed class ContractWriter
{
    // Floats: 32 KB of weights, and 4 KB ahead.
    private const int FirstLevelCache = 8192;
    private const int PrefetchDistance = 1024;

    private readonly Target target;
    private readonly CodeWriter code;
    private readonly ContractNest nest;
    private readonly Tile tile;
    private readonly RegisterValues? registers;
    private readonly OperandWriter operands;
    private readonly LoopBounds bounds;
    private readonly TileLoops loops;
    private readonly ProductWriter products;

    public ContractWriter(Target target, CodeWriter code, ContractNest nest, Tile tile, IReadOnlyList<int> stripCounts, RegisterValues? registers = null)
    {
        this.target = target;
        this.code = code;
        this.nest = nest;
        this.tile = tile;
        this.registers = registers;
        operands = new OperandWriter(target, code, nest);
        bounds = new LoopBounds(nest, nest.Outer.Concat(nest.Reductions).ToArray(), operands.Constants);
        loops = new TileLoops(target, code, nest, tile, stripCounts, bounds, operands.Constants);
        products = new ProductWriter(target, code, nest, tile, operands, Sum);
    }

    public void Write() => loops.Write(WriteTile);

    private static string Number(int value) => CSharpLiteral.Integer(value);

    private void WriteTile(int rows, int columns, int vectors)
    {
        operands.Begin(rows, rows / loops.Lines, vectors);
        TilePlace[] places = (
            from row in Enumerable.Range(0, rows)
            from column in Enumerable.Range(0, columns)
            from vector in Enumerable.Range(0, vectors)
            select new TilePlace(row, column, vector)).ToArray();
        WriteInitialSums(places);
        WriteReduction(0, rows, columns, vectors);
        if (nest.Readers.Count > 0) new WindowWriter(target, code, nest, operands, place => Sum(place)).Write(rows, vectors);
        else WriteResults(places);
    }

    private string Sum(TilePlace place, int partial = 0)
    {
        string column = tile.Columns > 1 ? $"c{Number(place.Column)}" : string.Empty;
        return $"sum{Number(place.Row)}{column}_{Number(place.Vector)}" + (partial == 0 ? string.Empty : $"_{Number(partial)}");
    }

    /// <summary>What several sums start from is read once.</summary>
    private void WriteInitialSums(IEnumerable<TilePlace> places)
    {
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        void Write(string sum, string initial)
        {
            bool isKnown = written.TryGetValue(initial, out string? other);
            code.Line($"var {sum} = {(isKnown ? other : initial)};");
            if (!isKnown) written[initial] = sum;
        }

        foreach (TilePlace place in places)
        {
            Write(Sum(place), nest.Initial is { } operand ? operands.Read(operand, place) : target.Broadcast("0f"));
            for (int partial = 1; partial < tile.Partials; partial++) Write(Sum(place, partial), target.Broadcast("0f"));
        }
    }

    private void WriteReduction(int index, int rows, int columns, int vectors)
    {
        LoopAxis axis = nest.Reductions[index];
        bool isInnermost = index == nest.Reductions.Count - 1;
        (string? first, string? end) = bounds.Of(axis);
        if (axis.Kind == LoopKind.BatchSamples)
        {
            WriteBatchLoop(rows, vectors);
        }
        else if (!isInnermost || first is not null || end is not null)
        {
            string limit = axis.Kind == LoopKind.BatchBlocks ? "blocks" : Number(axis.Extent);
            string? bound = end is null or { Length: < 8 } ? end : $"end_{axis.Name}";
            if (bound is not null && bound != end) code.Line($"nuint {bound} = {end};");
            using (code.Block($"for (nuint {axis.Name} = {first ?? "0"}; {axis.Name} < {bound ?? limit}; {axis.Name}++)"))
            {
                operands.Advance(axis.Name, 1, isInnermost);
                if (isInnermost) products.Write(rows, columns, vectors, axis.Name, 0);
                else WriteReduction(index + 1, rows, columns, vectors);
                operands.Retreat();
            }
        }
        else
        {
            WriteInnermostLoop(axis, rows, columns, vectors);
        }
    }

    /// <summary>Several steps in each turn, and what remains behind the loop.</summary>
    private void WriteInnermostLoop(LoopAxis axis, int rows, int columns, int vectors)
    {
        int step = tile.Partials * tile.Unroll;
        int whole = axis.Extent / step > 1 ? axis.Extent / step : 0;
        if (whole > 0)
        {
            string next = step == 1 ? $"{axis.Name}++" : $"{axis.Name} += {Number(step)}";
            using (code.Block($"for (nuint {axis.Name} = 0; {axis.Name} < {Number(whole * step)}; {next})"))
            {
                operands.Advance(axis.Name, step, true);
                WritePrefetches(vectors * step);
                for (int k = 0; k < step; k++) products.Write(rows, columns, vectors, axis.Name, k);
                operands.Retreat();
            }
        }

        if (axis.Extent == whole * step) return;
        loops.WriteOnce(axis.Name, whole * step, () =>
        {
            operands.Advance(axis.Name, 1, true);
            for (int k = 0; k < axis.Extent - (whole * step); k++) products.Write(rows, columns, vectors, axis.Name, k);
            operands.Retreat();
        });
    }

    /// <summary>
    /// Asks for the weights that follow some turns later, where a panel streams from the second-level cache or beyond (measured: 2.1 µs
    /// become 1.7 for 784 × 128). Half-width vectors share a cache line with their neighbour, which costs little.
    /// </summary>
    private void WritePrefetches(int vectors)
    {
        Operand weights = nest.Right;
        if (!weights.IsPanel || nest.Row is not null || Block.Pad(nest.Lane.Extent) * nest.Terms <= FirstLevelCache) return;
        string reference = operands.Reference(weights, 0);
        for (int vector = 0; vector < vectors; vector++)
        {
            code.Line($"Prefetch.Line(ref Unsafe.Add(ref {reference}, {target.Offset(vector, PrefetchDistance)}));");
        }
    }

    /// <summary>All samples of the batch in order: whole blocks, then what the last one holds.</summary>
    private void WriteBatchLoop(int rows, int vectors)
    {
        code.BatchBlocks(() =>
        {
            operands.Advance(Binder.BlockAxis, 1, false);
            code.Line($"nuint {Binder.SampleAxis} = 0;");
            WriteSamples(rows, vectors, tile.Unroll);
            if (tile.Unroll > 1) WriteSamples(rows, vectors, 1);
            operands.Retreat();
        });
    }

    /// <summary>Some samples in each turn, as long as there are so many left.</summary>
    private void WriteSamples(int rows, int vectors, int steps)
    {
        string sample = Binder.SampleAxis;
        string next = steps == 1 ? $"{sample} < samples; {sample}++" : $"{sample} + {Number(steps)} <= samples; {sample} += {Number(steps)}";
        using (code.Block($"for (; {next})"))
        {
            operands.Advance(sample, steps, true);
            for (int step = 0; step < steps; step++) products.Write(rows, 1, vectors, sample, step);
            operands.Retreat();
        }
    }

    private void WriteResults(IEnumerable<TilePlace> places)
    {
        var printer = new ExprPrinter(target, code);
        foreach (TilePlace place in places)
        {
            string sum = TotalOf(Enumerable.Range(0, tile.Partials).Select(partial => Sum(place, partial)).ToList());
            var inputs = new List<string> { sum };
            foreach (Operand extra in nest.Extras) inputs.Add(operands.Read(extra, place));
            if (tile.Partials > 1 && nest.Epilogue.Kind != ExprKind.Input)
            {
                string total = "total" + Sum(place).Substring(3);
                code.Line($"var {total} = {sum};");
                inputs[0] = total;
            }

            string value = printer.Print(nest.Epilogue, inputs);
            operands.Store(nest.Output, registers?.Keep(nest.Output, value) ?? value, place);
        }
    }

    /// <summary>The partial sums added up as a balanced tree.</summary>
    private static string TotalOf(List<string> sums)
    {
        while (sums.Count > 1)
        {
            var pairs = new List<string>();
            for (int index = 0; index + 1 < sums.Count; index += 2) pairs.Add($"({sums[index]} + {sums[index + 1]})");
            if (sums.Count % 2 == 1) pairs.Add(sums[sums.Count - 1]);
            sums = pairs;
        }

        return sums[0];
    }
}
