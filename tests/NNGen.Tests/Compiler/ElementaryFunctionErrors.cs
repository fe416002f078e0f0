namespace NNGen.Tests.Compiler;

/// <summary>
/// The largest errors of the kernels' elementary functions, in units in the last place of the exact result rounded to float: measured
/// over every float of their domains by <see cref="ElementaryFunctionTests"/> (1.0392, 0.8560, 5.5912 and 2.4807, the same on both
/// targets) and rounded up. The kernel tests derive their tolerances from them.
/// </summary>
internal static class ElementaryFunctionErrors
{
    public const double Exp = 1.04;
    public const double Log = 0.86;
    public const double Tanh = 5.6;
    public const double Logistic = 2.49;
}
