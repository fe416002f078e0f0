using System;

namespace NNGen.Tests.Compiler;

/// <summary>
/// The numbers that the interpreter computes with: plain doubles, or doubles that carry the error a float computation may have.
/// </summary>
internal interface IArithmetic<TSelf>
    where TSelf : struct, IArithmetic<TSelf>
{
    static abstract TSelf From(double value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Floor(TSelf a);

    static abstract TSelf SelectGreater(TSelf a, TSelf b, TSelf then, TSelf otherwise);

    static abstract TSelf Exp(TSelf a);

    static abstract TSelf Log(TSelf a);

    static abstract TSelf Tanh(TSelf a);

    static abstract TSelf Logistic(TSelf a);

    static abstract TSelf Expm1(TSelf a);

    static abstract TSelf Log1p(TSelf a);

    static abstract TSelf NormalCdf(TSelf a);

    static abstract TSelf Erf(TSelf a);

    static abstract TSelf Sin(TSelf a);

    static abstract TSelf Cos(TSelf a);

    static abstract TSelf Atan(TSelf a);

    /// <summary>The sum, in whatever order.</summary>
    static abstract TSelf Sum(ReadOnlySpan<TSelf> terms);
}

/// <summary>A double and nothing else.</summary>
internal readonly record struct Real(double Value) : IArithmetic<Real>
{
    public static Real From(double value) => new(value);

    public static Real operator +(Real a, Real b) => new(a.Value + b.Value);

    public static Real operator -(Real a, Real b) => new(a.Value - b.Value);

    public static Real operator *(Real a, Real b) => new(a.Value * b.Value);

    public static Real operator /(Real a, Real b) => new(a.Value / b.Value);

    public static Real operator -(Real a) => new(-a.Value);

    public static Real Abs(Real a) => new(Math.Abs(a.Value));

    public static Real Sqrt(Real a) => new(Math.Sqrt(a.Value));

    public static Real Floor(Real a) => new(Math.Floor(a.Value));

    public static Real SelectGreater(Real a, Real b, Real then, Real otherwise) => a.Value > b.Value ? then : otherwise;

    public static Real Exp(Real a) => new(Math.Exp(a.Value));

    public static Real Log(Real a) => new(Math.Log(a.Value));

    public static Real Tanh(Real a) => new(Math.Tanh(a.Value));

    public static Real Logistic(Real a) => new(1 / (1 + Math.Exp(-a.Value)));

    public static Real Expm1(Real a) => new(ExactFunctions.Expm1(a.Value));

    public static Real Log1p(Real a) => new(ExactFunctions.Log1p(a.Value));

    public static Real NormalCdf(Real a) => new(ExactFunctions.NormalCdf(a.Value));

    public static Real Erf(Real a) => new(ExactFunctions.Erf(a.Value));

    public static Real Sin(Real a) => new(Math.Sin(a.Value));

    public static Real Cos(Real a) => new(Math.Cos(a.Value));

    public static Real Atan(Real a) => new(Math.Atan(a.Value));

    public static Real Sum(ReadOnlySpan<Real> terms)
    {
        double sum = 0;
        foreach (Real term in terms) sum += term.Value;
        return new Real(sum);
    }
}
