using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NNGen.Kernels;

/// <summary>A vector of quads (128-bit pieces of four floats), each from or for another row.</summary>
internal interface IQuads<TSelf>
    where TSelf : struct, IQuads<TSelf>
{
    /// <summary>The number of quads.</summary>
    static abstract nuint Count { get; }

    /// <summary>Whether <see cref="WideTile"/> may be used beside it.</summary>
    static abstract bool HasWideTile { get; }

    static abstract TSelf Load(ref float source);

    /// <summary>Quad q comes from the row of sample <c>sample + 4q</c>.</summary>
    static abstract TSelf Gather<TRows>(ref float source, TRows rows, nuint sample)
        where TRows : struct, IRows, allows ref struct;

    void Store(ref float target);

    /// <summary>Quad q goes to the row of sample <c>sample + 4q</c>.</summary>
    void Scatter(ref float target, SpacedRows rows, nuint sample);

    /// <summary>Inside every quad a0 b0 a1 b1.</summary>
    static abstract TSelf ZipLow(TSelf a, TSelf b);

    /// <summary>Inside every quad a2 b2 a3 b3.</summary>
    static abstract TSelf ZipHigh(TSelf a, TSelf b);

    /// <summary>Inside every quad a0 a1 b0 b1.</summary>
    static abstract TSelf ZipPairsLow(TSelf a, TSelf b);

    /// <summary>Inside every quad a2 a3 b2 b3.</summary>
    static abstract TSelf ZipPairsHigh(TSelf a, TSelf b);
}

/// <summary>Four quads, AVX-512.</summary>
internal readonly struct Quads512(Vector512<float> value) : IQuads<Quads512>
{
    private readonly Vector512<float> value = value;

    public static nuint Count => 4;

    public static bool HasWideTile => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads512 Load(ref float source) => new(Vector512.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads512 Gather<TRows>(ref float source, TRows rows, nuint sample)
        where TRows : struct, IRows, allows ref struct =>
        new(Vector512.Create(Quads256.Collect(ref source, rows, sample), Quads256.Collect(ref source, rows, sample + 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Scatter(ref float target, SpacedRows rows, nuint sample)
    {
        Avx512F.ExtractVector128(value, 0).StoreUnsafe(ref Unsafe.Add(ref target, rows.Start(sample)));
        Avx512F.ExtractVector128(value, 1).StoreUnsafe(ref Unsafe.Add(ref target, rows.Start(sample + 4)));
        Avx512F.ExtractVector128(value, 2).StoreUnsafe(ref Unsafe.Add(ref target, rows.Start(sample + 8)));
        Avx512F.ExtractVector128(value, 3).StoreUnsafe(ref Unsafe.Add(ref target, rows.Start(sample + 12)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads512 ZipLow(Quads512 a, Quads512 b) => new(Avx512F.UnpackLow(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads512 ZipHigh(Quads512 a, Quads512 b) => new(Avx512F.UnpackHigh(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads512 ZipPairsLow(Quads512 a, Quads512 b) =>
        new(Avx512F.UnpackLow(a.value.AsDouble(), b.value.AsDouble()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads512 ZipPairsHigh(Quads512 a, Quads512 b) =>
        new(Avx512F.UnpackHigh(a.value.AsDouble(), b.value.AsDouble()).AsSingle());
}

/// <summary>Two quads, AVX.</summary>
internal readonly struct Quads256(Vector256<float> value) : IQuads<Quads256>
{
    private readonly Vector256<float> value = value;

    public static nuint Count => 2;

    public static bool HasWideTile => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads256 Load(ref float source) => new(Vector256.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads256 Gather<TRows>(ref float source, TRows rows, nuint sample)
        where TRows : struct, IRows, allows ref struct => new(Collect(ref source, rows, sample));

    /// <summary>The quads of the rows of <paramref name="sample"/> and <c>sample + 4</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Collect<TRows>(ref float source, TRows rows, nuint sample)
        where TRows : struct, IRows, allows ref struct =>
        Vector256.Create(
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, rows.Start(sample))),
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, rows.Start(sample + 4))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Scatter(ref float target, SpacedRows rows, nuint sample)
    {
        value.GetLower().StoreUnsafe(ref Unsafe.Add(ref target, rows.Start(sample)));
        value.GetUpper().StoreUnsafe(ref Unsafe.Add(ref target, rows.Start(sample + 4)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads256 ZipLow(Quads256 a, Quads256 b) => new(Avx.UnpackLow(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads256 ZipHigh(Quads256 a, Quads256 b) => new(Avx.UnpackHigh(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads256 ZipPairsLow(Quads256 a, Quads256 b) => new(Avx.UnpackLow(a.value.AsDouble(), b.value.AsDouble()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads256 ZipPairsHigh(Quads256 a, Quads256 b) => new(Avx.UnpackHigh(a.value.AsDouble(), b.value.AsDouble()).AsSingle());
}

/// <summary>One quad, SSE or NEON.</summary>
internal readonly struct Quads128(Vector128<float> value) : IQuads<Quads128>
{
    private readonly Vector128<float> value = value;

    public static nuint Count => 1;

    public static bool HasWideTile => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads128 Load(ref float source) => new(Vector128.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads128 Gather<TRows>(ref float source, TRows rows, nuint sample)
        where TRows : struct, IRows, allows ref struct => Load(ref Unsafe.Add(ref source, rows.Start(sample)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Scatter(ref float target, SpacedRows rows, nuint sample) => Store(ref Unsafe.Add(ref target, rows.Start(sample)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads128 ZipLow(Quads128 a, Quads128 b) =>
        new(Sse.IsSupported ? Sse.UnpackLow(a.value, b.value) : AdvSimd.Arm64.ZipLow(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads128 ZipHigh(Quads128 a, Quads128 b) =>
        new(Sse.IsSupported ? Sse.UnpackHigh(a.value, b.value) : AdvSimd.Arm64.ZipHigh(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads128 ZipPairsLow(Quads128 a, Quads128 b) =>
        new(Sse.IsSupported ? Sse.MoveLowToHigh(a.value, b.value) : Zip(a, b, high: false));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads128 ZipPairsHigh(Quads128 a, Quads128 b) =>
        new(Sse.IsSupported ? Sse.MoveHighToLow(b.value, a.value) : Zip(a, b, high: true));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Zip(Quads128 a, Quads128 b, bool high) =>
        (high
            ? AdvSimd.Arm64.ZipHigh(a.value.AsDouble(), b.value.AsDouble())
            : AdvSimd.Arm64.ZipLow(a.value.AsDouble(), b.value.AsDouble())).AsSingle();
}
