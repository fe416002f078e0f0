namespace NNGen.Benchmarks.Functions;

/// <summary>Functions in double that .NET lacks, or has with a cancellation.</summary>
internal static class ExactFormulas
{
    public static double Expm1(double x)
    {
        double exponential = Math.Exp(x);
        if (exponential == 1) return x;
        return exponential == 0 ? -1 : (exponential - 1) * x / Math.Log(exponential);
    }

    public static double Log1p(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * (x / ((1 + x) - 1));

    /// <summary>The normal distribution function: a series near 0, a continued fraction in the tail.</summary>
    public static double NormalCdf(double x)
    {
        if (x > 0) return 1 - NormalCdf(-x);
        double density = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
        if (x < -2)
        {
            double denominator = -x;
            for (int k = 200; k > 0; k--) denominator = -x + (k / denominator);
            return density / denominator;
        }

        double term = x;
        double sum = x;
        for (int n = 1; n < 100; n++) sum += term *= x * x / ((2 * n) + 1);
        return 0.5 + (density * sum);
    }
}
