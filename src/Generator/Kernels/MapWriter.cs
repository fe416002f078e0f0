using NNGen.Generator.Algorithms;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>Writes element-wise loops: vertical code, one vector after the other.</summary>
internal sealed class MapWriter(Target target, CodeWriter code, RegisterValues? registers = null)
{
    private readonly VectorLoops loops = new(target, code, registers);

    /// <summary>
    /// Lanes outside, the other loops inside, as far as the first-level cache holds what they run over: what does not depend on the inner
    /// loops (softmax's maximum, a sample's weight) is loaded and computed once for each vector, and memory is still read in its order. Where
    /// the last vector of a row reaches into the next row, each row is written whole before the next.
    /// </summary>
    public void Write(MapNest nest)
    {
        bool overlaps = nest.Outer.Any(axis => nest.Operands[0].StrideOf(axis.Name) < Block.Pad(nest.Lane.Extent));
        int inside = 0;
        for (int floats = nest.Lane.Extent; !overlaps && inside < nest.Outer.Count; inside++)
        {
            floats *= nest.Outer[nest.Outer.Count - 1 - inside].Extent;
            if (floats > VectorLoops.FirstLevelCache) break;
        }

        int outside = nest.Outer.Count - inside;
        LoopAxis[] inner = nest.Outer.Skip(outside).ToArray();
        loops.Write(nest.Outer.Take(outside).ToArray(), () => loops.WriteLanes(nest.Lane, lane => WriteVectors(nest, lane, inner)));
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
            string value = loops.Read(operands[input], nest.Lane.Name, lane, nest.Outer);
            inputs[input] = IsInvariant(input) ? Local($"given_{Number(input)}", value) : value;
        }

        Expr expression = nest.Expression;
        List<string> values = inputs.ToList();
        foreach (Expr invariant in nest.Expression.LargestOver(IsInvariant).ToArray())
        {
            values.Add(Local($"given_{Number(values.Count)}", printer.Print(invariant, inputs)));
            expression = expression.Replace(invariant, Expr.Input(values.Count - 1));
        }

        loops.Write(innerLoops, () =>
        {
            string value = printer.Print(expression, values);
            string address = loops.Address(output, nest.Lane.Name, lane, nest.Outer);
            value = registers?.Keep(output, value) ?? value;
            bool mayReachBehind = nest.KeepsNeighbours && nest.Lane.Extent % Block.Lanes != 0;
            code.Line(mayReachBehind
                ? $"VectorParts.Store({value}, ref {VectorLoops.At(output, address)}, {Number(nest.Lane.Extent)} - (int)({lane}));"
                : target.Store(value, output.Symbol, address));
        });
    }
}
