namespace NNGen;

/// <summary>
/// Elementary functions with the same bits on every platform: made only of IEEE operations (+ − × ÷, fused multiply-add, rounding to an
/// integer) and bit patterns, where <see cref="Math"/> calls whatever C library the platform has. They serve initialisers, schedules and
/// the like, not kernels: a call costs some tens of nanoseconds.
/// </summary>
/// <remarks>
/// A value that needs more than 53 bits on the way is the unevaluated sum of a high and a low part. The polynomials are Taylor series cut
/// where the next term is below a tenth of an ULP.
/// </remarks>
internal static partial class PortableMath
{
    private const double Log2E = 1.4426950408889634;
    private const double Sqrt2 = 1.4142135623730951;

    // ln 2 in two parts; the high one has 32 bits, so that its product with an exponent is exact.
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // 1/3 and 1/5 to twice the precision.
    private const double ThirdHigh = 1d / 3;
    private const double ThirdLow = 1.850371707708594e-17;
    private const double FifthHigh = 1d / 5;
    private const double FifthLow = -1.1102230246251566e-17;

    /// <summary>e to the power of <paramref name="x"/>, within 1 ULP. Above 709.79 it is ∞, below −745.14 it is 0; NaN stays NaN.</summary>
    public static double Exp(double x) => ExpOfSum(x, 0);

    /// <summary>The natural logarithm, within 1 ULP. log 0 = −∞, log ∞ = ∞, of negative numbers and NaN it is NaN.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x)) return x;
        return LogAsSum(x).High;
    }

    /// <summary>
    /// <paramref name="x"/> to the power of <paramref name="y"/>, within 1 ULP, with IEEE 754's special cases: 1 for y = 0 or x = 1 even
    /// when the other is NaN; NaN for a negative x and a y that is not an integer; a negative base and an odd y give a negative result.
    /// </summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        double magnitude = Math.Abs(x);
        if (double.IsInfinity(y))
        {
            if (magnitude == 1) return 1;
            return (magnitude > 1) == (y > 0) ? double.PositiveInfinity : 0;
        }

        bool isInteger = Math.Floor(y) == y;
        bool isOdd = isInteger && Math.Abs(y) < (1L << 53) && ((long)y & 1) != 0;
        double sign = isOdd && double.IsNegative(x) ? -1 : 1;
        if (magnitude == 0 || double.IsInfinity(magnitude)) return sign * ((magnitude == 0) == (y < 0) ? double.PositiveInfinity : 0);
        if (x < 0 && !isInteger) return double.NaN;
        (double high, double low) = LogAsSum(magnitude);
        double product = y * high;

        // Decided here because the low part of an infinite product would be NaN.
        if (product > 710) return sign * double.PositiveInfinity;
        if (product < -746) return sign * 0d;
        return sign * ExpOfSum(product, Math.FusedMultiplyAdd(y, high, -product) + (y * low));
    }

    /// <summary>exp(high + low) = 2^k · exp(r), |r| ≤ ln 2 / 2.</summary>
    private static double ExpOfSum(double high, double low)
    {
        if (double.IsNaN(high)) return high;
        if (high > 710) return double.PositiveInfinity;
        if (high < -746) return 0;
        double k = Math.Round(high * Log2E);
        (double r, double rest) = Sum(Math.FusedMultiplyAdd(-k, Ln2High, high), low - (k * Ln2Low));

        // (exp(r) − 1 − r) / r², whose coefficients are 1/2!, 1/3!, …
        double p = 1d / 6227020800;
        p = Math.FusedMultiplyAdd(p, r, 1d / 479001600);
        p = Math.FusedMultiplyAdd(p, r, 1d / 39916800);
        p = Math.FusedMultiplyAdd(p, r, 1d / 3628800);
        p = Math.FusedMultiplyAdd(p, r, 1d / 362880);
        p = Math.FusedMultiplyAdd(p, r, 1d / 40320);
        p = Math.FusedMultiplyAdd(p, r, 1d / 5040);
        p = Math.FusedMultiplyAdd(p, r, 1d / 720);
        p = Math.FusedMultiplyAdd(p, r, 1d / 120);
        p = Math.FusedMultiplyAdd(p, r, 1d / 24);
        p = Math.FusedMultiplyAdd(p, r, 1d / 6);
        p = Math.FusedMultiplyAdd(p, r, 1d / 2);

        // 1 + r is kept as a sum, so that only the last addition rounds noticeably.
        (double one, double tail) = Sum(1, r);
        double value = one + (tail + Math.FusedMultiplyAdd(r * r, p, rest * one));

        // In two halves: 2^k itself may be out of range where the result is not.
        int half = (int)k / 2;
        return value * PowerOfTwo(half) * PowerOfTwo((int)k - half);
    }

    /// <summary>
    /// log x of a positive finite x to about 70 bits: x = 2^k · m with m in [√½, √2], s = (m − 1) / (m + 1),
    /// log x = k·ln 2 + 2s · (1 + s²/3 + s⁴/5 + …).
    /// </summary>
    private static (double High, double Low) LogAsSum(double x)
    {
        int k = 0;
        if (x < 2.2250738585072014E-308)
        {
            x *= 18014398509481984; // 2⁵⁴: subnormal numbers have no leading bit to read the exponent from.
            k = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        k += (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > Sqrt2)
        {
            m *= 0.5;
            k++;
        }

        double f = m - 1;
        (double divisor, double divisorLow) = Sum(2, f);
        double s = f / divisor;
        double sLow = (Math.FusedMultiplyAdd(-s, divisor, f) - (s * divisorLow)) / divisor;
        (double z, double zLow) = Product(s, sLow, s, sLow);

        double series = 1d / 25;
        series = Math.FusedMultiplyAdd(series, z, 1d / 23);
        series = Math.FusedMultiplyAdd(series, z, 1d / 21);
        series = Math.FusedMultiplyAdd(series, z, 1d / 19);
        series = Math.FusedMultiplyAdd(series, z, 1d / 17);
        series = Math.FusedMultiplyAdd(series, z, 1d / 15);
        series = Math.FusedMultiplyAdd(series, z, 1d / 13);
        series = Math.FusedMultiplyAdd(series, z, 1d / 11);
        series = Math.FusedMultiplyAdd(series, z, 1d / 9);
        series = Math.FusedMultiplyAdd(series, z, 1d / 7);

        // The first terms carry the result and need both parts.
        (double high, double low) = Product(series, 0, z, zLow);
        (high, low) = Sum(high, low, FifthHigh, FifthLow);
        (high, low) = Product(high, low, z, zLow);
        (high, low) = Sum(high, low, ThirdHigh, ThirdLow);
        (high, low) = Product(high, low, z, zLow);
        (high, low) = Sum(high, low, 1, 0);
        (high, low) = Product(high, low, 2 * s, 2 * sLow);
        return Sum(high, low, k * Ln2High, k * Ln2Low);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    /// <summary>a + b exactly, as the rounded sum and its error (Knuth).</summary>
    private static (double High, double Low) Sum(double a, double b)
    {
        double sum = a + b;
        double partOfB = sum - a;
        return (sum, (a - (sum - partOfB)) + (b - partOfB));
    }

    private static (double High, double Low) Sum(double a, double aLow, double b, double bLow)
    {
        (double high, double low) = Sum(a, b);
        return Sum(high, low + (aLow + bLow));
    }

    private static (double High, double Low) Product(double a, double aLow, double b, double bLow)
    {
        double product = a * b;
        double error = Math.FusedMultiplyAdd(a, b, -product);
        return Sum(product, error + Math.FusedMultiplyAdd(a, bLow, aLow * b));
    }
}
