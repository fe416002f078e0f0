using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Parsing;

/// <summary>
/// Reads a user's function, <c>static float F(float x) => …</c>, into an expression that the compiler can differentiate: arithmetic,
/// functions of <c>MathF</c> and <c>Math</c>, constants, the conditional operator, and calls of other such methods. Whatever it computes in
/// double, the network will compute in float.
/// </summary>
internal sealed class FunctionParser(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>A larger expression would take the compiler longer than anyone waits.</summary>
    private const long LargestTree = 4000;

    private readonly Stack<IMethodSymbol> open = new();

    /// <summary>Why there is no expression, and where.</summary>
    public (Rule Rule, Location? Location, EquatableArray<string> Texts)? Failure { get; private set; }

    /// <summary>The method of a type as an expression over input 0, or null after a failure.</summary>
    public Expr? Parse(INamedTypeSymbol type, string method)
    {
        IMethodSymbol? found = type.GetMembers(method).OfType<IMethodSymbol>().FirstOrDefault(IsFunction);
        if (found is null) return Fail(Rule.FunctionNotFound, null, type.Name, method);
        Expr? expression = Body(found, new Dictionary<string, Expr>(StringComparer.Ordinal) { [found.Parameters[0].Name] = Expr.Input(0) });
        bool isTooLarge = expression is not null && SizeOf(expression, []) > LargestTree;
        return isTooLarge ? Fail(Rule.FunctionUnsupported, found.Locations[0], method, "it has too many operations when it is written out") : expression;
    }

    private static bool IsFunction(IMethodSymbol method) =>
        method is { IsStatic: true, Arity: 0, Parameters.Length: 1 }
        && method.Parameters[0] is { Type.SpecialType: SpecialType.System_Single, RefKind: RefKind.None }
        && method.ReturnType.SpecialType == SpecialType.System_Single
        && !method.DeclaringSyntaxReferences.IsEmpty;

    private Expr? Body(IMethodSymbol method, Dictionary<string, Expr> parameters)
    {
        if (open.Contains(method, SymbolEqualityComparer.Default))
        {
            return Fail(Rule.FunctionUnsupported, method.Locations[0], method.Name, "it calls itself");
        }

        ExpressionSyntax? syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            MethodDeclarationSyntax { ExpressionBody.Expression: { } expression } => expression,
            MethodDeclarationSyntax { Body.Statements: { Count: 1 } statements } when statements[0] is ReturnStatementSyntax { Expression: { } expression } =>
                expression,
            _ => null,
        };
        if (syntax is null) return Fail(Rule.FunctionNotExpression, method.Locations[0], method.Name);
        open.Push(method);
        IOperation? operation = compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation);
        Expr? body = operation is null ? Fail(Rule.CompilerError, null) : Read(operation, parameters);
        open.Pop();
        return body;
    }

    private Expr? Read(IOperation operation, Dictionary<string, Expr> parameters)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } value }) return Constant(operation, value);
        switch (operation)
        {
            case IParameterReferenceOperation reference when parameters.TryGetValue(reference.Parameter.Name, out Expr? argument):
                return argument;
            case IConversionOperation { OperatorMethod: null } conversion when IsReal(conversion.Type) && IsReal(conversion.Operand.Type):
                return Read(conversion.Operand, parameters);
            case IParenthesizedOperation parenthesized:
                return Read(parenthesized.Operand, parameters);
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Minus or UnaryOperatorKind.Plus } unary:
                Expr? operand = Read(unary.Operand, parameters);
                return unary.OperatorKind == UnaryOperatorKind.Plus || operand is null ? operand : -operand;
            case IBinaryOperation { OperatorMethod: null } binary when IsReal(binary.Type):
                return Arithmetic(binary, parameters);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return Choose(conditional.Condition, Read(conditional.WhenTrue, parameters), Read(otherwise, parameters), parameters);
            case IInvocationOperation invocation:
                return Call(invocation, parameters);
            default:
                return Unsupported(operation);
        }
    }

    private Expr? Constant(IOperation operation, object value) => value switch
    {
        float or double or int or long or uint or byte or short => Convert.ToSingle(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => Unsupported(operation),
    };

    private Expr? Arithmetic(IBinaryOperation binary, Dictionary<string, Expr> parameters)
    {
        if (Read(binary.LeftOperand, parameters) is not { } a || Read(binary.RightOperand, parameters) is not { } b) return null;
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => a + b,
            BinaryOperatorKind.Subtract => a - b,
            BinaryOperatorKind.Multiply => a * b,
            BinaryOperatorKind.Divide => a / b,
            _ => Unsupported(binary),
        };
    }

    /// <summary>condition ? then : otherwise, for comparisons and what combines them.</summary>
    private Expr? Choose(IOperation condition, Expr? then, Expr? otherwise, Dictionary<string, Expr> parameters)
    {
        if (then is null || otherwise is null) return null;
        if (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation) return Choose(negation.Operand, otherwise, then, parameters);
        if (condition is not IBinaryOperation { OperatorMethod: null } binary) return Unsupported(condition);
        if (binary.OperatorKind == BinaryOperatorKind.ConditionalAnd)
        {
            return Choose(binary.LeftOperand, Choose(binary.RightOperand, then, otherwise, parameters), otherwise, parameters);
        }

        if (binary.OperatorKind == BinaryOperatorKind.ConditionalOr)
        {
            return Choose(binary.LeftOperand, then, Choose(binary.RightOperand, then, otherwise, parameters), parameters);
        }

        if (Read(binary.LeftOperand, parameters) is not { } a || Read(binary.RightOperand, parameters) is not { } b) return null;
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.GreaterThan => Expr.SelectGreater(a, b, then, otherwise),
            BinaryOperatorKind.LessThan => Expr.SelectGreater(b, a, then, otherwise),
            BinaryOperatorKind.GreaterThanOrEqual => Expr.SelectGreater(b, a, otherwise, then),
            BinaryOperatorKind.LessThanOrEqual => Expr.SelectGreater(a, b, otherwise, then),
            _ => Unsupported(condition),
        };
    }

    private Expr? Call(IInvocationOperation invocation, Dictionary<string, Expr> parameters)
    {
        IMethodSymbol method = invocation.TargetMethod;
        var arguments = new Dictionary<string, Expr>(StringComparer.Ordinal);
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (Read(argument.Value, parameters) is not { } value) return null;
            arguments[argument.Parameter!.Name] = value;
        }

        if (method.ContainingType.ToDisplayString() is "System.MathF" or "System.Math" or "float" or "double")
        {
            Expr[] inOrder = method.Parameters.Where(parameter => arguments.ContainsKey(parameter.Name)).Select(parameter => arguments[parameter.Name]).ToArray();
            return KnownFunctions.Find(method.Name, inOrder) ?? Unsupported(invocation);
        }

        bool isOurs = method is { IsStatic: true, Arity: 0 } && IsReal(method.ReturnType) && !method.DeclaringSyntaxReferences.IsEmpty
            && method.Parameters.All(parameter => IsReal(parameter.Type) && parameter.RefKind == RefKind.None);
        return isOurs ? Body(method, arguments) : Unsupported(invocation);
    }

    private static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static long SizeOf(Expr expression, Dictionary<Expr, long> known)
    {
        if (known.TryGetValue(expression, out long size)) return size;
        return known[expression] = Math.Min(LargestTree + 1, 1 + expression.Operands.Sum(operand => SizeOf(operand, known)));
    }

    private Expr? Unsupported(IOperation operation)
    {
        bool isCompilersMistake = operation.DescendantsAndSelf().Any(part => part is IInvalidOperation || part.Type?.TypeKind == TypeKind.Error);
        if (isCompilersMistake) return Fail(Rule.CompilerError, null);
        string text = operation.Syntax.ToString();
        const string advice = "use arithmetic, functions of MathF, constants, comparisons in 'a > b ? c : d', and calls of other such methods";
        return Fail(Rule.FunctionUnsupported, operation.Syntax.GetLocation(), text.Length > 80 ? text.Substring(0, 77) + "…" : text, advice);
    }

    /// <summary>Keeps the first failure: the others follow from it, or can wait.</summary>
    private Expr? Fail(Rule rule, Location? location, params string[] texts)
    {
        Failure ??= (rule, location, texts.ToEquatableArray());
        return null;
    }
}
