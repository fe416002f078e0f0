using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Parsing;

/// <summary>The functions of .NET's <c>MathF</c> and <c>Math</c> that a network can compute, as expressions.</summary>
internal static class KnownFunctions
{
    /// <summary>.NET has no error function; models have.</summary>
    private const string ErrorFunction = "Erf";
    private const int LargestPower = 16;

    /// <summary>The function of a name and its arguments, or null.</summary>
    public static Expr? Find(string name, IReadOnlyList<Expr> x) => (name, x.Count) switch
    {
        ("Abs", 1) => Expr.Abs(x[0]),
        ("Sqrt", 1) => Expr.Sqrt(x[0]),
        ("Floor", 1) => Expr.Floor(x[0]),
        ("Ceiling", 1) => -Expr.Floor(-x[0]),
        ("Truncate", 1) => Expr.SelectGreater(x[0], 0f, Expr.Floor(x[0]), -Expr.Floor(-x[0])),
        ("Round", 1) => Round(x[0]),
        ("Exp", 1) => Expr.Exp(x[0]),
        ("ExpM1", 1) => Expr.Expm1(x[0]),
        ("Log", 1) => Log(x[0]),
        ("Log2", 1) => Log(x[0]) * 1.44269504f,
        ("Log10", 1) => Log(x[0]) * 0.434294482f,
        ("LogP1", 1) => Expr.Log1p(x[0]),
        ("Tanh", 1) => Expr.Tanh(x[0]),
        ("Sinh", 1) => Sinh(x[0]),
        ("Cosh", 1) => 0.5f * (Expr.Exp(x[0]) + Expr.Exp(-x[0])),
        ("Sin", 1) => Expr.Sin(x[0]),
        ("Cos", 1) => Expr.Cos(x[0]),
        ("Tan", 1) => Expr.Sin(x[0]) / Expr.Cos(x[0]),
        (ErrorFunction, 1) => Expr.Erf(x[0]),
        ("Atan", 1) => Expr.Atan(x[0]),
        ("Min", 2) => x[1].Kind == ExprKind.Constant ? Expr.Min(x[1], x[0]) : Expr.Min(x[0], x[1]),
        ("Max", 2) => x[1].Kind == ExprKind.Constant ? Expr.Max(x[1], x[0]) : Expr.Max(x[0], x[1]),
        ("Clamp", 3) => Expr.Min(x[2], Expr.Max(x[1], x[0])),
        ("FusedMultiplyAdd", 3) => Expr.MultiplyAdd(x[0], x[1], x[2]),
        ("Pow", 2) when x[1].Kind == ExprKind.Constant => Power(x[0], x[1].Value),
        _ => null,
    };

    /// <summary>−∞ for 0 and NaN for negative numbers, where the kernels' logarithm promises nothing.</summary>
    private static Expr Log(Expr x) => Expr.SelectGreater(x, 0f, Expr.Log(x), Expr.Sqrt(x) - float.PositiveInfinity);

    /// <summary>The nearest whole number; of two the even one.</summary>
    private static Expr Round(Expr x)
    {
        Expr below = Expr.Floor(x);
        Expr rest = x - below;
        Expr even = below + (below - (2f * Expr.Floor(0.5f * below)));
        return Expr.SelectGreater(rest, 0.5f, below + 1f, Expr.SelectGreater(0.5f, rest, below, even));
    }

    /// <summary>(u + u / (u + 1)) / 2 with u = exp(x) − 1, which does not cancel near 0.</summary>
    private static Expr Sinh(Expr x)
    {
        Expr u = Expr.Expm1(x);
        return 0.5f * (u + (u / (u + 1f)));
    }

    /// <summary>Whole powers are products; others need x above 0.</summary>
    private static Expr Power(Expr x, float exponent)
    {
        if (exponent == 0) return 1f;
        if (exponent == 0.5f) return Expr.Sqrt(x);
        bool isWhole = exponent == (int)exponent && Math.Abs(exponent) <= LargestPower;
        if (!isWhole) return Expr.Exp(exponent * Log(x));
        Expr product = Enumerable.Repeat(x, (int)Math.Abs(exponent)).Aggregate((a, b) => a * b);
        return exponent > 0 ? product : 1f / product;
    }
}
