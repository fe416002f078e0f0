namespace NNGen.Tests.Compiler;

/// <summary>
/// The largest errors of the kernels' elementary functions, in units in the last place of the exact result rounded to float: measured
/// over the floats of their domains by <see cref="ElementaryFunctionTests"/>, the same on both targets, and rounded up. The kernel tests
/// derive their tolerances from them.
/// </summary>
internal static class ElementaryFunctionErrors
{
    public const double Exp = 1.04;
    public const double Log = 0.86;
    public const double Tanh = 5.6;
    public const double Logistic = 2.49;
    public const double Expm1 = 1.4;
    public const double Log1p = 1.4;
    public const double NormalCdf = 8;
    public const double Erf = 1.5;
    public const double Sin = 2.3;
    public const double Cos = 2.4;
    public const double Atan = 1.7;
}
