using NNGen.Generator.Algorithms;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>Writes element-wise loops and reductions: vertical code, one vector after the other.</summary>
internal sealed class MapWriter(Target target, CodeWriter code, RegisterValues? registers = null)
{
    // So few vectors are written one after the other, without a loop.
    private const int LargestUnrolled = 4;

    // So few terms of a sum are written one after the other: a pooling window.
    private const int LargestUnrolledSum = 9;

    private readonly Dictionary<string, int> constants = [];

    /// <summary>
    /// Lanes outside, the other loops inside: what does not depend on the inner loops (softmax's maximum, a sample's weight) is loaded and
    /// computed once for each vector. Where the last vector of a row reaches into the next row, each row is written whole before the next.
    /// </summary>
    public void Write(MapNest nest)
    {
        bool overlaps = nest.Outer.Any(axis => nest.Operands[0].StrideOf(axis.Name) < Block.Pad(nest.Lane.Extent));
        if (overlaps) WriteLoops(nest.Outer, 0, () => WriteLanes(nest.Lane, lane => WriteVectors(nest, lane, [])));
        else WriteLanes(nest.Lane, lane => WriteVectors(nest, lane, nest.Outer));
    }

    /// <summary>Sums or maxima over features, with samples in the lanes.</summary>
    public void Write(ReduceNest nest)
    {
        if (nest.Reductions.Any(axis => axis.Kind == LoopKind.BatchSamples)) WriteBatchSum(nest);
        else if (nest.ReducesLanes) WriteLaneReduction(nest);
        else WriteVerticals(nest);
    }

    private static string Number(int value) => CSharpLiteral.Integer(value);

    private string Local(string name, string value)
    {
        code.Line($"var {name} = {value};");
        return name;
    }

    /// <summary>One vector along the lanes for each turn of the inner loops.</summary>
    private void WriteVectors(MapNest nest, string lane, IReadOnlyList<LoopAxis> innerLoops)
    {
        var printer = new ExprPrinter(target, code);
        Operand output = nest.Operands[0];
        Operand[] operands = nest.Operands.Skip(1).ToArray();
        var inputs = new string[operands.Length];
        bool IsInvariant(int input) => innerLoops.Count > 0 && innerLoops.All(axis => operands[input].StrideOf(axis.Name) == 0);
        for (int input = 0; input < operands.Length; input++)
        {
            string value = Read(operands[input], nest.Lane.Name, lane, nest.Outer);
            inputs[input] = IsInvariant(input) ? Local($"given_{Number(input)}", value) : value;
        }

        Expr expression = nest.Expression;
        List<string> values = inputs.ToList();
        foreach (Expr invariant in nest.Expression.LargestOver(IsInvariant).ToArray())
        {
            values.Add(Local($"given_{Number(values.Count)}", printer.Print(invariant, inputs)));
            expression = expression.Replace(invariant, Expr.Input(values.Count - 1));
        }

        WriteLoops(innerLoops, 0, () =>
        {
            string value = printer.Print(expression, values);
            string address = Address(output, nest.Lane.Name, lane, nest.Outer);
            value = registers?.Keep(output, value) ?? value;
            bool mayReachBehind = nest.KeepsNeighbours && nest.Lane.Extent % Block.Lanes != 0;
            code.Line(mayReachBehind
                ? $"VectorParts.Store({value}, ref {At(output, address)}, {Number(nest.Lane.Extent)} - (int)({lane}));"
                : target.Store(value, output.Symbol, address));
        });
    }

    private void WriteVerticals(ReduceNest nest)
    {
        WriteLoops(nest.Outer, 0, () => WriteLanes(nest.Lane, lane => WriteVertical(nest, lane)));
    }

    private void WriteVertical(ReduceNest nest, string lane)
    {
        bool isSum = nest.Kind == ReduceKind.Sum;
        code.Line($"var total = {target.Broadcast(isSum ? "0f" : "float.NegativeInfinity")};");
        WriteTerms(nest, new LoopBounds(nest, nest.Reductions, constants), 0, () =>
        {
            LoopAxis[] loops = nest.Outer.Concat(nest.Reductions).ToArray();
            string[] inputs = nest.Operands.Skip(1).Select(operand => Read(operand, nest.Lane.Name, lane, loops)).ToArray();
            string value = new ExprPrinter(target, code).Print(nest.Expression, inputs);
            code.Line(isSum ? $"total += {value};" : $"total = {target.Operations}.Max(total, {value});");
        });
        Operand output = nest.Operands[0];
        code.Line(target.Store("total", output.Symbol, Address(output, nest.Lane.Name, lane, nest.Outer)));
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
                constants[axis.Name] = turn;
                WriteTerms(nest, bounds, index + 1, body);
            }

            constants.Remove(axis.Name);
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
        WriteLoops(nest.Outer.Concat(nest.Reductions).ToArray(), 0, () =>
        {
            Operand input = nest.Operands[1];
            Operand output = nest.Operands[0];
            string source = registers?.Vector(input) ?? "ref " + At(input, Address(input, nest.Lane.Name, "0", nest.Outer));
            string value = $"VirtualLanes.{function}({source}, {Number(nest.Lane.Extent)})";
            code.Line($"{At(output, Address(output, nest.Lane.Name, "0", nest.Outer))} = {registers?.Keep(output, value) ?? value};");
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
                WriteLanes(new LoopAxis("lane_0", Block.Lanes), lane =>
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

        WriteLanes(nest.Lane, lane =>
        {
            code.Line($"var total = {target.Broadcast("0f")};");
            code.Line("nuint left = count;");
            using (code.Block($"for (nuint {Binder.BlockAxis} = 0; left != 0; {Binder.BlockAxis}++)"))
            {
                code.Line($"nuint samples = left < {Number(Block.Samples)} ? left : {Number(Block.Samples)};");
                code.Line($"ref float values_0 = ref Unsafe.Add(ref {input.Symbol}, ({Binder.BlockAxis} * {Number(input.StrideOf(Binder.BlockAxis))}) + {lane});");
                using (code.Block($"for (nuint {Binder.SampleAxis} = 0; {Binder.SampleAxis} < samples; {Binder.SampleAxis}++)"))
                {
                    code.Line($"total += {target.Load("values_0", $"{Binder.SampleAxis} * {Number(input.StrideOf(Binder.SampleAxis))}")};");
                }

                code.Line("left -= samples;");
            }

            code.Line(target.Store("total", output.Symbol, lane));
        });
    }

    private void WriteLoops(IReadOnlyList<LoopAxis> axes, int index, Action body)
    {
        if (index == axes.Count)
        {
            body();
            return;
        }

        string name = axes[index].Name;
        using (code.Block($"for (nuint {name} = 0; {name} < {Number(axes[index].Extent)}; {name}++)")) WriteLoops(axes, index + 1, body);
    }

    /// <summary>One vector after the other along the lanes. The body gets the lane's offset as an expression.</summary>
    private void WriteLanes(LoopAxis lane, Action<string> body)
    {
        if (target.Lanes is { } lanes && (lane.Extent + lanes - 1) / lanes <= LargestUnrolled)
        {
            for (int start = 0; start < lane.Extent; start += lanes)
            {
                using (code.Block()) body(Number(start));
            }

            return;
        }

        using (code.Block($"for (nuint {lane.Name} = 0; {lane.Name} < {Number(lane.Extent)}; {lane.Name} += {target.Count})")) body(lane.Name);
    }

    private string Read(Operand operand, string laneName, string lane, IEnumerable<LoopAxis> loops)
    {
        string address = Address(operand, laneName, lane, loops);
        if (operand.IsPosition) return target.Broadcast($"(float)(nint)({address})");
        if (operand.Conditions.Count > 0)
        {
            string exists = string.Join(" && ", operand.Conditions.Select(Test));
            string zero = target.Broadcast("0f");
            return $"({exists} ? {Read(operand with { Conditions = default }, laneName, lane, loops)} : {zero})";
        }

        if (operand.StrideOf(laneName) != 0) return registers?.Vector(operand) ?? target.Load(operand.Symbol, address);
        return target.Broadcast(registers?.Scalar(operand) ?? At(operand, address));
    }

    /// <summary>0 ≤ index &lt; extent as one comparison of unsigned numbers: what is below 0 is far above the extent.</summary>
    private string Test(Condition condition)
    {
        var terms = new List<string>();
        foreach (AxisFactor factor in condition.Index.Factors) terms.Add(Term(factor.Axis.Name, factor.Factor));
        return $"{Sum(terms, condition.Index.Offset)} < {Number(condition.Extent)}";
    }

    private string Term(string axis, int factor)
    {
        string variable = constants.TryGetValue(axis, out int value) ? Number(value) : axis;
        string sign = factor < 0 ? "-" : string.Empty;
        return sign + (Math.Abs(factor) == 1 ? variable : $"({variable} * {Number(Math.Abs(factor))})");
    }

    /// <summary>The sum of some terms, of type nuint: what is negative is subtracted.</summary>
    private static string Sum(IReadOnlyList<string> terms, int offset)
    {
        string sum = string.Join(" + ", terms.Where(term => term[0] != '-'));
        foreach (string term in terms.Where(term => term[0] == '-')) sum = $"{(sum.Length == 0 ? "(nuint)0" : sum)} - {term.Substring(1)}";
        if (offset == 0) return sum.Length == 0 ? "0" : sum;
        if (sum.Length == 0 && offset > 0) return Number(offset);
        return $"{(sum.Length == 0 ? "(nuint)0" : sum)} {(offset < 0 ? "-" : "+")} {Number(Math.Abs(offset))}";
    }

    private static string At(Operand operand, string address) => address == "0" ? operand.Symbol : $"Unsafe.Add(ref {operand.Symbol}, {address})";

    private string Address(Operand operand, string laneName, string lane, IEnumerable<LoopAxis> loops)
    {
        var terms = new List<string>();
        int offset = operand.Offset;
        if (operand.StrideOf(laneName) != 0 && lane != "0") terms.Add(lane);
        foreach (LoopAxis axis in loops.Where(axis => operand.StrideOf(axis.Name) != 0))
        {
            int stride = operand.StrideOf(axis.Name);
            if (constants.TryGetValue(axis.Name, out int value)) offset += value * stride;
            else terms.Add(Term(axis.Name, stride));
        }

        return Sum(terms, offset);
    }
}
