using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NNGen.Kernels;

/// <summary>
/// Transposes 16 lines of 16 floats in AVX-512 registers. Whole lines are loaded and stored, which is worth it where there are 16 features:
/// measured on Zen 5, 0.04 ns an element against 0.06 to 0.09 for tiles of four features, and a third of the time where the rows lie a
/// multiple of 4 KB apart and evict each other from the cache.
/// </summary>
internal static class WideTile
{
    /// <summary>The length of a line, and the number of lines.</summary>
    public const int Size = 16;

    /// <summary>Element j of source line <c>first + i</c> becomes element i of target line <c>firstTarget + j</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<TSource, TTarget>(
        ref float source, TSource sourceLines, nuint first, ref float target, TTarget targetLines, nuint firstTarget)
        where TSource : struct, IRows, allows ref struct
        where TTarget : struct, IRows, allows ref struct
    {
        LoadQuads(ref source, sourceLines, first, out var a0, out var a1, out var a2, out var a3);
        LoadQuads(ref source, sourceLines, first + 4, out var b0, out var b1, out var b2, out var b3);
        LoadQuads(ref source, sourceLines, first + 8, out var c0, out var c1, out var c2, out var c3);
        LoadQuads(ref source, sourceLines, first + 12, out var d0, out var d1, out var d2, out var d3);
        StoreLines(a0, b0, c0, d0, ref target, targetLines, firstTarget);
        StoreLines(a1, b1, c1, d1, ref target, targetLines, firstTarget + 1);
        StoreLines(a2, b2, c2, d2, ref target, targetLines, firstTarget + 2);
        StoreLines(a3, b3, c3, d3, ref target, targetLines, firstTarget + 3);
    }

    /// <summary>Four source lines, transposed inside every quad: quad q of result k holds element 4q + k of the four lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadQuads<TLines>(
        ref float source,
        TLines lines,
        nuint first,
        out Vector512<float> r0,
        out Vector512<float> r1,
        out Vector512<float> r2,
        out Vector512<float> r3)
        where TLines : struct, IRows, allows ref struct
    {
        Vector512<float> a = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, lines.Start(first)));
        Vector512<float> b = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, lines.Start(first + 1)));
        Vector512<float> c = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, lines.Start(first + 2)));
        Vector512<float> d = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, lines.Start(first + 3)));
        Vector512<double> ab01 = Avx512F.UnpackLow(a, b).AsDouble();
        Vector512<double> ab23 = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cd01 = Avx512F.UnpackLow(c, d).AsDouble();
        Vector512<double> cd23 = Avx512F.UnpackHigh(c, d).AsDouble();
        r0 = Avx512F.UnpackLow(ab01, cd01).AsSingle();
        r1 = Avx512F.UnpackHigh(ab01, cd01).AsSingle();
        r2 = Avx512F.UnpackLow(ab23, cd23).AsSingle();
        r3 = Avx512F.UnpackHigh(ab23, cd23).AsSingle();
    }

    /// <summary>Quad q of all four vectors, side by side, is target line <c>first + 4q</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLines<TLines>(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float target, TLines lines, nuint first)
        where TLines : struct, IRows, allows ref struct
    {
        const byte Even = 0b10_00_10_00;
        const byte Odd = 0b11_01_11_01;
        Vector512<float> ab02 = Avx512F.Shuffle4x128(a, b, Even);
        Vector512<float> ab13 = Avx512F.Shuffle4x128(a, b, Odd);
        Vector512<float> cd02 = Avx512F.Shuffle4x128(c, d, Even);
        Vector512<float> cd13 = Avx512F.Shuffle4x128(c, d, Odd);
        Avx512F.Shuffle4x128(ab02, cd02, Even).StoreUnsafe(ref Unsafe.Add(ref target, lines.Start(first)));
        Avx512F.Shuffle4x128(ab13, cd13, Even).StoreUnsafe(ref Unsafe.Add(ref target, lines.Start(first + 4)));
        Avx512F.Shuffle4x128(ab02, cd02, Odd).StoreUnsafe(ref Unsafe.Add(ref target, lines.Start(first + 8)));
        Avx512F.Shuffle4x128(ab13, cd13, Odd).StoreUnsafe(ref Unsafe.Add(ref target, lines.Start(first + 12)));
    }
}
