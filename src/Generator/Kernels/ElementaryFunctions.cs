using NNGen.Generator.Algorithms;
using static NNGen.Generator.Algorithms.Expr;

namespace NNGen.Generator.Kernels;

/// <summary>
/// The elementary functions as float-only expressions of a few multiply-adds. They are printed into the kernels, so they are fast from the
/// first call and give the same bits at every width. What they are off by, in units in the last place and over every float of their
/// domains, stands in <c>ElementaryFunctionErrors</c> of the tests, which hold them to it, and in <c>docs/decisions/0006-elementary-functions.md</c>.
/// </summary>
internal static class ElementaryFunctions
{
    private const float Shifter = 12582912f; // 1.5 · 2²³: adding it rounds to an integer, which then stands in the low mantissa bits.
    private const float SignShifter = 49152f; // 1.5 · 2¹⁵: here an integer stands eight bits higher.
    private const float LeastExponent = -86.6433945f;
    private const float TanhLimit = 8.03365707f;

    // π as a sum of floats.
    private const float Pi1 = 3.14159274f;
    private const float Pi2 = -8.742278e-8f;
    private const float Pi3 = -3.430249e-15f;

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
            ExprKind.Expm1 => ExponentialMinusOne(operands[0]),
            ExprKind.Log1p => LogarithmOfOnePlus(operands[0]),
            ExprKind.NormalCdf => NormalDistribution(operands[0]),
            ExprKind.Erf => ErrorFunction(operands[0]),
            ExprKind.Sin => Sine(operands[0]),
            ExprKind.Cos => Cosine(operands[0]),
            ExprKind.Atan => Arctangent(operands[0]),
            _ => operands.Length == 0 ? expression : expression with { Operands = operands.ToEquatableArray() },
        };
    }

    /// <summary>
    /// exp(x) = 2ⁿ · exp(r), r = x − n·ln 2, by Cephes' polynomial of degree 6. The argument is clamped to [−86.6, 88.7], so that the
    /// result is neither denormal nor infinite; NaN stays NaN.
    /// </summary>
    private static Expr Exponential(Expr x)
    {
        (Expr shifted, Expr r) = SplitExponent(Min(88.7228317f, Max(LeastExponent, x)));
        Expr p = Polynomial(
            r, 1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f);
        return Of(ExprKind.ScaleByPowerOfTwo, MultiplyAdd(p, r * r, r) + 1f, shifted);
    }

    /// <summary>
    /// exp(x) − 1 = 2ⁿ · (exp(r) − 1) + (2ⁿ − 1): with n = 0 nothing cancels, otherwise the difference is far from 0. The argument is
    /// clamped to [−86.6, 88.3].
    /// </summary>
    private static Expr ExponentialMinusOne(Expr x)
    {
        (Expr shifted, Expr r) = SplitExponent(Min(88.3f, Max(LeastExponent, x)));
        Expr p = Polynomial(r, 1.9845885e-4f, 1.3940721e-3f, 8.33339e-3f, 4.166636e-2f, 1.6666666e-1f, 0.5f);
        Expr power = Of(ExprKind.ScaleByPowerOfTwo, 1f, shifted);
        return MultiplyAdd(MultiplyAdd(p, r * r, r), power, power - 1f);
    }

    /// <summary>x = n·ln 2 + r: n in the low mantissa bits, and r.</summary>
    private static (Expr Shifted, Expr R) SplitExponent(Expr x)
    {
        Expr shifted = MultiplyAdd(x, 1.44269502f, Shifter);
        Expr n = shifted - Shifter;
        return (shifted, MultiplyAdd(n, 2.12194442e-4f, MultiplyAdd(n, -0.693359375f, x)));
    }

    /// <summary>log(x) = n·ln 2 + log(m), m in [√½, √2). For positive normal x.</summary>
    private static Expr Logarithm(Expr x) => LogarithmOf(Of(ExprKind.Exponent, x), Of(ExprKind.Mantissa, x) - 1f);

    /// <summary>
    /// log(1 + x) as the logarithm of the rounded sum, to whose mantissa is added what the rounding has cut off. For x above −1.
    /// </summary>
    private static Expr LogarithmOfOnePlus(Expr x)
    {
        Expr sum = 1f + x;
        Expr n = Of(ExprKind.Exponent, sum);
        Expr lost = x - (sum - 1f);
        Expr scale = Of(ExprKind.ScaleByPowerOfTwo, 1f, Shifter - Min(126f, n));
        return LogarithmOf(n, MultiplyAdd(lost, scale, Of(ExprKind.Mantissa, sum) - 1f));
    }

    /// <summary>n·ln 2 + log(1 + f), f in [√½ − 1, √2 − 1), by Cephes' polynomial of degree 9.</summary>
    private static Expr LogarithmOf(Expr n, Expr f)
    {
        Expr square = f * f;
        Expr p = Polynomial(
            f,
            7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f, 1.4249322787e-1f, -1.6668057665e-1f,
            2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f);
        Expr low = MultiplyAdd(n, -2.12194440e-4f, (p * f) * square);
        Expr rest = MultiplyAdd(square, -0.5f, low);
        return MultiplyAdd(n, 0.693359375f, f + rest);
    }

    /// <summary>Φ(x): the tail of |x|, or what it leaves of 1.</summary>
    private static Expr NormalDistribution(Expr x)
    {
        Expr tail = NormalTail(Abs(x));
        return SelectGreater(x, 0f, 1f - tail, tail);
    }

    /// <summary>
    /// Φ(−a) = exp(−a²/2) · t·P(t) for a of at least 0, t = 1 / (1 + a/4), by a polynomial of degree 8 (least maximum of the relative
    /// error, 4.8e-8). The rounding of a², which the exponential would magnify by a²/2, is put right to first order.
    /// </summary>
    private static Expr NormalTail(Expr a)
    {
        Expr clamped = Min(13.2f, a);
        Expr t = 1f / MultiplyAdd(clamped, 0.25f, 1f);
        Expr square = clamped * clamped;
        Expr lost = MultiplyAdd(clamped, clamped, -square);
        Expr exponential = Exponential(-0.5f * square);
        Expr p = Polynomial(
            t,
            2.6650622e-2f, -1.573991e-1f, 3.0580583e-1f, -2.1713395e-1f, 2.0982528e-1f, 2.9375397e-2f, 1.0469159e-1f, 9.837827e-2f,
            9.980605e-2f);
        return MultiplyAdd(exponential, -0.5f * lost, exponential) * (p * t);
    }

    /// <summary>erf(x) = x + x·P(x²) up to 1 (degree 6, relative error 1.3e-9), beyond it 1 − 2·Φ(−√2·x), with the sign of x.</summary>
    private static Expr ErrorFunction(Expr x)
    {
        Expr magnitude = Abs(x);
        Expr p = Polynomial(
            x * x, 7.853858e-5f, -8.0101925e-4f, 5.1883277e-3f, -2.6853811e-2f, 1.12835854e-1f, -3.7612626e-1f, 1.28379167e-1f);
        Expr near = MultiplyAdd(p, x, x);
        Expr far = MultiplyAdd(NormalTail(1.41421354f * magnitude), -2f, 1f);
        return SelectGreater(magnitude, 1f, SelectGreater(x, 0f, far, -far), near);
    }

    /// <summary>sin(x) = (−1)ⁿ · sin(x − n·π).</summary>
    private static Expr Sine(Expr x)
    {
        Expr n = MultiplyAdd(x, 0.318309873f, Shifter) - Shifter;
        return WithSignOf(n, SineOfRest(x, n));
    }

    /// <summary>cos(x) = (−1)ⁿ⁺¹ · sin(x − (n + ½)·π).</summary>
    private static Expr Cosine(Expr x)
    {
        Expr n = (MultiplyAdd(x, 0.318309873f, -0.5f) + Shifter) - Shifter;
        return WithSignOf(n + 1f, SineOfRest(x, n + 0.5f));
    }

    /// <summary>
    /// sin(x − n·π) by a polynomial of degree 9 (relative error 6.1e-9). π is the sum of three floats: the first product leaves a rest that
    /// is exact. Where |x| is above 51,400 the number of turns no longer fits, and the result is some number of [−1, 1].
    /// </summary>
    private static Expr SineOfRest(Expr x, Expr n)
    {
        Expr rest = MultiplyAdd(n, -Pi3, MultiplyAdd(n, -Pi2, MultiplyAdd(n, -Pi1, x)));

        // A quarter turn, and what the rounding of n may add to it.
        Expr r = Min(1.58f, Max(-1.58f, rest));
        Expr square = r * r;
        return MultiplyAdd(Polynomial(square, 2.6054558e-6f, -1.9809464e-4f, 8.333065e-3f, -1.666666e-1f) * square, r, r);
    }

    /// <summary>
    /// (−1)ⁿ · value: with a shifter of 1.5·2¹⁵ the last bit of n is moved to the place of the sign. A larger n would change more than that.
    /// </summary>
    private static Expr WithSignOf(Expr n, Expr value) =>
        Of(ExprKind.ScaleByPowerOfTwo, value, Min(16383f, Max(-16383f, n)) + SignShifter);

    /// <summary>atan(x) by a polynomial of degree 19 up to 1 (relative error 2.6e-9), beyond it π/2 − atan(1/x).</summary>
    private static Expr Arctangent(Expr x)
    {
        Expr magnitude = Abs(x);
        Expr t = Min(1f, magnitude) / Max(1f, magnitude);
        Expr square = t * t;
        Expr p = Polynomial(
            square,
            -1.7935939e-3f, 1.0914481e-2f, -3.1177612e-2f, 5.795736e-2f, -8.403437e-2f, 1.0952181e-1f, -1.4264241e-1f, 1.9998549e-1f,
            -3.33333e-1f);
        Expr near = MultiplyAdd(p * square, t, t);
        Expr angle = SelectGreater(magnitude, 1f, 1.57079637f - near, near);
        return SelectGreater(0f, x, -angle, angle);
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
