namespace NNGen;

/// <content>Sine and cosine.</content>
internal static partial class PortableMath
{
    private const double TwoOverPi = 0.6366197723675814;

    // π/2 to 159 bits.
    private const double HalfPi1 = 1.5707963267948966;
    private const double HalfPi2 = 6.123233995736766e-17;
    private const double HalfPi3 = -1.4973849048591698e-33;

    // Up to here the multiple of π/2 and its three products are accurate; beyond, a longer π would be needed.
    private const double LargestAngle = 1 << 30;

    /// <summary>The cosine of an angle in radians, within 1 ULP for |x| ≤ 2³⁰; NaN beyond, and for NaN.</summary>
    public static double Cos(double x) => OfAngle(x, 1);

    /// <summary>The sine of an angle in radians, within 1 ULP for |x| ≤ 2³⁰; NaN beyond, and for NaN. The sine of −0 is −0.</summary>
    public static double Sin(double x) => x == 0 ? x : OfAngle(x, 0);

    /// <summary>sin(x + quarterTurns · π/2).</summary>
    private static double OfAngle(double x, int quarterTurns)
    {
        if (!(Math.Abs(x) <= LargestAngle)) return double.NaN;
        double k = Math.Round(x * TwoOverPi);

        // The first difference is exact: its operands are multiples of the same power of two and it is smaller than both.
        double difference = Math.FusedMultiplyAdd(-k, HalfPi1, x);
        double product = k * HalfPi2;
        double productLow = Math.FusedMultiplyAdd(k, HalfPi2, -product) + (k * HalfPi3);
        (double r, double rLow) = Sum(difference, 0, -product, -productLow);

        int quadrant = ((int)k + quarterTurns) & 3;
        double value = (quadrant & 1) == 0 ? SinOfSum(r, rLow) : CosOfSum(r, rLow);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>sin(r + rLow) for |r| ≤ π/4: r − r³/3! + r⁵/5! − …, and rLow · cos r.</summary>
    private static double SinOfSum(double r, double rLow)
    {
        double z = r * r;
        double p = 1d / 355687428096000;
        p = Math.FusedMultiplyAdd(p, z, -1d / 1307674368000);
        p = Math.FusedMultiplyAdd(p, z, 1d / 6227020800);
        p = Math.FusedMultiplyAdd(p, z, -1d / 39916800);
        p = Math.FusedMultiplyAdd(p, z, 1d / 362880);
        p = Math.FusedMultiplyAdd(p, z, -1d / 5040);
        p = Math.FusedMultiplyAdd(p, z, 1d / 120);
        p = Math.FusedMultiplyAdd(p, z, -1d / 6);
        return r + Math.FusedMultiplyAdd(p, z * r, rLow * (1 - (0.5 * z)));
    }

    /// <summary>cos(r + rLow) for |r| ≤ π/4: 1 − r²/2! + r⁴/4! − …, and −rLow · sin r.</summary>
    private static double CosOfSum(double r, double rLow)
    {
        double z = r * r;
        double p = -1d / 6402373705728000;
        p = Math.FusedMultiplyAdd(p, z, 1d / 20922789888000);
        p = Math.FusedMultiplyAdd(p, z, -1d / 87178291200);
        p = Math.FusedMultiplyAdd(p, z, 1d / 479001600);
        p = Math.FusedMultiplyAdd(p, z, -1d / 3628800);
        p = Math.FusedMultiplyAdd(p, z, 1d / 40320);
        p = Math.FusedMultiplyAdd(p, z, -1d / 720);
        p = Math.FusedMultiplyAdd(p, z, 1d / 24);

        // 1 − z/2 is kept as a sum with what its rounding lost.
        double half = 0.5 * z;
        (double high, double low) = Sum(1, -half);
        return high + (low + Math.FusedMultiplyAdd(p, z * z, -r * rLow));
    }
}
