using System.Numerics;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// Sums over long spans of floats, in double: for norms, penalties and line searches. Element i is added to sum i mod 16, and the sums are
/// added up in order, so that the result is the same, to the bit, for every width of the vectors.
/// </summary>
internal static class WideSums
{
    private const int Lanes = 16;

    private interface ITerm
    {
        static abstract Vector<double> Of(Vector<double> a, Vector<double> b);
    }

    /// <summary>Σ aᵢ·bᵢ. A product of two floats is exact in double.</summary>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Sum<Product>(a, b);

    /// <summary>Σ |aᵢ|.</summary>
    public static double Absolutes(ReadOnlySpan<float> a) => Sum<Magnitude>(a, a);

    private static double Sum<TTerm>(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
        where TTerm : struct, ITerm
    {
        Span<double> sums = stackalloc double[Lanes];
        int whole = a.Length - (a.Length % Lanes);
        Add<TTerm>(a[..whole], b[..whole], sums);
        if (whole < a.Length)
        {
            Span<float> restA = stackalloc float[Lanes];
            Span<float> restB = stackalloc float[Lanes];
            a[whole..].CopyTo(restA);
            b[whole..].CopyTo(restB);
            Add<TTerm>(restA, restB, sums);
        }

        double total = 0;
        foreach (double sum in sums) total += sum;
        return total;
    }

    private static void Add<TTerm>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<double> sums)
        where TTerm : struct, ITerm
    {
        Span<Vector<double>> lanes = MemoryMarshal.Cast<double, Vector<double>>(sums);
        ReadOnlySpan<Vector<float>> vectorsA = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> vectorsB = MemoryMarshal.Cast<float, Vector<float>>(b);
        int lane = 0;
        for (int i = 0; i < vectorsA.Length; i++)
        {
            Vector.Widen(vectorsA[i], out Vector<double> lowA, out Vector<double> highA);
            Vector.Widen(vectorsB[i], out Vector<double> lowB, out Vector<double> highB);
            lanes[lane] += TTerm.Of(lowA, lowB);
            lanes[lane + 1] += TTerm.Of(highA, highB);
            lane = (lane + 2) % lanes.Length;
        }
    }

    private readonly struct Product : ITerm
    {
        public static Vector<double> Of(Vector<double> a, Vector<double> b) => a * b;
    }

    private readonly struct Magnitude : ITerm
    {
        public static Vector<double> Of(Vector<double> a, Vector<double> b) => Vector.Abs(a);
    }
}
