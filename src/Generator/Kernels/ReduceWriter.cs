using NNGen.Generator.Algorithms;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>Writes sums and maxima: vertical code, one vector after the other, or over the lanes of one vector.</summary>
internal sealed class ReduceWriter(Target target, CodeWriter code, RegisterValues? registers = null)
{
    // So few terms of a sum are written one after the other: a pooling window.
    private const int LargestUnrolledSum = 9;

    private readonly VectorLoops loops = new(target, code, registers);

    /// <summary>Sums or maxima over features, with samples in the lanes.</summary>
    public void Write(ReduceNest nest)
    {
        if (nest.Reductions.Any(axis => axis.Kind == LoopKind.BatchSamples)) WriteBatchSum(nest);
        else if (nest.ReducesLanes) WriteLaneReduction(nest);
        else if (AddsInMemory(nest)) WriteInMemory(nest);
        else WriteVerticals(nest);
    }

    private static string Number(int value) => CSharpLiteral.Integer(value);

    /// <summary>One vector of results after the other, each in a register until all of its terms are in.</summary>
    private void WriteVerticals(ReduceNest nest)
    {
        bool isSum = nest.Kind == ReduceKind.Sum;
        loops.Write(nest.Outer.ToArray(), () => loops.WriteLanes(nest.Lane, lane =>
        {
            code.Line($"var total = {Start(nest)};");
            WriteTerms(nest, () => code.Line(isSum ? $"total += {Term(nest, lane)};" : $"total = {Joined(nest, "total", Term(nest, lane))};"));
            Store(nest, lane, "total");
        }));
    }

    /// <summary>All results along the last loop, term by term.</summary>
    private void WriteInMemory(ReduceNest nest)
    {
        LoopAxis[] outer = nest.Outer.Take(nest.Outer.Count - 1).ToArray();
        LoopAxis[] results = [nest.Outer[nest.Outer.Count - 1]];
        void WriteResults(Func<string, string> value) => loops.Write(results, () => loops.WriteLanes(nest.Lane, lane => Store(nest, lane, value(lane))));
        loops.Write(outer, () =>
        {
            WriteResults(_ => Start(nest));
            WriteTerms(nest, () => WriteResults(lane => Joined(nest, loops.Read(nest.Operands[0], nest.Lane.Name, lane, nest.Outer), Term(nest, lane))));
        });
    }

    /// <summary>The result of no terms.</summary>
    private string Start(ReduceNest nest) => target.Broadcast(nest.Kind == ReduceKind.Sum ? "0f" : "float.NegativeInfinity");

    private string Term(ReduceNest nest, string lane)
    {
        LoopAxis[] axes = nest.Outer.Concat(nest.Reductions).ToArray();
        string[] inputs = nest.Operands.Skip(1).Select(operand => loops.Read(operand, nest.Lane.Name, lane, axes)).ToArray();
        return new ExprPrinter(target, code).Print(nest.Expression, inputs);
    }

    /// <summary>A result and one term more.</summary>
    private string Joined(ReduceNest nest, string total, string term)
    {
        return target.Join(nest.Kind, total, term, nest.Expression.IsNumber(input => nest.Operands[input + 1].IsPosition));
    }

    private void Store(ReduceNest nest, string lane, string value)
    {
        Operand output = nest.Operands[0];
        code.Line(target.Store(value, output.Symbol, loops.Address(output, nest.Lane.Name, lane, nest.Outer)));
    }

    private void WriteTerms(ReduceNest nest, Action body) => WriteTerms(nest, new LoopBounds(nest, nest.Reductions, loops.Constants), 0, body);

    /// <summary>
    /// Sums of many terms that lie far apart: the results along the last loop are summed in one pass over the terms, in memory. It reads
    /// whole cache lines, in their order, and does not wait for one addition before it begins the next. A vector must not end in the next
    /// result.
    /// </summary>
    private static bool AddsInMemory(ReduceNest nest)
    {
        int terms = nest.Reductions.Aggregate(1, (product, loop) => product * Math.Max(1, loop.Extent));
        bool endsInside = nest.Lane.Extent % Block.Lanes == 0;
        if (nest.Outer.Count == 0 || nest.Conditions.Count > 0 || terms <= LargestUnrolledSum || !endsInside) return false;
        return (long)nest.Outer[nest.Outer.Count - 1].Extent * nest.Lane.Extent <= VectorLoops.FirstLevelCache;
    }

    /// <summary>The loops over the terms of a sum, as far as the conditions let them run; a short sum is written out.</summary>
    private void WriteTerms(ReduceNest nest, LoopBounds bounds, int index, Action body)
    {
        if (index == nest.Reductions.Count)
        {
            using (code.Block()) body();
            return;
        }

        LoopAxis axis = nest.Reductions[index];
        (string? first, string? end) = bounds.Of(axis);
        int terms = nest.Reductions.Skip(index).Aggregate(1, (product, loop) => product * loop.Extent);
        bool isShort = terms is > 0 and <= LargestUnrolledSum && nest.Reductions.Skip(index).All(loop => bounds.Of(loop) is (null, null));
        if (isShort)
        {
            for (int turn = 0; turn < axis.Extent; turn++)
            {
                loops.Constants[axis.Name] = turn;
                WriteTerms(nest, bounds, index + 1, body);
            }

            loops.Constants.Remove(axis.Name);
            return;
        }

        string limit = axis.Kind == LoopKind.BatchBlocks ? "blocks" : Number(axis.Extent);
        if (end is not null) code.Line($"nuint end_{axis.Name} = {end};");
        string loop = $"for (nuint {axis.Name} = {first ?? "0"}; {axis.Name} < {(end is null ? limit : $"end_{axis.Name}")}; {axis.Name}++)";
        using (code.Block(loop)) WriteTerms(nest, bounds, index + 1, body);
    }

    /// <summary>One sample's features lie in the lanes: 16 virtual lanes and one tree, whatever the width.</summary>
    private void WriteLaneReduction(ReduceNest nest)
    {
        string function = nest.Kind == ReduceKind.Sum ? "Sum" : "Max";
        loops.Write(nest.Outer.Concat(nest.Reductions).ToArray(), () =>
        {
            Operand input = nest.Operands[1];
            Operand output = nest.Operands[0];
            string source = registers?.Vector(input) ?? "ref " + VectorLoops.At(input, loops.Address(input, nest.Lane.Name, "0", nest.Outer));
            string value = $"VirtualLanes.{function}({source}, {Number(nest.Lane.Extent)})";
            code.Line($"{VectorLoops.At(output, loops.Address(output, nest.Lane.Name, "0", nest.Outer))} = {registers?.Keep(output, value) ?? value};");
        });
    }

    /// <summary>
    /// The bias gradient: a sum over all samples of a batch, in their order where features lie in the lanes, else in 16 virtual lanes.
    /// </summary>
    private void WriteBatchSum(ReduceNest nest)
    {
        Operand input = nest.Operands[1];
        Operand output = nest.Operands[0];
        if (nest.ReducesLanes)
        {
            LoopAxis unit = nest.Outer[0];
            using (code.Block($"for (nuint {unit.Name} = 0; {unit.Name} < {Number(unit.Extent)}; {unit.Name}++)"))
            {
                code.Line($"ref float partial_0 = ref Unsafe.Add(ref {output.Symbol}, {unit.Name} * {Number(Block.Lanes)});");
                loops.WriteLanes(new LoopAxis("lane_0", Block.Lanes), lane =>
                {
                    code.Line($"var total = {target.Broadcast("0f")};");
                    using (code.Block($"for (nuint {Binder.BlockAxis} = 0; {Binder.BlockAxis} < blocks; {Binder.BlockAxis}++)"))
                    {
                        string address = $"({Binder.BlockAxis} * {Number(input.StrideOf(Binder.BlockAxis))}) + ({unit.Name} * {Number(input.StrideOf(unit.Name))})";
                        code.Line($"ref float values_0 = ref Unsafe.Add(ref {input.Symbol}, {address});");
                        code.Line($"total += {target.Load("values_0", lane)};");
                        code.Line($"total += {target.Load("values_0", lane == "0" ? Number(Block.Lanes) : $"{lane} + {Number(Block.Lanes)}")};");
                    }

                    code.Line(target.Store("total", "partial_0", lane));
                });
                code.Line($"Unsafe.Add(ref {output.Symbol}, {unit.Name}) = VirtualLanes.Sum(ref partial_0, {Number(Block.Lanes)});");
            }

            return;
        }

        loops.WriteLanes(nest.Lane, lane =>
        {
            code.Line($"var total = {target.Broadcast("0f")};");
            code.BatchBlocks(() =>
            {
                code.Line($"ref float values_0 = ref Unsafe.Add(ref {input.Symbol}, ({Binder.BlockAxis} * {Number(input.StrideOf(Binder.BlockAxis))}) + {lane});");
                using (code.Block($"for (nuint {Binder.SampleAxis} = 0; {Binder.SampleAxis} < samples; {Binder.SampleAxis}++)"))
                {
                    code.Line($"total += {target.Load("values_0", $"{Binder.SampleAxis} * {Number(input.StrideOf(Binder.SampleAxis))}")};");
                }
            });

            code.Line(target.Store("total", output.Symbol, lane));
        });
    }
}
