using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace NNGen.Benchmarks.Functions;

/// <summary>An activation as one writes it with .NET's vectors and their functions, and its exact value.</summary>
internal interface IActivationFormula
{
    static abstract Vector512<float> Apply(Vector512<float> x);

    static abstract double Exact(double x);
}

internal readonly struct ReLUFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) => Max(x, Vector512<float>.Zero);

    public static double Exact(double x) => Math.Max(x, 0);
}

internal readonly struct LeakyReLUFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) => ConditionalSelect(GreaterThan(x, Vector512<float>.Zero), x, x * 0.1f);

    public static double Exact(double x) => x > 0 ? x : 0.1f * x;
}

internal readonly struct ELUFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) =>
        ConditionalSelect(GreaterThan(x, Vector512<float>.Zero), x, Exp(x) - Vector512<float>.One);

    public static double Exact(double x) => x > 0 ? x : ExactFormulas.Expm1(x);
}

internal readonly struct SELUFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) =>
        ConditionalSelect(GreaterThan(x, Vector512<float>.Zero), x, (Exp(x) - Vector512<float>.One) * 1.67326324f) * 1.05070099f;

    public static double Exact(double x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * ExactFormulas.Expm1(x));
}

internal readonly struct CELUFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) =>
        Max(x, Vector512<float>.Zero) + Min((Exp(x * 2) - Vector512<float>.One) * 0.5f, Vector512<float>.Zero);

    public static double Exact(double x) => x > 0 ? x : 0.5 * ExactFormulas.Expm1(2 * x);
}

/// <summary>.NET has no error function for vectors: the approximation by a tangent stands for the exact form too.</summary>
internal readonly struct GELUFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) => GELUTanhFormula.Apply(x);

    public static double Exact(double x) => x * ExactFormulas.NormalCdf(x);
}

internal readonly struct GELUTanhFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x)
    {
        Vector512<float> u = x * (Create(1.5957691216f) + (x * x * 0.0713548163f));
        return x / (Vector512<float>.One + Exp(-u));
    }

    public static double Exact(double x) => x / (1 + Math.Exp(-2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));
}

internal readonly struct SiLUFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) => x / (Vector512<float>.One + Exp(-x));

    public static double Exact(double x) => x / (1 + Math.Exp(-x));
}

internal readonly struct MishFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x)
    {
        Vector512<float> e = Exp(Min(x, Create(20f)));
        Vector512<float> n = e * (e + Create(2f));
        return x * (n / (n + Create(2f)));
    }

    public static double Exact(double x) => x * Math.Tanh(ExactFormulas.Log1p(Math.Exp(x)));
}

internal readonly struct SoftplusFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) =>
        Max(x, Vector512<float>.Zero) + Log(Vector512<float>.One + Exp(-Abs(x)));

    public static double Exact(double x) => Math.Max(x, 0) + ExactFormulas.Log1p(Math.Exp(-Math.Abs(x)));
}

internal readonly struct SoftsignFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) => x / (Vector512<float>.One + Abs(x));

    public static double Exact(double x) => x / (1 + Math.Abs(x));
}

internal readonly struct SigmoidFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    public static double Exact(double x) => 1 / (1 + Math.Exp(-x));
}

internal readonly struct HardSigmoidFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) => Min(Max((x * (1f / 6)) + Create(0.5f), Vector512<float>.Zero), Vector512<float>.One);

    public static double Exact(double x) => Math.Clamp((x / 6) + 0.5, 0, 1);
}

/// <summary>.NET has no tangent for vectors: 1 − 2 / (exp(2x) + 1).</summary>
internal readonly struct TanhFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) =>
        Vector512<float>.One - (Create(2f) / (Exp(x + x) + Vector512<float>.One));

    public static double Exact(double x) => Math.Tanh(x);
}

internal readonly struct HardTanhFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) => Min(Max(x, Create(-1f)), Vector512<float>.One);

    public static double Exact(double x) => Math.Clamp(x, -1, 1);
}

internal readonly struct HardSwishFormula : IActivationFormula
{
    public static Vector512<float> Apply(Vector512<float> x) => x * HardSigmoidFormula.Apply(x);

    public static double Exact(double x) => x * Math.Clamp((x / 6) + 0.5, 0, 1);
}
