using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen.Kernels;

/// <summary>
/// Sums and maxima over neighbouring floats in an order that no vector width changes: element k goes into lane k mod 16, and the 16 lanes
/// are closed by one tree (8 + 8, 4 + 4, 2 + 2, 1 + 1). Called by generated code, which guarantees the lengths.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VirtualLanes
{
    /// <summary>The sum of some floats.</summary>
    /// <param name="values">The first float.</param>
    /// <param name="count">The number of floats, at least 1.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ref float values, int count)
    {
        Vector128<float> a = Load(ref values, 0, count, 0), b = Load(ref values, 4, count, 0);
        Vector128<float> c = Load(ref values, 8, count, 0), d = Load(ref values, 12, count, 0);
        for (int k = 16; k < count; k += 16)
        {
            a += Load(ref values, k, count, 0);
            b += Load(ref values, k + 4, count, 0);
            c += Load(ref values, k + 8, count, 0);
            d += Load(ref values, k + 12, count, 0);
        }

        return Close((a + c) + (b + d));
    }

    /// <summary>The sum of a vector's first floats, the same bits as over memory.</summary>
    /// <param name="values">The vector.</param>
    /// <param name="count">The number of floats, from 1 to 16.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> values, int count)
    {
        values = Mask(values, count, 0);
        Vector256<float> eight = values.GetLower() + values.GetUpper();
        return Close(eight.GetLower() + eight.GetUpper());
    }

    /// <summary>Replaces every 16 floats by their sum, the sums side by side at the start.</summary>
    /// <param name="values">The first float.</param>
    /// <param name="count">The number of sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumEach(ref float values, int count)
    {
        for (int k = 0; k < count; k++)
        {
            ref float sixteen = ref Unsafe.Add(ref values, k * 16);
            Vector128<float> even = Vector128.LoadUnsafe(ref sixteen) + Vector128.LoadUnsafe(ref sixteen, 8);
            Vector128<float> odd = Vector128.LoadUnsafe(ref sixteen, 4) + Vector128.LoadUnsafe(ref sixteen, 12);
            Unsafe.Add(ref values, k) = Close(even + odd);
        }
    }

    /// <summary>The greatest of some floats.</summary>
    /// <param name="values">The first float.</param>
    /// <param name="count">The number of floats, at least 1.</param>
    /// <returns>The maximum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(ref float values, int count)
    {
        const float least = float.NegativeInfinity;
        Vector128<float> a = Load(ref values, 0, count, least), b = Load(ref values, 4, count, least);
        Vector128<float> c = Load(ref values, 8, count, least), d = Load(ref values, 12, count, least);
        for (int k = 16; k < count; k += 16)
        {
            a = Vector128.MaxNative(a, Load(ref values, k, count, least));
            b = Vector128.MaxNative(b, Load(ref values, k + 4, count, least));
            c = Vector128.MaxNative(c, Load(ref values, k + 8, count, least));
            d = Vector128.MaxNative(d, Load(ref values, k + 12, count, least));
        }

        return CloseMax(Vector128.MaxNative(Vector128.MaxNative(a, c), Vector128.MaxNative(b, d)));
    }

    /// <summary>The greatest of a vector's first floats.</summary>
    /// <param name="values">The vector.</param>
    /// <param name="count">The number of floats, from 1 to 16.</param>
    /// <returns>The maximum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> values, int count)
    {
        values = Mask(values, count, float.NegativeInfinity);
        Vector256<float> eight = Vector256.MaxNative(values.GetLower(), values.GetUpper());
        return CloseMax(Vector128.MaxNative(eight.GetLower(), eight.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Close(Vector128<float> four)
    {
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.GetElement(0) + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float CloseMax(Vector128<float> four)
    {
        Vector128<float> two = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mask(Vector512<float> values, int count, float otherwise)
    {
        if (count == Vector512<float>.Count) return values;
        Vector512<float> isInside = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
        return Vector512.ConditionalSelect(isInside, values, Vector512.Create(otherwise));
    }

    /// <summary>
    /// Four floats from k on; those behind the last one count as <paramref name="otherwise"/>. Buffers are padded to 16 floats, so loading
    /// them is safe.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ref float values, int k, int count, float otherwise)
    {
        if (k >= count) return Vector128.Create(otherwise);
        Vector128<float> four = Vector128.LoadUnsafe(ref values, (nuint)k);
        if (k + 4 <= count) return four;
        Vector128<float> isInside = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count - k)).AsSingle();
        return Vector128.ConditionalSelect(isInside, four, Vector128.Create(otherwise));
    }
}
