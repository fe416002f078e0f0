namespace NNGen.Tests.Compiler;

/// <summary>
/// The largest errors of the kernels' elementary functions, in units in the last place of the exact result rounded to float. Measured
/// on the prototype with the same coefficients; the kernel tests derive their tolerances from them.
/// </summary>
internal static class ElementaryFunctionErrors
{
    public const double Exp = 1.0;
    public const double Log = 0.75;
    public const double Tanh = 4.4;
    public const double Logistic = 2.2;
}
