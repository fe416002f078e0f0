using System;

namespace NNGen.Tests.Compiler;

/// <summary>
/// A double and a bound of how far the same computation in float32 may be from it, whatever the order of its sums: running error analysis
/// (Higham, Accuracy and Stability of Numerical Algorithms, sections 2.2, 3.1 and 3.3).
/// </summary>
/// <remarks>
/// Every float operation has a relative error of at most u = 2⁻²⁴. A sum of n terms in any order is off by at most γ·Σ|terms|,
/// γ = n·u / (1 − n·u), beside the errors of its terms; products are counted as rounded, though a fused multiply-add does not round them.
/// The elementary functions add the errors that <see cref="ElementaryFunctionErrors"/> asserts. Where an error makes a comparison
/// uncertain, both branches count.
/// </remarks>
internal readonly record struct Bounded(double Value, double Error) : IArithmetic<Bounded>
{
    private const double Roundoff = 1.0 / (1 << 24);

    /// <summary>The spacing of floats relative to their size, at most.</summary>
    private const double Ulp = 2 * Roundoff;

    /// <summary>More than the smallest normal float: the absolute error where results underflow or exp stops at its lower clamp.</summary>
    private const double Tiny = 3e-38;

    public double Largest => Math.Abs(Value) + Error;

    private double Smallest => Math.Max(0, Math.Abs(Value) - Error);

    public static Bounded From(double value) => new(value, 0);

    public static Bounded operator +(Bounded a, Bounded b) => Rounded(a.Value + b.Value, a.Error + b.Error);

    public static Bounded operator -(Bounded a, Bounded b) => Rounded(a.Value - b.Value, a.Error + b.Error);

    public static Bounded operator *(Bounded a, Bounded b) =>
        Rounded(a.Value * b.Value, (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error) + (a.Error * b.Error));

    public static Bounded operator /(Bounded a, Bounded b)
    {
        double quotient = a.Value / b.Value;
        return Rounded(quotient, b.Smallest == 0 ? double.PositiveInfinity : (a.Error + (Math.Abs(quotient) * b.Error)) / b.Smallest);
    }

    public static Bounded operator -(Bounded a) => new(-a.Value, a.Error);

    public static Bounded Abs(Bounded a) => new(Math.Abs(a.Value), a.Error);

    public static Bounded Sqrt(Bounded a)
    {
        double root = Math.Sqrt(a.Value);
        return Rounded(root, a.Error == 0 ? 0 : root - Math.Sqrt(Math.Max(a.Value - a.Error, 0)));
    }

    /// <summary>A whole number within the error: either of two.</summary>
    public static Bounded Floor(Bounded a) =>
        new(Math.Floor(a.Value), Math.Floor(a.Value + a.Error) - Math.Floor(a.Value - a.Error));

    public static Bounded SelectGreater(Bounded a, Bounded b, Bounded then, Bounded otherwise)
    {
        (Bounded chosen, Bounded other) = a.Value > b.Value ? (then, otherwise) : (otherwise, then);
        double uncertainty = a.Error + b.Error;

        // Equal with equal errors: a maximum and the element that it is.
        bool isCertain = uncertainty == 0 || a == b || Math.Abs(a.Value - b.Value) > uncertainty;
        return isCertain ? chosen : new(chosen.Value, Math.Max(chosen.Error, Math.Abs(chosen.Value - other.Value) + other.Error));
    }

    public static Bounded Exp(Bounded a)
    {
        double value = Math.Exp(a.Value);
        return Computed(value, value * (Math.Exp(a.Error) - 1), ElementaryFunctionErrors.Exp);
    }

    public static Bounded Log(Bounded a)
    {
        double error = a.Error == 0 ? 0 : Math.Log(a.Value) - Math.Log(Math.Max(a.Value - a.Error, 0));
        return Computed(Math.Log(a.Value), error, ElementaryFunctionErrors.Log);
    }

    public static Bounded Tanh(Bounded a)
    {
        double flattest = Math.Tanh(a.Smallest);
        return Computed(Math.Tanh(a.Value), a.Error * (1 - (flattest * flattest)), ElementaryFunctionErrors.Tanh);
    }

    public static Bounded Logistic(Bounded a)
    {
        double value = 1 / (1 + Math.Exp(-a.Value));
        double steepest = 1 / (1 + Math.Exp(-a.Smallest));
        return Computed(value, a.Error * steepest * (1 - steepest), ElementaryFunctionErrors.Logistic);
    }

    public static Bounded Expm1(Bounded a)
    {
        double value = ExactFunctions.Expm1(a.Value);
        return Computed(value, Math.Exp(a.Value) * ExactFunctions.Expm1(a.Error), ElementaryFunctionErrors.Expm1);
    }

    public static Bounded Log1p(Bounded a)
    {
        double error = a.Error == 0 ? 0 : a.Error / Math.Max(1 + a.Value - a.Error, 0);
        return Computed(ExactFunctions.Log1p(a.Value), error, ElementaryFunctionErrors.Log1p);
    }

    public static Bounded NormalCdf(Bounded a)
    {
        double steepest = Math.Exp(-0.5 * a.Smallest * a.Smallest) * 0.3989422804014327;
        return Computed(ExactFunctions.NormalCdf(a.Value), a.Error * steepest, ElementaryFunctionErrors.NormalCdf);
    }

    public static Bounded Erf(Bounded a)
    {
        double steepest = Math.Exp(-a.Smallest * a.Smallest) * 1.1283791670955126;
        return Computed(ExactFunctions.Erf(a.Value), a.Error * steepest, ElementaryFunctionErrors.Erf);
    }

    public static Bounded Sin(Bounded a) => Computed(Math.Sin(a.Value), a.Error, ElementaryFunctionErrors.Sin);

    public static Bounded Cos(Bounded a) => Computed(Math.Cos(a.Value), a.Error, ElementaryFunctionErrors.Cos);

    public static Bounded Atan(Bounded a)
    {
        double steepest = 1 / (1 + (a.Smallest * a.Smallest));
        return Computed(Math.Atan(a.Value), a.Error * steepest, ElementaryFunctionErrors.Atan);
    }

    public static Bounded Sum(ReadOnlySpan<Bounded> terms)
    {
        double sum = 0;
        double error = 0;
        double magnitude = 0;
        foreach (Bounded term in terms)
        {
            sum += term.Value;
            error += term.Error;
            magnitude += term.Largest;
        }

        double roundoffs = terms.Length * Roundoff;
        return new(sum, error + (roundoffs / (1 - roundoffs) * magnitude) + Tiny);
    }

    private static Bounded Rounded(double value, double error) => new(value, error + (Roundoff * (Math.Abs(value) + error)) + Tiny);

    private static Bounded Computed(double value, double error, double ulps) =>
        new(value, error + (ulps * Ulp * (Math.Abs(value) + error)) + Tiny);
}
