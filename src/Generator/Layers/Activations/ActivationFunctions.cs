using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Activations;

/// <summary>
/// The element-wise activations, y = f(x). A derivative is given where the symbolic one would lose digits, or would need x where y is
/// enough.
/// </summary>
internal static class ActivationFunctions
{
    // Beyond it mish and x are the same float.
    private const float MishLimit = 20f;

    private static readonly Expr X = Expr.Input(0);

    /// <summary>y itself, in a derivative over the output.</summary>
    private static readonly Expr Y = Expr.Input(0);

    public static readonly ElementwiseFunction Sigmoid = new(Expr.Logistic(X));

    public static readonly ElementwiseFunction Tanh = new(Expr.Tanh(X));

    public static readonly ElementwiseFunction ReLU = new(Expr.Max(0f, X));

    public static readonly ElementwiseFunction BinaryStep = new(Expr.SelectGreater(0f, X, 0f, 1f));

    public static readonly ElementwiseFunction Arctan = new(Expr.Atan(X));

    public static readonly ElementwiseFunction SELU = Exponential(1.05070099f, 1.67326324f);

    /// <summary>x·Φ(x).</summary>
    public static readonly ElementwiseFunction GELU = new(X * Expr.NormalCdf(X));

    /// <summary>log(1 + exp(x)) without overflow; the derivative, the logistic function, over y.</summary>
    public static readonly ElementwiseFunction Softplus = new(Expr.Max(0f, X) + Expr.Log1p(Expr.Exp(-Expr.Abs(X))))
    {
        OverOutput = -Expr.Expm1(-Y),
    };

    public static readonly ElementwiseFunction SiLU = new(X * Expr.Logistic(X));

    /// <summary>x·σ(2u) is ½·x·(1 + tanh u), but keeps its digits where the tangent is almost −1.</summary>
    public static readonly ElementwiseFunction GELUTanh = new(X * Expr.Logistic(X * (1.5957691216f + (0.0713548163f * X * X))));

    public static readonly ElementwiseFunction HardSigmoid = Clipped((X * (1f / 6)) + 0.5f, 0f, 1f, 1f / 6) with { IsProbability = true };

    public static readonly ElementwiseFunction HardTanh = Clipped(X, -1f, 1f, 1f);

    public static readonly ElementwiseFunction HardSwish = new(X * Expr.Min(1f, Expr.Max(0f, (X * (1f / 6)) + 0.5f)));

    public static readonly ElementwiseFunction ReLU6 = Clipped(X, 0f, 6f, 1f);

    public static readonly ElementwiseFunction Softsign = Softsigned();

    public static readonly ElementwiseFunction Mish = Mished();

    public static ElementwiseFunction LeakyReLU(float slope)
    {
        // 0·x would fold to 0 and make a number of NaN.
        Expr function = slope == 0 ? Expr.Max(0f, X) : Expr.SelectGreater(X, 0f, X, slope * X);

        // With a slope of at least 0 the output's sign tells the branch, and the input need not be kept.
        return new ElementwiseFunction(function) { OverOutput = slope >= 0 ? Expr.SelectGreater(Y, 0f, 1f, slope) : null };
    }

    public static ElementwiseFunction ELU(float alpha) => Exponential(1f, alpha);

    public static ElementwiseFunction CELU(float alpha) => new(Expr.Max(0f, X) + Expr.Min(0f, alpha * Expr.Expm1(X * (1f / alpha))))
    {
        OverOutput = Expr.SelectGreater(Y, 0f, 1f, 1f + (Y * (1f / alpha))),
    };

    public static ElementwiseFunction ThresholdedReLU(float threshold) => new(Expr.SelectGreater(X, threshold, X, 0f))
    {
        OverOutput = threshold >= 0 ? Expr.SelectGreater(Y, 0f, 1f, 0f) : null,
    };

    /// <summary>A straight line that is cut off at both ends: the output tells where.</summary>
    private static ElementwiseFunction Clipped(Expr line, float low, float high, float slope) => new(Expr.Min(high, Expr.Max(low, line)))
    {
        OverOutput = Expr.SelectGreater(Y, low, Expr.SelectGreater(high, Y, slope, 0f), 0f),
    };

    /// <summary>scale · (x > 0 ? x : alpha·(exp(x) − 1)); with an alpha of at least 0 the output's sign tells the branch.</summary>
    private static ElementwiseFunction Exponential(float scale, float alpha) =>
        new(Expr.SelectGreater(X, 0f, scale * X, (scale * alpha) * Expr.Expm1(X)))
        {
            OverOutput = alpha >= 0 ? Expr.SelectGreater(Y, 0f, scale, Y + (scale * alpha)) : null,
        };

    private static ElementwiseFunction Softsigned()
    {
        Expr root = 1f / (1f + Expr.Abs(X));
        return new ElementwiseFunction(X / (1f + Expr.Abs(X))) { OverInput = root * root };
    }

    /// <summary>tanh(log(1 + e)) = n / (n + 2) with e = exp(x) and n = e·(e + 2): one exponential, and no difference of almost equals.</summary>
    private static ElementwiseFunction Mished()
    {
        Expr e = Expr.Exp(Expr.Min(MishLimit, X));
        Expr n = e * (e + 2f);
        Expr tanh = n / (n + 2f);
        return new ElementwiseFunction(X * tanh) { OverInput = tanh + (X * (4f * e * (e + 1f) / ((n + 2f) * (n + 2f)))) };
    }
}

/// <summary>An element-wise function of input 0, which the compiler differentiates.</summary>
/// <param name="Function">y over x.</param>
internal sealed record ElementwiseFunction(Expr Function)
{
    /// <summary>y′ over y, where x need not be kept then; else null.</summary>
    public Expr? OverOutput { get; init; }

    /// <summary>y′ over x, where the symbolic derivative would lose digits; else null.</summary>
    public Expr? OverInput { get; init; }

    /// <summary>Whether y may be a probability, so that a loss of probabilities can stand behind it.</summary>
    public bool IsProbability { get; init; }
}
