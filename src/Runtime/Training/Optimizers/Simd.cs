using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen;

/// <summary>
/// The vector operations that the update rules need, so that each rule is written once for every width. For passes over memory only:
/// kernels print their vector types directly.
/// </summary>
internal interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Create(float value);

    static abstract TSelf Load(ref float source, nuint offset);

    void Store(ref float target, nuint offset);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary><c>a · b + c</c>, rounded once where the hardware can, so that every width gives the same bits.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The greater one; NaN if one of them is.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller one; NaN if one of them is.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>−1, 0 or 1. A NaN stays.</summary>
    static abstract TSelf Sign(TSelf a);

    /// <summary><c>|a| &lt; limit ? 0 : a</c>. A NaN stays.</summary>
    static abstract TSelf FlushBelow(TSelf a, TSelf limit);
}

/// <summary>16 floats, where the hardware has 512-bit vectors.</summary>
internal readonly struct Simd512(Vector512<float> value) : ISimd<Simd512>
{
    private readonly Vector512<float> value = value;

    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Create(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Load(ref float source, nuint offset) => new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint offset) => value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator +(Simd512 a, Simd512 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 a, Simd512 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator *(Simd512 a, Simd512 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator /(Simd512 a, Simd512 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplyAdd(Simd512 a, Simd512 b, Simd512 c) => new(Vector512.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Sqrt(Simd512 a) => new(Vector512.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Max(Simd512 a, Simd512 b) => new(Vector512.Max(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Min(Simd512 a, Simd512 b) => new(Vector512.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Sign(Simd512 a)
    {
        Vector512<float> isPositive = Vector512.GreaterThan(a.value, Vector512<float>.Zero);
        Vector512<float> positive = Vector512.ConditionalSelect(isPositive, Vector512<float>.One, a.value);
        return new(Vector512.ConditionalSelect(Vector512.LessThan(a.value, Vector512<float>.Zero), -Vector512<float>.One, positive));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 FlushBelow(Simd512 a, Simd512 limit) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(a.value), limit.value), Vector512<float>.Zero, a.value));
}

/// <summary>A native vector, whatever its width: everywhere else.</summary>
internal readonly struct SimdNative(Vector<float> value) : ISimd<SimdNative>
{
    private readonly Vector<float> value = value;

    public static int Count => Vector<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative Create(float value) => new(new Vector<float>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative Load(ref float source, nuint offset) => new(Vector.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint offset) => value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative operator +(SimdNative a, SimdNative b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative operator -(SimdNative a, SimdNative b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative operator *(SimdNative a, SimdNative b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative operator /(SimdNative a, SimdNative b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative MultiplyAdd(SimdNative a, SimdNative b, SimdNative c) =>
        new(Vector.MultiplyAddEstimate(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative Sqrt(SimdNative a) => new(Vector.SquareRoot(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative Max(SimdNative a, SimdNative b) => new(Vector.Max(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative Min(SimdNative a, SimdNative b) => new(Vector.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative Sign(SimdNative a)
    {
        Vector<float> positive = Vector.ConditionalSelect(Vector.GreaterThan(a.value, Vector<float>.Zero), Vector<float>.One, a.value);
        return new(Vector.ConditionalSelect(Vector.LessThan(a.value, Vector<float>.Zero), -Vector<float>.One, positive));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdNative FlushBelow(SimdNative a, SimdNative limit) =>
        new(Vector.AndNot(a.value, Vector.LessThan(Vector.Abs(a.value), limit.value).As<int, float>()));
}
