using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Parsing;

/// <summary>
/// Reads a function of <c>x</c> that stands in a manifest: C# without anything that needs a compilation to be understood. Numbers, arithmetic,
/// functions of <c>MathF</c>, and one comparison in front of a question mark.
/// </summary>
internal static class FunctionText
{
    private const string Argument = "x";

    /// <summary>The expression over input 0, or null for a text that is none.</summary>
    public static Expr? Parse(string text)
    {
        ExpressionSyntax syntax = SyntaxFactory.ParseExpression(text);
        return syntax.ContainsDiagnostics ? null : Read(syntax);
    }

    private static Expr? Read(ExpressionSyntax syntax) => syntax switch
    {
        IdentifierNameSyntax { Identifier.ValueText: Argument } => Expr.Input(0),
        LiteralExpressionSyntax { Token.Value: float number } => Expr.Constant(number),
        ParenthesizedExpressionSyntax parenthesized => Read(parenthesized.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } unary => Negate(Read(unary.Operand)),
        BinaryExpressionSyntax binary => Arithmetic(binary, Read(binary.Left), Read(binary.Right)),
        ConditionalExpressionSyntax { Condition: BinaryExpressionSyntax comparison } conditional => Choose(comparison, Read(conditional.WhenTrue), Read(conditional.WhenFalse)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax function } call => Call(function.Name.Identifier.ValueText, call),
        _ => null,
    };

    private static Expr? Negate(Expr? operand) =>
        operand is null ? null : operand.Kind == ExprKind.Constant ? Expr.Constant(-operand.Value) : -operand;

    private static Expr? Arithmetic(BinaryExpressionSyntax binary, Expr? a, Expr? b)
    {
        if (a is null || b is null) return null;
        return binary.Kind() switch
        {
            SyntaxKind.AddExpression => a + b,
            SyntaxKind.SubtractExpression => a - b,
            SyntaxKind.MultiplyExpression => a * b,
            SyntaxKind.DivideExpression => a / b,
            _ => null,
        };
    }

    private static Expr? Choose(BinaryExpressionSyntax comparison, Expr? then, Expr? otherwise)
    {
        if (then is null || otherwise is null || Read(comparison.Left) is not { } a || Read(comparison.Right) is not { } b) return null;
        return comparison.Kind() switch
        {
            SyntaxKind.GreaterThanExpression => Expr.SelectGreater(a, b, then, otherwise),
            SyntaxKind.LessThanExpression => Expr.SelectGreater(b, a, then, otherwise),
            _ => null,
        };
    }

    private static Expr? Call(string name, InvocationExpressionSyntax call)
    {
        Expr?[] arguments = call.ArgumentList.Arguments.Select(argument => Read(argument.Expression)).ToArray();
        return arguments.Contains(null) ? null : KnownFunctions.Find(name, arguments.OfType<Expr>().ToArray());
    }
}
