using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace NNGen.Benchmarks.Functions;

/// <summary>A loss of one output as one writes it with .NET's vectors and their functions: its value and its gradient.</summary>
internal interface ILossFormula
{
    static abstract (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t);

    static abstract double Exact(double y, double t);
}

internal readonly struct SquaredFormula : ILossFormula
{
    public static (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t) => ((y - t) * (y - t), (y - t) * 2);

    public static double Exact(double y, double t) => (y - t) * (y - t);
}

internal readonly struct AbsoluteFormula : ILossFormula
{
    public static (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t)
    {
        Vector512<float> rising = ConditionalSelect(GreaterThan(y, t), Vector512<float>.One, Vector512<float>.Zero);
        return (Abs(y - t), ConditionalSelect(GreaterThan(t, y), -Vector512<float>.One, rising));
    }

    public static double Exact(double y, double t) => Math.Abs(y - t);
}

internal readonly struct HuberFormula : ILossFormula
{
    public static (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t)
    {
        Vector512<float> e = y - t;
        Vector512<float> distance = Abs(e);
        Vector512<float> value = ConditionalSelect(GreaterThan(distance, Vector512<float>.One), distance - Create(0.5f), e * e * 0.5f);
        return (value, Min(Max(e, -Vector512<float>.One), Vector512<float>.One));
    }

    public static double Exact(double y, double t) => Math.Abs(y - t) > 1 ? Math.Abs(y - t) - 0.5 : (y - t) * (y - t) / 2;
}

/// <summary>|e| + log(1 + exp(−2|e|)) − log 2, as Keras has it.</summary>
internal readonly struct LogCoshFormula : ILossFormula
{
    public static (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t)
    {
        Vector512<float> e = y - t;
        Vector512<float> value = Abs(e) + Log(Vector512<float>.One + Exp(Abs(e) * -2)) - Create(0.693147182f);
        return (value, TanhFormula.Apply(e));
    }

    public static double Exact(double y, double t) => ExactFormulas.Log1p(Math.Pow(Math.Sinh(y - t), 2)) / 2;
}

internal readonly struct BinaryFormula : ILossFormula
{
    public static (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t) =>
        (Max(y, Vector512<float>.Zero) - (y * t) + Log(Vector512<float>.One + Exp(-Abs(y))), SigmoidFormula.Apply(y) - t);

    public static double Exact(double y, double t) => Math.Max(y, 0) - (y * t) + ExactFormulas.Log1p(Math.Exp(-Math.Abs(y)));
}

/// <summary>γ = 2, α = 0.25.</summary>
internal readonly struct FocalFormula : ILossFormula
{
    public static (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t)
    {
        (Vector512<float> entropy, Vector512<float> slope) = BinaryFormula.Apply(y, t);
        Vector512<float> p = SigmoidFormula.Apply(y);
        Vector512<float> m = p + (t * (Vector512<float>.One - (p + p)));
        Vector512<float> balance = Create(0.75f) - (t * 0.5f);
        Vector512<float> missing = (Vector512<float>.One - (t + t)) * p * (Vector512<float>.One - p);
        return (balance * m * m * entropy, balance * m * ((missing * entropy * 2) + (m * slope)));
    }

    public static double Exact(double y, double t)
    {
        double p = 1 / (1 + Math.Exp(-y));
        double m = t > 0.5 ? 1 / (1 + Math.Exp(y)) : p;
        return (t > 0.5 ? 0.25 : 0.75) * m * m * BinaryFormula.Exact(y, t);
    }
}

internal readonly struct PoissonFormula : ILossFormula
{
    public static (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t) => (Exp(y) - (t * y), Exp(y) - t);

    public static double Exact(double y, double t) => Math.Exp(y) - (t * y);
}

internal readonly struct HingeFormula : ILossFormula
{
    public static (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t)
    {
        Vector512<float> sign = ConditionalSelect(GreaterThan(t, Vector512<float>.Zero), Vector512<float>.One, -Vector512<float>.One);
        Vector512<float> margin = Max(Vector512<float>.One - (sign * y), Vector512<float>.Zero);
        return (margin, ConditionalSelect(GreaterThan(margin, Vector512<float>.Zero), -sign, Vector512<float>.Zero));
    }

    public static double Exact(double y, double t) => Math.Max(0, 1 - ((t > 0 ? 1 : -1) * y));
}

internal readonly struct SquaredHingeFormula : ILossFormula
{
    public static (Vector512<float> Value, Vector512<float> Gradient) Apply(Vector512<float> y, Vector512<float> t)
    {
        Vector512<float> sign = ConditionalSelect(GreaterThan(t, Vector512<float>.Zero), Vector512<float>.One, -Vector512<float>.One);
        Vector512<float> margin = Max(Vector512<float>.One - (sign * y), Vector512<float>.Zero);
        return (margin * margin, margin * sign * -2);
    }

    public static double Exact(double y, double t) => Math.Pow(HingeFormula.Exact(y, t), 2);
}
