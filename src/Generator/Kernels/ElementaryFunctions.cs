using NNGen.Generator.Algorithms;
using static NNGen.Generator.Algorithms.Expr;

namespace NNGen.Generator.Kernels;

/// <summary>
/// exp, log, tanh and the logistic function as float-only expressions of a few multiply-adds. They are printed into the kernels, so they
/// are fast from the first call and give the same bits at every width. Measured over every float, they are off by at most 1.04, 0.86, 5.6
/// and 2.49 units in the last place; <c>ElementaryFunctionTests</c> hold them to that.
/// </summary>
internal static class ElementaryFunctions
{
    private const float Shifter = 12582912f; // 1.5 · 2²³: adding it rounds to an integer, which then stands in the low mantissa bits.
    private const float TanhLimit = 8.03365707f;

    /// <summary>The same expression without any function node.</summary>
    public static Expr Expand(Expr expression)
    {
        Expr[] operands = expression.Operands.Select(Expand).ToArray();
        return expression.Kind switch
        {
            ExprKind.Exp => Exponential(operands[0]),
            ExprKind.Log => Logarithm(operands[0]),
            ExprKind.Tanh => HyperbolicTangent(operands[0]),
            ExprKind.Logistic => 1f / (1f + Exponential(-operands[0])),
            _ => operands.Length == 0 ? expression : expression with { Operands = operands.ToEquatableArray() },
        };
    }

    /// <summary>
    /// exp(x) = 2ⁿ · exp(r), r = x − n·ln 2, by Cephes' polynomial of degree 6. The argument is clamped to [−86.6, 88.7], so that the
    /// result is neither denormal nor infinite; NaN stays NaN.
    /// </summary>
    private static Expr Exponential(Expr x)
    {
        Expr clamped = Min(88.7228317f, Max(-86.6433945f, x));
        Expr shifted = MultiplyAdd(clamped, 1.44269502f, Shifter);
        Expr n = shifted - Shifter;
        Expr r = MultiplyAdd(n, 2.12194442e-4f, MultiplyAdd(n, -0.693359375f, clamped));
        Expr p = Polynomial(
            r, 1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f);
        Expr exponential = MultiplyAdd(p, r * r, r) + 1f;
        return Of(ExprKind.ScaleByPowerOfTwo, exponential, shifted);
    }

    /// <summary>log(x) = n·ln 2 + log(m), m in [√½, √2), by Cephes' polynomial of degree 9. For positive normal x.</summary>
    private static Expr Logarithm(Expr x)
    {
        Expr n = Of(ExprKind.Exponent, x);
        Expr f = Of(ExprKind.Mantissa, x) - 1f;
        Expr square = f * f;
        Expr p = Polynomial(
            f,
            7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f, 1.4249322787e-1f, -1.6668057665e-1f,
            2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f);
        Expr low = MultiplyAdd(n, -2.12194440e-4f, (p * f) * square);
        Expr rest = MultiplyAdd(square, -0.5f, low);
        return MultiplyAdd(n, 0.693359375f, f + rest);
    }

    /// <summary>
    /// tanh(x) as a rational function of degree 13 over 6 (Eigen's coefficients). The argument is clamped where the function, with these
    /// roundings, is 1 for the first time: it reaches ±1 and never passes them, so that 1 − tanh² is not negative. With Eigen's own limits,
    /// 7.905 and 7.999, it would stop at 0.9999998 and 0.9999999.
    /// </summary>
    private static Expr HyperbolicTangent(Expr x)
    {
        Expr clamped = Min(TanhLimit, Max(-TanhLimit, x));
        Expr square = clamped * clamped;
        Expr numerator = clamped * Polynomial(
            square,
            -2.76076847742355e-16f, 2.00018790482477e-13f, -8.60467152213735e-11f, 5.12229709037114e-08f, 1.48572235717979e-05f,
            6.37261928875436e-04f, 4.89352455891786e-03f);
        Expr denominator = Polynomial(
            square, 1.19825839466702e-06f, 1.18534705686654e-04f, 2.26843463243900e-03f, 4.89352518554385e-03f);
        return numerator / denominator;
    }

    /// <summary>
    /// A polynomial by Estrin's scheme, highest coefficient first: as many fused multiply-adds as Horner's, but in a tree instead of a
    /// chain, which is what a single sample waits for.
    /// </summary>
    private static Expr Polynomial(Expr x, params float[] coefficients)
    {
        List<Expr> terms = coefficients.AsEnumerable().Reverse().Select(Constant).ToList();
        for (Expr power = x; terms.Count > 1; power = power * power)
        {
            var pairs = new List<Expr>();
            for (int index = 0; index + 1 < terms.Count; index += 2) pairs.Add(MultiplyAdd(terms[index + 1], power, terms[index]));
            if (terms.Count % 2 == 1) pairs.Add(terms[terms.Count - 1]);
            terms = pairs;
        }

        return terms[0];
    }
}
