using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// Writes the loops that cut the results of a contraction into register tiles: whole tiles, the rest along each axis, and the edges where
/// conditions may fail.
/// </summary>
/// <param name="target">The vectors to print for.</param>
/// <param name="code">Receives the text.</param>
/// <param name="nest">The contraction.</param>
/// <param name="tile">The size of a tile.</param>
/// <param name="stripCounts">The numbers of turns of a strip's axis, where the nest has one.</param>
/// <param name="bounds">The conditions of the nest, as far as loops outside do not satisfy them.</param>
/// <param name="constants">Receives the loop variables that are constants in the block that is being written.</param>
internal sealed class TileLoops(
    Target target, CodeWriter code, ContractNest nest, Tile tile, IReadOnlyList<int> stripCounts, LoopBounds bounds, Dictionary<string, int> constants)
{
    private const int LargestTile = 24;

    /// <summary>How many lines the tile that is being written spans.</summary>
    public int Lines { get; private set; } = 1;

    /// <summary>Writes all loops.</summary>
    /// <param name="body">Writes one tile of so many rows, columns and vectors.</param>
    public void Write(Action<int, int, int> body)
    {
        if (nest.RowsOutside) WriteTileLoop(nest.Row, tile.Rows, rows => WriteOuterLoops(0, () => WriteColumnLoop(rows, body)));
        else WriteOuterLoops(0, () => WriteRowLoop(body));
    }

    /// <summary>A block in which a loop variable has one value, which need not be a variable.</summary>
    public void WriteOnce(string name, int value, Action body)
    {
        constants[name] = value;
        using (code.Block()) body();
        constants.Remove(name);
    }

    private static string Number(int value) => CSharpLiteral.Integer(value);

    private void WriteOuterLoops(int index, Action body)
    {
        if (index == nest.Outer.Count)
        {
            body();
            return;
        }

        LoopAxis axis = nest.Outer[index];
        if (tile.Lines > 1 && index == nest.Outer.Count - 1)
        {
            WriteFixedLoop(axis.Name, 0, axis.Extent, tile.Lines, lines =>
            {
                Lines = lines;
                body();
            });
            return;
        }

        (string? start, string? behind) = axis.Kind == LoopKind.Strip ? ("first", "end") : bounds.Of(axis);
        using (code.Block($"for (nuint {axis.Name} = {start ?? "0"}; {axis.Name} < {behind ?? Number(axis.Extent)}; {axis.Name}++)"))
        {
            WriteOuterLoops(index + 1, body);
        }
    }

    /// <summary>
    /// Rows outside, columns inside, lanes innermost. The rows of a strip stand inside the lanes: all of them under the same vectors, which
    /// so stay in the first-level cache, since those of a whole batch are many.
    /// </summary>
    private void WriteRowLoop(Action<int, int, int> body)
    {
        if (nest.Row is { Kind: LoopKind.Strip } strip)
        {
            WriteLaneLoop(tile.Rows, vectors => WriteStripLoop(strip, tile.Rows, rows => body(rows, 1, vectors)));
            return;
        }

        WriteTileLoop(nest.Row, tile.Rows, rows => WriteColumnLoop(rows, body));
    }

    private void WriteColumnLoop(int rows, Action<int, int, int> body)
    {
        if (nest.Window.Count > 0)
        {
            WriteLaneLoop(0, vectors => body(rows, nest.WindowSize, vectors));
            return;
        }

        bool mayWiden = nest.Column is null && nest.Row is not null && !nest.Right.IsPanel;
        WriteTileLoop(nest.Column, tile.Columns, columns => WriteLaneLoop(mayWiden ? rows : 0, vectors => body(rows * Lines, columns, vectors)));
    }

    /// <summary>
    /// Whole tiles along one axis and the rest. Where conditions depend on the axis, only tiles of one stand where some of them may fail.
    /// </summary>
    private void WriteTileLoop(LoopAxis? axis, int size, Action<int> body)
    {
        if (axis is null)
        {
            body(1);
        }
        else if (axis.Kind == LoopKind.Strip)
        {
            WriteStripLoop(axis, size, body);
        }
        else if (tile.IsCompact)
        {
            WriteEvenTiles(axis, size, body);
        }
        else if (size == 1 || !bounds.IsConditional(axis))
        {
            WriteFixedLoop(axis.Name, 0, axis.Extent, size, body);
        }
        else
        {
            (int start, int end) = bounds.Interior(axis);
            if (end - start < size) (start, end) = (axis.Extent, axis.Extent);
            WriteFixedLoop(axis.Name, 0, start, 1, body);
            bounds.WithSatisfied(axis, () => WriteFixedLoop(axis.Name, start, end, size, body));
            WriteFixedLoop(axis.Name, end, axis.Extent, 1, body);
        }
    }

    /// <summary>Tiles of one at the edges, where conditions may fail, and between them tiles of one size.</summary>
    private void WriteEvenTiles(LoopAxis axis, int size, Action<int> body)
    {
        (int start, int end) = bounds.IsConditional(axis) ? bounds.Interior(axis) : (0, axis.Extent);
        if (bounds.IsConditional(axis) && (size == 1 || end <= start + 1)) (start, end) = (axis.Extent, axis.Extent);

        // Where the last vector of a result reaches into the next one, results have to be written in their order.
        bool isOrdered = nest.Lane.Extent % Block.Lanes != 0;
        WriteEdges(axis, start, isOrdered ? axis.Extent : end, () => body(1));
        if (start < end)
        {
            int even = Tile.Even(end - start, size);
            string limit = Number(end - even);
            bounds.WithSatisfied(axis, () => WriteOverlapping(axis.Name, Number(start), Number(end), limit, even, () => body(even)));
        }

        if (isOrdered) WriteEdges(axis, 0, end, () => body(1));
    }

    /// <summary>The elements before <paramref name="start"/>, and those from <paramref name="end"/> on.</summary>
    private void WriteEdges(LoopAxis axis, int start, int end, Action body)
    {
        if (start == 0 && end == axis.Extent) return;
        string name = axis.Name;
        string first = Number(start > 0 ? 0 : end);
        string next = start > 0 && end < axis.Extent ? $"{name} = {name} + 1 == {Number(start)} ? {Number(end)} : {name} + 1" : $"{name}++";
        using (code.Block($"for (nuint {name} = {first}; {name} < {Number(end < axis.Extent ? axis.Extent : start)}; {next})")) body();
    }

    /// <summary>Tiles of one size: the last one starts where it just fits, and computes some elements again.</summary>
    private void WriteOverlapping(string name, string start, string end, string last, int size, Action body)
    {
        if (size == 1)
        {
            using (code.Block($"for (nuint {name} = {start}; {name} < {end}; {name}++)")) body();
            return;
        }

        using (code.Block($"for (nuint next_{name} = {start}; next_{name} < {end}; next_{name} += {Number(size)})"))
        {
            code.Line($"nuint {name} = Math.Min(next_{name}, {last});");
            body();
        }
    }

    private void WriteStripLoop(LoopAxis axis, int size, Action<int> body)
    {
        string name = axis.Name;
        if (tile.IsCompact && !nest.AddsToOutput && stripCounts.Distinct().Count() == 1)
        {
            int even = Tile.Even(stripCounts[0], size);
            WriteOverlapping(name, "first", "end", $"end - {Number(even)}", even, () => body(even));
            return;
        }

        code.Line($"nuint {name} = first;");
        if (stripCounts.Any(count => count >= size))
        {
            using (code.Block($"for (; {name} + {Number(size)} <= end; {name} += {Number(size)})")) body(size);
        }

        foreach (int rest in stripCounts.Select(count => count % size).Where(rest => rest > 0).Distinct())
        {
            using (code.Block($"if (end - {name} == {Number(rest)})")) body(rest);
        }
    }

    /// <summary>Whole tiles in a loop, then the rest as a smaller tile. A single turn needs no loop.</summary>
    private void WriteFixedLoop(string name, int start, int extent, int size, Action<int> body)
    {
        int whole = (extent - start) / size;
        int rest = extent - start - (whole * size);
        int end = start + (whole * size);
        if (whole > 1 || (whole == 1 && tile.IsCompact))
        {
            using (code.Block($"for (nuint {name} = {Number(start)}; {name} < {Number(end)}; {name} += {Number(size)})")) body(size);
        }
        else if (whole == 1)
        {
            WriteOnce(name, start, () => body(size));
        }

        if (rest > 0) WriteOnce(name, end, () => body(rest));
    }

    /// <summary>The last vectors of all rows first: what they write into the next row is then written over.</summary>
    private void WriteLanesBackwards(LoopAxis lane, Action<int> body)
    {
        string name = lane.Name;
        if (target.Lanes is { } lanes)
        {
            int total = Block.Pad(lane.Extent) / lanes;
            int tail = total % tile.Vectors;
            int whole = total - tail;
            if (tail > 0) WriteOnce(name, whole * lanes, () => body(tail));
            if (whole == tile.Vectors) WriteOnce(name, 0, () => body(whole));
            else WriteDownwards(name, Number(whole * lanes), "0", Number(tile.Vectors * lanes), () => body(tile.Vectors));
            return;
        }

        // As many tiles as there are with something in their last vector, and single vectors behind them.
        string count = target.Count;
        string step = tile.Vectors == 1 ? count : $"({Number(tile.Vectors)} * {count})";
        string before = tile.Vectors == 1 ? "0" : tile.Vectors == 2 ? count : $"({Number(tile.Vectors - 1)} * {count})";
        string extent = Number(lane.Extent);
        using (code.Block())
        {
            string whole = $"({extent} - {before} + {step} - 1) / {step} * {step}";
            code.Line(tile.Vectors == 1 ? $"nuint whole_{name} = {whole};" : $"nuint whole_{name} = {extent} > {before} ? {whole} : 0;");
            if (tile.Vectors > 1) WriteDownwards(name, $"({extent} + {count} - 1) / {count} * {count}", $"whole_{name}", count, () => body(1));
            WriteDownwards(name, $"whole_{name}", "0", step, () => body(tile.Vectors));
        }
    }

    private void WriteDownwards(string name, string start, string end, string step, Action body)
    {
        using (code.Block($"for (nuint next_{name} = {start}; next_{name} > {end}; next_{name} -= {step})"))
        {
            code.Line($"nuint {name} = next_{name} - {step};");
            body();
        }
    }

    /// <param name="rows">The rows of the tile, if a wider tile may take one vector more; else 0.</param>
    /// <param name="body">Writes the tile for a number of vectors.</param>
    private void WriteLaneLoop(int rows, Action<int> body)
    {
        LoopAxis lane = nest.Lane;
        int padded = Block.Pad(lane.Extent);
        if (nest.ReachesNextRow && tile.Rows * tile.Lines > 1)
        {
            WriteLanesBackwards(lane, body);
            return;
        }

        if (target.Lanes is { } lanes)
        {
            int total = padded / lanes;

            // A last single vector has too few sums: it joins the tile before it, if there is one.
            bool joins = rows > 0 && total % tile.Vectors == 1 && total > tile.Vectors && rows * (tile.Vectors + 1) <= LargestTile;
            int tail = joins ? tile.Vectors + 1 : total % tile.Vectors;
            WriteFixedLoop(lane.Name, 0, (total - tail) * lanes, tile.Vectors * lanes, size => body(size / lanes));
            if (tail > 0) WriteOnce(lane.Name, (total - tail) * lanes, () => body(tail));
            return;
        }

        // The width is known to the JIT only. No vector is computed that holds padding alone.
        string count = target.Count;
        string step = tile.Vectors == 1 ? count : $"{Number(tile.Vectors)} * {count}";
        string last = tile.Vectors == 1 ? lane.Name : tile.Vectors == 2 ? $"{lane.Name} + {count}" : $"{lane.Name} + ({Number(tile.Vectors - 1)} * {count})";
        using (code.Block())
        {
            code.Line($"nuint {lane.Name} = 0;");
            using (code.Block($"for (; {last} < {Number(lane.Extent)}; {lane.Name} += {step})")) body(tile.Vectors);
            bool mayRemain = lane.Extent % (tile.Vectors * Block.Lanes) != 0;
            if (tile.Vectors > 1 && mayRemain)
            {
                using (code.Block($"for (; {lane.Name} < {Number(lane.Extent)}; {lane.Name} += {count})")) body(1);
            }
        }
    }
}
