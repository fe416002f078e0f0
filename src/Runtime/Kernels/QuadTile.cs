using System.Runtime.CompilerServices;

namespace NNGen.Kernels;

/// <summary>
/// One tile of a block's transposition: four features of <c>4 · TQuads.Count</c> samples. Vector k of four holds the quads of the samples
/// k, k + 4, k + 8 …, so that after a 4×4 transposition inside every quad each vector holds one feature of consecutive samples.
/// </summary>
internal static class QuadTile
{
    /// <summary>The features of a tile, and the floats of a quad.</summary>
    public const int Features = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RowsToLanes<TRows, TQuads>(ref float source, TRows rows, nuint sample, nuint feature, ref float target)
        where TRows : struct, IRows, allows ref struct
        where TQuads : struct, IQuads<TQuads>
    {
        ref float column = ref Unsafe.Add(ref source, feature);
        TQuads a = TQuads.Gather(ref column, rows, sample);
        TQuads b = TQuads.Gather(ref column, rows, sample + 1);
        TQuads c = TQuads.Gather(ref column, rows, sample + 2);
        TQuads d = TQuads.Gather(ref column, rows, sample + 3);
        Transpose(ref a, ref b, ref c, ref d);
        ref float lane = ref Unsafe.Add(ref target, (feature * BlockTranspose.BlockSize) + sample);
        a.Store(ref lane);
        b.Store(ref Unsafe.Add(ref lane, BlockTranspose.BlockSize));
        c.Store(ref Unsafe.Add(ref lane, 2 * BlockTranspose.BlockSize));
        d.Store(ref Unsafe.Add(ref lane, 3 * BlockTranspose.BlockSize));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LanesToRows<TQuads>(ref float source, SpacedRows rows, nuint sample, nuint feature, ref float target)
        where TQuads : struct, IQuads<TQuads>
    {
        ref float lane = ref Unsafe.Add(ref source, (feature * BlockTranspose.BlockSize) + sample);
        TQuads a = TQuads.Load(ref lane);
        TQuads b = TQuads.Load(ref Unsafe.Add(ref lane, BlockTranspose.BlockSize));
        TQuads c = TQuads.Load(ref Unsafe.Add(ref lane, 2 * BlockTranspose.BlockSize));
        TQuads d = TQuads.Load(ref Unsafe.Add(ref lane, 3 * BlockTranspose.BlockSize));
        Transpose(ref a, ref b, ref c, ref d);
        ref float column = ref Unsafe.Add(ref target, feature);
        a.Scatter(ref column, rows, sample);
        b.Scatter(ref column, rows, sample + 1);
        c.Scatter(ref column, rows, sample + 2);
        d.Scatter(ref column, rows, sample + 3);
    }

    /// <summary>Transposes 4×4 floats inside every quad: element j of vector k becomes element k of vector j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose<TQuads>(ref TQuads a, ref TQuads b, ref TQuads c, ref TQuads d)
        where TQuads : struct, IQuads<TQuads>
    {
        TQuads ab01 = TQuads.ZipLow(a, b);
        TQuads ab23 = TQuads.ZipHigh(a, b);
        TQuads cd01 = TQuads.ZipLow(c, d);
        TQuads cd23 = TQuads.ZipHigh(c, d);
        a = TQuads.ZipPairsLow(ab01, cd01);
        b = TQuads.ZipPairsHigh(ab01, cd01);
        c = TQuads.ZipPairsLow(ab23, cd23);
        d = TQuads.ZipPairsHigh(ab23, cd23);
    }
}
