using NNGen.Generator.Algorithms;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// Writes the loops of a contraction around a register tile: rows × vectors of sums. Every step of the reduction loads the vectors, broadcasts the scalars and
/// does one multiply-add for each sum. The same writer serves forward passes, input gradients and weight gradients.
/// </summary>
internal sealed class ContractWriter(
    Target target, CodeWriter code, ContractNest nest, Tile tile, IReadOnlyList<int> rowCounts, RegisterValues? registers = null)
{
    // Floats: 32 KB of weights, and 4 KB ahead.
    private const int FirstLevelCache = 8192;
    private const int PrefetchDistance = 1024;

    private readonly LoopAxis? rowAxis = nest.Tiles.LastOrDefault();

    /// <summary>The extra local names that this contraction's operands get inside the loops.</summary>
    private readonly OperandWriter operands = new(target, code, nest);

    public void Write() => WriteOuterLoops(0);

    private static string Number(int value) => CSharpLiteral.Integer(value);

    private void WriteOuterLoops(int index)
    {
        if (index >= nest.Tiles.Count - 1)
        {
            WriteRowLoop();
            return;
        }

        LoopAxis axis = nest.Tiles[index];
        using (code.Block($"for (nuint {axis.Name} = 0; {axis.Name} < {Number(axis.Extent)}; {axis.Name}++)")) WriteOuterLoops(index + 1);
    }

    private void WriteRowLoop()
    {
        if (rowAxis is null) WriteLaneLoop(1, vectors => WriteTile(1, vectors));
        else if (rowAxis.Kind == LoopKind.Strip) WriteLaneLoop(tile.Rows, WriteStripLoop);
        else WriteFixedLoop(rowAxis.Name, 0, rowAxis.Extent, tile.Rows, rows => WriteLaneLoop(rows, vectors => WriteTile(rows, vectors)));
    }

    /// <summary>All rows of a strip under the same vectors, which so stay in the first-level cache: those of a whole batch are many.</summary>
    private void WriteStripLoop(int vectors)
    {
        string row = rowAxis!.Name;
        code.Line($"nuint {row} = first;");
        using (code.Block($"for (; {row} + {Number(tile.Rows)} <= end; {row} += {Number(tile.Rows)})")) WriteTile(tile.Rows, vectors);
        foreach (int rest in rowCounts.Select(count => count % tile.Rows).Where(rest => rest > 0).Distinct())
        {
            using (code.Block($"if (end - {row} == {Number(rest)})")) WriteTile(rest, vectors);
        }
    }

    /// <summary>Whole tiles in a loop, then the rest as a smaller tile. A single turn needs no loop.</summary>
    private void WriteFixedLoop(string name, int start, int extent, int size, Action<int> body)
    {
        int whole = (extent - start) / size;
        int rest = extent - start - (whole * size);
        int end = start + (whole * size);
        if (whole > 1)
        {
            using (code.Block($"for (nuint {name} = {Number(start)}; {name} < {Number(end)}; {name} += {Number(size)})")) body(size);
        }
        else if (whole == 1)
        {
            WriteOnce(name, start, () => body(size));
        }

        if (rest > 0) WriteOnce(name, end, () => body(rest));
    }

    private void WriteOnce(string name, int value, Action body)
    {
        operands.Constants[name] = value;
        using (code.Block()) body();
        operands.Constants.Remove(name);
    }

    private void WriteLaneLoop(int rows, Action<int> body)
    {
        LoopAxis lane = nest.Lane;
        int padded = Block.Pad(lane.Extent);
        if (target.Lanes is { } lanes)
        {
            int total = padded / lanes;

            // A last single vector has too few sums: it joins the tile before it, if there is one.
            bool joins = rowAxis is not null && total % tile.Vectors == 1 && total > tile.Vectors && rows * (tile.Vectors + 1) <= 24;
            int tail = joins ? tile.Vectors + 1 : total % tile.Vectors;
            WriteFixedLoop(lane.Name, 0, (total - tail) * lanes, tile.Vectors * lanes, size => body(size / lanes));
            if (tail > 0) WriteOnce(lane.Name, (total - tail) * lanes, () => body(tail));
            return;
        }

        // The width is known to the JIT only. Rows are padded to 16 floats, but no vector is computed that holds padding alone.
        string count = target.Count;
        string step = tile.Vectors == 1 ? count : $"{Number(tile.Vectors)} * {count}";
        using (code.Block())
        {
            code.Line($"nuint {lane.Name} = 0;");
            using (code.Block($"for (; {lane.Name} + ({step}) <= {Number(padded)}; {lane.Name} += {step})")) body(tile.Vectors);
            if (tile.Vectors > 1)
            {
                using (code.Block($"for (; {lane.Name} < {Number(lane.Extent)}; {lane.Name} += {count})")) body(1);
            }
        }
    }

    private void WriteTile(int rows, int vectors)
    {
        operands.Begin(rows, vectors);
        WriteInitialSums(rows, vectors);
        WriteReduction(0, rows, vectors);
        WriteResults(rows, vectors);
    }

    private static string Sum(int row, int vector, int partial) => $"sum{Number(row)}_{Number(vector)}" + (partial == 0 ? string.Empty : $"_{Number(partial)}");

    private void WriteInitialSums(int rows, int vectors)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                string initial = nest.Initial is { } operand ? operands.Read(operand, operand.Symbol, row, vector, 0) : target.Broadcast("0f");
                code.Line($"var {Sum(row, vector, 0)} = {initial};");
                for (int partial = 1; partial < tile.Partials; partial++) code.Line($"var {Sum(row, vector, partial)} = {target.Broadcast("0f")};");
            }
        }
    }

    private void WriteReduction(int index, int rows, int vectors)
    {
        LoopAxis axis = nest.Reductions[index];
        if (axis.Kind == LoopKind.BatchSamples)
        {
            WriteBatchLoop(rows, vectors);
            return;
        }

        if (index < nest.Reductions.Count - 1)
        {
            using (code.Block($"for (nuint {axis.Name} = 0; {axis.Name} < {Number(axis.Extent)}; {axis.Name}++)")) WriteReduction(index + 1, rows, vectors);
            return;
        }

        int step = tile.Partials * tile.Unroll;
        int whole = axis.Extent / step;
        if (whole > 1)
        {
            using (code.Block($"for (nuint {axis.Name} = 0; {axis.Name} < {Number(whole * step)}; {axis.Name} += {Number(step)})"))
            {
                operands.Advance(axis.Name);
                WritePrefetches(vectors * step);
                for (int k = 0; k < step; k++) WriteProducts(rows, vectors, axis.Name, k);
                operands.Retreat();
            }
        }
        else
        {
            whole = 0;
        }

        if (axis.Extent == whole * step) return;
        operands.Constants[axis.Name] = whole * step;
        using (code.Block())
        {
            for (int k = 0; k < axis.Extent - (whole * step); k++) WriteProducts(rows, vectors, axis.Name, k);
        }

        operands.Constants.Remove(axis.Name);
    }

    /// <summary>
    /// Asks for the weights that follow some turns later, where a panel streams from the second-level cache or beyond (measured: 2.1 µs become 1.7 for
    /// 784 × 128). Half-width vectors share a cache line with their neighbour, which costs little.
    /// </summary>
    private void WritePrefetches(int vectors)
    {
        Operand weights = nest.Right;
        if (!weights.IsPanel || nest.Reductions.Aggregate(Block.Pad(nest.Lane.Extent), (product, axis) => product * axis.Extent) <= FirstLevelCache) return;
        string reference = operands.Reference(weights, 0);
        for (int vector = 0; vector < vectors; vector++)
        {
            code.Line($"Prefetch.Line(ref Unsafe.Add(ref {reference}, {target.Offset(vector, PrefetchDistance)}));");
        }
    }

    /// <summary>All samples of the batch in order: whole blocks, then what the last one holds.</summary>
    private void WriteBatchLoop(int rows, int vectors)
    {
        code.Line("nuint left = count;");
        using (code.Block($"for (nuint {Binder.BlockAxis} = 0; left != 0; {Binder.BlockAxis}++)"))
        {
            code.Line($"nuint samples = left < {Number(Block.Samples)} ? left : {Number(Block.Samples)};");
            operands.Advance(Binder.BlockAxis);
            code.Line($"nuint {Binder.SampleAxis} = 0;");
            WriteSamples(rows, vectors, tile.Unroll);
            if (tile.Unroll > 1) WriteSamples(rows, vectors, 1);
            operands.Retreat();
            code.Line("left -= samples;");
        }
    }

    /// <summary>Some samples in each turn, as long as there are so many left.</summary>
    private void WriteSamples(int rows, int vectors, int steps)
    {
        string next = steps == 1 ? $"{Binder.SampleAxis} < samples; {Binder.SampleAxis}++" : $"{Binder.SampleAxis} + {Number(steps)} <= samples; {Binder.SampleAxis} += {Number(steps)}";
        using (code.Block($"for (; {next})"))
        {
            operands.Advance(Binder.SampleAxis, steps);
            for (int step = 0; step < steps; step++) WriteProducts(rows, vectors, Binder.SampleAxis, step);
            operands.Retreat();
        }
    }

    /// <summary>One step of the reduction: the outer product of the scalars and the vectors, added to the sums.</summary>
    private void WriteProducts(int rows, int vectors, string axis, int step)
    {
        (Operand scalars, Operand values) = operands.IsVector(nest.Left) ? (nest.Right, nest.Left) : (nest.Left, nest.Right);
        bool perRow = rowAxis is not null && values.DependsOn(rowAxis.Name);
        int partial = step % tile.Partials;
        string suffix = step == 0 ? string.Empty : $"_{Number(step)}";
        string Vector(int row, int vector) => perRow ? $"x{Number(row)}_{Number(vector)}{suffix}" : $"x_{Number(vector)}{suffix}";
        for (int row = 0; row < (perRow ? rows : 1); row++)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                code.Line($"var {Vector(row, vector)} = {operands.Read(values, operands.Reference(values, row, step), row, vector, step, axis)};");
            }
        }

        for (int row = 0; row < rows; row++)
        {
            string scalar = operands.Read(scalars, operands.Reference(scalars, row, step), row, 0, step, axis);
            if (vectors > 1)
            {
                string local = $"w_{Number(row)}{suffix}";
                code.Line($"var {local} = {scalar};");
                scalar = local;
            }

            for (int vector = 0; vector < vectors; vector++)
            {
                string sum = Sum(row, vector, partial);
                code.Line($"{sum} = {target.MultiplyAdd(scalar, Vector(row, vector), sum)};");
            }
        }
    }

    private void WriteResults(int rows, int vectors)
    {
        var printer = new ExprPrinter(target, code);
        for (int row = 0; row < rows; row++)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                string sum = TotalOf(Enumerable.Range(0, tile.Partials).Select(partial => Sum(row, vector, partial)).ToList());
                var inputs = new List<string> { sum };
                foreach (Operand extra in nest.Extras) inputs.Add(operands.Read(extra, extra.Symbol, row, vector, 0));
                if (tile.Partials > 1 && nest.Epilogue.Kind != ExprKind.Input)
                {
                    string total = $"total{Number(row)}_{Number(vector)}";
                    code.Line($"var {total} = {sum};");
                    inputs[0] = total;
                }

                string value = printer.Print(nest.Epilogue, inputs);
                operands.Store(registers?.Keep(nest.Output, value) ?? value, row, vector);
            }
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
