using System;

namespace NNGen.Tests.Compiler;

/// <summary>Functions in double that .NET lacks, or has with a cancellation: within a few units of 1e-16, relative to their values.</summary>
internal static class ExactFunctions
{
    // Up to here the series of erf loses no more than a digit; the continued fraction converges quickly from there.
    private const double SeriesLimit = 2.5;

    /// <summary>exp(x) − 1 (Kahan's way: the rounding of exp is the same in both places).</summary>
    public static double Expm1(double x)
    {
        double exponential = Math.Exp(x);
        if (exponential == 1) return x;
        double difference = exponential - 1;
        return difference == -1 || double.IsInfinity(exponential) ? difference : difference * x / Math.Log(exponential);
    }

    /// <summary>log(1 + x), likewise.</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>The standard normal distribution function.</summary>
    public static double NormalCdf(double x) => x > 0 ? 1 - NormalCdf(-x) : 0.5 * Erfc(-x / Math.Sqrt(2));

    public static double Erf(double x) => Math.Abs(x) < SeriesLimit ? Series(x) : Math.CopySign(1 - Fraction(Math.Abs(x)), x);

    /// <summary>1 − erf(x) for x of at least 0.</summary>
    private static double Erfc(double x) => x < 0.5 ? 1 - Series(x) : Fraction(x);

    /// <summary>2/√π · exp(−x²) · Σ 2ⁿ·x²ⁿ⁺¹ / (2n + 1)!!: all terms have the same sign.</summary>
    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-18; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>exp(−x²)/√π / (x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), from its end.</summary>
    private static double Fraction(double x)
    {
        double denominator = x;
        for (int k = 30 + (int)(200 / (x * x)); k > 0; k--) denominator = x + (k / 2.0 / denominator);
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * denominator);
    }
}
