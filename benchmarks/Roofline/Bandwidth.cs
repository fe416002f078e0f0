using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NNGen.Benchmarks.Roofline;

/// <summary>How fast one core reads from each level of the memory hierarchy, in GB/s.</summary>
internal sealed class Bandwidth
{
    // Sizes well inside typical levels: 48 KB, 1 MB, and a share of a large third level.
    private const int FirstLevel = 32 << 10;
    private const int SecondLevel = 640 << 10;
    private const int ThirdLevel = 6 << 20;

    private readonly double first = Measure(FirstLevel);
    private readonly double second = Measure(SecondLevel);
    private readonly double third = Measure(ThirdLevel);

    /// <summary>The bandwidth of the second-level cache.</summary>
    public double SecondLevelRate => second;

    /// <summary>The bandwidth of the nearest level that holds so many bytes.</summary>
    public double ForBytes(long bytes) => bytes <= FirstLevel ? first : bytes <= SecondLevel ? second : third;

    public override string ToString() => FormattableString.Invariant($"read bandwidth L1 {first:F0}, L2 {second:F0}, L3 {third:F0} GB/s");

    private static double Measure(int bytes)
    {
        float[] memory = GC.AllocateArray<float>((bytes / sizeof(float)) + 16, pinned: true);
        Array.Fill(memory, 1f); // Untouched memory is one page of zeros, which every level of the hierarchy serves alike.
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        ref float start = ref memory[(int)((64 - (address % 64)) % 64 / sizeof(float))];
        int passes = Math.Max(1, (8 << 20) / bytes);
        var rates = new double[21];
        float sink = 0;
        for (int sample = 0; sample < rates.Length; sample++)
        {
            long begin = Stopwatch.GetTimestamp();
            sink += Read(ref start, bytes / sizeof(float), passes);
            rates[sample] = (double)bytes * passes / Stopwatch.GetElapsedTime(begin).TotalSeconds * 1e-9;
        }

        GC.KeepAlive(sink);
        return Timing.Quantile(rates, 0.5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Read(ref float start, int length, int passes)
    {
        float sink = 0;
        for (int pass = 0; pass < passes; pass++) sink += Vector512.IsHardwareAccelerated ? Read512(ref start, length) : ReadVector(ref start, length);
        return sink;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Read512(ref float start, int length)
    {
        Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (nuint k = 0; k < (nuint)length; k += 128)
        {
            a += Vector512.LoadUnsafe(ref start, k);
            b += Vector512.LoadUnsafe(ref start, k + 16);
            c += Vector512.LoadUnsafe(ref start, k + 32);
            d += Vector512.LoadUnsafe(ref start, k + 48);
            e += Vector512.LoadUnsafe(ref start, k + 64);
            f += Vector512.LoadUnsafe(ref start, k + 80);
            g += Vector512.LoadUnsafe(ref start, k + 96);
            h += Vector512.LoadUnsafe(ref start, k + 112);
        }

        return (a + b + c + d + e + f + g + h).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float ReadVector(ref float start, int length)
    {
        Vector<float> a = default, b = default, c = default, d = default;
        nuint width = (nuint)Vector<float>.Count;
        for (nuint k = 0; k < (nuint)length; k += 4 * width)
        {
            a += Vector.LoadUnsafe(ref start, k);
            b += Vector.LoadUnsafe(ref start, k + width);
            c += Vector.LoadUnsafe(ref start, k + (2 * width));
            d += Vector.LoadUnsafe(ref start, k + (3 * width));
        }

        return (a + b + c + d)[0];
    }
}
