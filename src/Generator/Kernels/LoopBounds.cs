using NNGen.Generator.Algorithms;
using NNGen.Generator.Planning;

namespace NNGen.Generator.Kernels;

/// <summary>
/// Turns the conditions of a nest into bounds of its loops: an inner loop runs only where all of them hold, so that nothing has to be
/// tested inside and no padding is ever multiplied.
/// </summary>
/// <param name="nest">The nest.</param>
/// <param name="inner">The loops inside, in order; a condition bounds the last of them that it mentions.</param>
/// <param name="constants">Loop variables that are constants in the current block.</param>
internal sealed class LoopBounds(Nest nest, IReadOnlyList<LoopAxis> inner, IReadOnlyDictionary<string, int> constants)
{
    private readonly HashSet<Condition> satisfied = [];

    /// <summary>The part of an outer axis for which its conditions hold whatever the inner loops do.</summary>
    public (int Start, int End) Interior(LoopAxis axis)
    {
        int start = 0;
        int end = axis.Extent;
        foreach (Condition condition in ConditionsOf(axis))
        {
            AxisFactor own = condition.Index.Factors.Single(factor => factor.Axis.Name == axis.Name);
            AffineIndex rest = condition.Index - (own.Factor * own.Axis);
            while (start < end && !Holds(condition, rest, own.Factor * start)) start++;
            while (end > start && !Holds(condition, rest, own.Factor * (end - 1))) end--;
        }

        return (start, end);
    }

    public bool IsConditional(LoopAxis axis) => ConditionsOf(axis).Any();

    /// <summary>Leaves the conditions of an axis out, since they hold in the body.</summary>
    public void WithSatisfied(LoopAxis axis, Action body)
    {
        Condition[] added = ConditionsOf(axis).Where(satisfied.Add).ToArray();
        body();
        satisfied.ExceptWith(added);
    }

    /// <summary>
    /// The first turn of an inner loop and the end behind its last one, as expressions of type nuint; null where they are the axis's own.
    /// </summary>
    public (string? First, string? End) Of(LoopAxis axis)
    {
        var lower = new List<string>();
        var upper = new List<string>();
        int first = 0;
        int end = axis.Extent;
        foreach (Condition condition in nest.Conditions.Where(condition => !satisfied.Contains(condition) && LastInner(condition) == axis.Name))
        {
            AxisFactor own = condition.Index.Factors.Single(factor => factor.Axis.Name == axis.Name);
            AffineIndex rest = condition.Index - (own.Factor * own.Axis);
            int step = Math.Abs(own.Factor);

            // 0 ≤ rest + factor · axis < extent, solved for the axis.
            (AffineIndex least, AffineIndex behind) = own.Factor > 0
                ? (-1 * rest, condition.Extent - rest)
                : (rest - (condition.Extent - 1), rest + 1);
            (AffineIndex fixedLeast, AffineIndex fixedBehind) = (Fixed(least), Fixed(behind));
            if (fixedLeast.Factors.Count == 0) first = Math.Max(first, Quotient(fixedLeast.Offset, step));
            else if (fixedLeast.Greatest > 0) lower.Add(Quotient(fixedLeast, step));
            if (fixedBehind.Factors.Count == 0) end = Math.Min(end, Quotient(fixedBehind.Offset, step));
            else if (fixedBehind.Least <= (axis.Extent - 1) * step) upper.Add(Quotient(fixedBehind, step));
        }

        if (first > 0 && lower.Count > 0) lower.Add(CSharpLiteral.Integer(first));
        if (upper.Count > 0) upper.Add(CSharpLiteral.Integer(end));
        return (
            lower.Count > 0 ? lower.Distinct().Aggregate((a, b) => $"Math.Max({a}, {b})") : first > 0 ? CSharpLiteral.Integer(first) : null,
            upper.Count > 0 ? upper.Distinct().Aggregate((a, b) => $"Math.Min({a}, {b})") : end < axis.Extent ? CSharpLiteral.Integer(end) : null);
    }

    private IEnumerable<Condition> ConditionsOf(LoopAxis axis) =>
        nest.Conditions.Where(condition => condition.Index.Factors.Any(factor => factor.Axis.Name == axis.Name));

    private static bool Holds(Condition condition, AffineIndex rest, int own) => own + rest.Least >= 0 && own + rest.Greatest < condition.Extent;

    private string? LastInner(Condition condition) =>
        inner.LastOrDefault(axis => condition.Index.Factors.Any(factor => factor.Axis.Name == axis.Name))?.Name;

    private AffineIndex Fixed(AffineIndex index) =>
        index.Factors.Where(factor => constants.ContainsKey(factor.Axis.Name)).Aggregate(index, (result, factor) => result.Replace(factor.Axis, constants[factor.Axis.Name]));

    /// <summary>⌈max(0, value) / step⌉.</summary>
    private static int Quotient(int value, int step) => (Math.Max(0, value) + step - 1) / step;

    /// <summary>⌈max(0, index) / step⌉ as an expression of type nuint.</summary>
    private static string Quotient(AffineIndex index, int step)
    {
        AffineIndex numerator = index + new AffineIndex(step - 1, default);
        string sum = Sum(numerator);
        string value = numerator.Least >= 0 ? $"({sum})" : $"(nuint)Math.Max(0, (nint)({sum}))";
        return step == 1 ? value : $"({value} / {CSharpLiteral.Integer(step)})";
    }

    /// <summary>The index in unsigned numbers, which may wrap around on the way and hold a negative one as its complement.</summary>
    private static string Sum(AffineIndex index)
    {
        string Term(AxisFactor factor)
        {
            int size = Math.Abs(factor.Factor);
            return size == 1 ? factor.Axis.Name : $"({CSharpLiteral.Integer(size)} * {factor.Axis.Name})";
        }

        string[] added = index.Factors.Where(factor => factor.Factor > 0).Select(Term).ToArray();
        bool startsWithOffset = added.Length == 0 && index.Offset >= 0;
        string sum = startsWithOffset ? CSharpLiteral.Integer(index.Offset) : added.Length == 0 ? "(nuint)0" : string.Join(" + ", added);
        if (!startsWithOffset && index.Offset != 0)
        {
            sum += $" {(index.Offset < 0 ? "-" : "+")} {CSharpLiteral.Integer(Math.Abs(index.Offset))}";
        }

        return sum + string.Concat(index.Factors.Where(factor => factor.Factor < 0).Select(factor => $" - {Term(factor)}"));
    }
}
