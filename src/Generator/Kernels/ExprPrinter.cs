using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Kernels;

/// <summary>Prints an expression as vector code. Subexpressions that occur twice become locals.</summary>
internal sealed class ExprPrinter(Target target, CodeWriter code)
{
    private int localCount;

    /// <summary>The C# expression of the value; locals that it needs are written before.</summary>
    public string Print(Expr expression, IReadOnlyList<string> inputs)
    {
        Expr expanded = ElementaryFunctions.Expand(expression);
        var uses = new Dictionary<Expr, int>();
        Count(expanded, uses);
        return Print(expanded, inputs, uses, []);
    }

    private static void Count(Expr expression, Dictionary<Expr, int> uses)
    {
        uses.TryGetValue(expression, out int count);
        uses[expression] = count + 1;
        if (count > 0) return;
        foreach (Expr operand in expression.Operands) Count(operand, uses);
    }

    private string Print(Expr expression, IReadOnlyList<string> inputs, Dictionary<Expr, int> uses, Dictionary<Expr, string> locals)
    {
        if (expression.Kind == ExprKind.Constant) return target.Broadcast(CSharpLiteral.Float(expression.Value));
        if (expression.Kind == ExprKind.Input) return inputs[(int)expression.Value];
        if (locals.TryGetValue(expression, out string? known)) return known;
        string[] operands = expression.Operands.Select(operand => Print(operand, inputs, uses, locals)).ToArray();
        string text = target.Print(expression.Kind, operands);
        if (uses[expression] == 1 && text.Length < 160) return text;
        string local = $"value_{CSharpLiteral.Integer(localCount++)}";
        code.Line($"var {local} = {text};");
        return locals[expression] = local;
    }
}
