using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NNGen.Kernels;

/// <summary>
/// Moves a block of 32 samples between rows, one sample behind the other, and lanes, [feature][32]. Only moves: no arithmetic, so every bit
/// pattern arrives as it was. Called by generated code.
/// </summary>
/// <remarks>
/// With AVX-512 whole lines of 16 features go first. The rest, and everything on other hardware, is cut into tiles of four features, whose
/// vectors collect four features of 4, 8 or 16 samples. The last tile is shifted back to end with the row, so that nothing outside
/// [0, length) is read or written and no length is slow; only rows shorter than four go float by float.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BlockTranspose
{
    /// <summary>The number of samples in a block.</summary>
    internal const int BlockSize = 32;

    /// <summary>Rows, wherever they start, into lanes: <c>target[f · 32 + s] = source[rows[s] + f]</c>, f &lt; length, s &lt; 32.</summary>
    /// <param name="source">The floats that hold all rows.</param>
    /// <param name="rows">32 row starts, counted from <paramref name="source"/>.</param>
    /// <param name="length">The number of features.</param>
    /// <param name="target">Receives [length][32]. It must not overlap the rows.</param>
    public static void RowsToLanes(ref float source, ref nint rows, nuint length, ref float target) =>
        ToLanes(ref source, new ListedRows(ref rows), length, ref target);

    /// <summary>Evenly spaced rows into lanes: <c>target[f · 32 + s] = source[s · stride + f]</c>, f &lt; length, s &lt; 32.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="stride">The distance from row to row, at least <paramref name="length"/>.</param>
    /// <param name="length">The number of features.</param>
    /// <param name="target">Receives [length][32]. It must not overlap the rows.</param>
    public static void RowsToLanes(ref float source, nuint stride, nuint length, ref float target) =>
        ToLanes(ref source, new SpacedRows(stride), length, ref target);

    /// <summary>Lanes into evenly spaced rows: <c>target[s · stride + f] = source[f · 32 + s]</c>, f &lt; length, s &lt; 32.</summary>
    /// <param name="source">The lanes, [length][32].</param>
    /// <param name="length">The number of features.</param>
    /// <param name="target">The first row. Nothing outside the rows is written, so they may be packed tightly.</param>
    /// <param name="stride">The distance from row to row, at least <paramref name="length"/>.</param>
    public static void LanesToRows(ref float source, nuint length, ref float target, nuint stride)
    {
        if (length < QuadTile.Features || !Vector128.IsHardwareAccelerated || !(Sse.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            LanesToRowsScalar(ref source, length, ref target, stride);
        }
        else if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            LanesToRows<Quads512>(ref source, length, ref target, new SpacedRows(stride));
        }
        else if (Vector256.IsHardwareAccelerated && Avx.IsSupported)
        {
            LanesToRows<Quads256>(ref source, length, ref target, new SpacedRows(stride));
        }
        else
        {
            LanesToRows<Quads128>(ref source, length, ref target, new SpacedRows(stride));
        }
    }

    private static void ToLanes<TRows>(ref float source, TRows rows, nuint length, ref float target)
        where TRows : struct, IRows, allows ref struct
    {
        if (length < QuadTile.Features || !Vector128.IsHardwareAccelerated || !(Sse.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            ToLanesScalar(ref source, rows, length, ref target);
        }
        else if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            ToLanes<TRows, Quads512>(ref source, rows, length, ref target);
        }
        else if (Vector256.IsHardwareAccelerated && Avx.IsSupported)
        {
            ToLanes<TRows, Quads256>(ref source, rows, length, ref target);
        }
        else
        {
            ToLanes<TRows, Quads128>(ref source, rows, length, ref target);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ToLanes<TRows, TQuads>(ref float source, TRows rows, nuint length, ref float target)
        where TRows : struct, IRows, allows ref struct
        where TQuads : struct, IQuads<TQuads>
    {
        nuint feature = 0;
        for (; TQuads.HasWideTile && feature + WideTile.Size <= length; feature += WideTile.Size)
        {
            ref float column = ref Unsafe.Add(ref source, feature);
            for (nuint sample = 0; sample < BlockSize; sample += WideTile.Size)
            {
                WideTile.Transpose(ref column, rows, sample, ref Unsafe.Add(ref target, sample), new SpacedRows(BlockSize), feature);
            }
        }

        while (feature < length)
        {
            feature = nuint.Min(feature, length - QuadTile.Features);
            for (nuint sample = 0; sample < BlockSize; sample += QuadTile.Features * TQuads.Count)
            {
                QuadTile.RowsToLanes<TRows, TQuads>(ref source, rows, sample, feature, ref target);
            }

            feature += QuadTile.Features;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void LanesToRows<TQuads>(ref float source, nuint length, ref float target, SpacedRows rows)
        where TQuads : struct, IQuads<TQuads>
    {
        nuint feature = 0;
        for (; TQuads.HasWideTile && feature + WideTile.Size <= length; feature += WideTile.Size)
        {
            ref float column = ref Unsafe.Add(ref target, feature);
            for (nuint sample = 0; sample < BlockSize; sample += WideTile.Size)
            {
                WideTile.Transpose(ref Unsafe.Add(ref source, sample), new SpacedRows(BlockSize), feature, ref column, rows, sample);
            }
        }

        while (feature < length)
        {
            feature = nuint.Min(feature, length - QuadTile.Features);
            for (nuint sample = 0; sample < BlockSize; sample += QuadTile.Features * TQuads.Count)
            {
                QuadTile.LanesToRows<TQuads>(ref source, rows, sample, feature, ref target);
            }

            feature += QuadTile.Features;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ToLanesScalar<TRows>(ref float source, TRows rows, nuint length, ref float target)
        where TRows : struct, IRows, allows ref struct
    {
        for (nuint sample = 0; sample < BlockSize; sample++)
        {
            ref float row = ref Unsafe.Add(ref source, rows.Start(sample));
            for (nuint feature = 0; feature < length; feature++)
            {
                Unsafe.Add(ref target, (feature * BlockSize) + sample) = Unsafe.Add(ref row, feature);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void LanesToRowsScalar(ref float source, nuint length, ref float target, nuint stride)
    {
        for (nuint sample = 0; sample < BlockSize; sample++)
        {
            ref float row = ref Unsafe.Add(ref target, sample * stride);
            for (nuint feature = 0; feature < length; feature++)
            {
                Unsafe.Add(ref row, feature) = Unsafe.Add(ref source, (feature * BlockSize) + sample);
            }
        }
    }
}
