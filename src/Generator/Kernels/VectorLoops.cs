using NNGen.Generator.Algorithms;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>The loops of vertical code, one vector after the other, and the addresses inside them.</summary>
internal sealed class VectorLoops(Target target, CodeWriter code, RegisterValues? registers)
{
    /// <summary>The floats of an operand that loops may run over again while the first-level cache holds them: 16 KB.</summary>
    public const int FirstLevelCache = 4096;

    // So few vectors are written one after the other, without a loop.
    private const int LargestUnrolled = 4;

    /// <summary>Loop variables that are constants in the current block.</summary>
    public Dictionary<string, int> Constants { get; } = [];

    /// <summary>Loops around each other, and inside them the body.</summary>
    public void Write(IReadOnlyList<LoopAxis> axes, Action body, int index = 0)
    {
        if (index == axes.Count)
        {
            body();
            return;
        }

        string name = axes[index].Name;
        using (code.Block($"for (nuint {name} = 0; {name} < {Number(axes[index].Extent)}; {name}++)")) Write(axes, body, index + 1);
    }

    /// <summary>One vector after the other along the lanes. The body gets the lane's offset as an expression.</summary>
    public void WriteLanes(LoopAxis lane, Action<string> body)
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

    /// <summary>The vector, or the broadcast scalar, that an operand has at one place.</summary>
    public string Read(Operand operand, string laneName, string lane, IEnumerable<LoopAxis> loops)
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
        string variable = Constants.TryGetValue(axis, out int value) ? Number(value) : axis;
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

    /// <summary>The element as a reference.</summary>
    public static string At(Operand operand, string address) => address == "0" ? operand.Symbol : $"Unsafe.Add(ref {operand.Symbol}, {address})";

    /// <summary>How far an element lies behind the start of its operand.</summary>
    public string Address(Operand operand, string laneName, string lane, IEnumerable<LoopAxis> loops)
    {
        var terms = new List<string>();
        int offset = operand.Offset;
        if (operand.StrideOf(laneName) != 0 && lane != "0") terms.Add(lane);
        foreach (LoopAxis axis in loops.Where(axis => operand.StrideOf(axis.Name) != 0))
        {
            int stride = operand.StrideOf(axis.Name);
            if (Constants.TryGetValue(axis.Name, out int value)) offset += value * stride;
            else terms.Add(Term(axis.Name, stride));
        }

        return Sum(terms, offset);
    }

    private static string Number(int value) => CSharpLiteral.Integer(value);
}
