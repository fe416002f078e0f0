using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NNGen.Kernels;

/// <summary>
/// Copies rows between memories whose rows lie at different distances, and adds them. Called by generated code, which guarantees the lengths.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowCopies
{
    private const int BlockSize = 32;

    /// <summary>Copies one row.</summary>
    /// <param name="source">The first float to read.</param>
    /// <param name="target">The first float to write.</param>
    /// <param name="length">The number of floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float source, ref float target, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref target, length));

    /// <summary>Copies the 32 rows of a block.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="sourceStride">The distance of two rows to read.</param>
    /// <param name="length">The floats of one row.</param>
    /// <param name="target">The first row to write.</param>
    /// <param name="targetStride">The distance of two rows to write.</param>
    public static void Copy(ref float source, int sourceStride, int length, ref float target, int targetStride)
    {
        for (int row = 0; row < BlockSize; row++)
        {
            Copy(ref Unsafe.Add(ref source, row * sourceStride), ref Unsafe.Add(ref target, row * targetStride), length);
        }
    }

    /// <summary>Copies rows into the middle of a larger matrix, whose edges become 0.</summary>
    /// <param name="source">The first row, directly behind which the others lie.</param>
    /// <param name="rowsBefore">The rows of 0 above.</param>
    /// <param name="rows">The number of rows to copy.</param>
    /// <param name="rowsBehind">The rows of 0 below.</param>
    /// <param name="before">The zeros in front of every row.</param>
    /// <param name="length">The floats of one row to copy.</param>
    /// <param name="behind">The zeros behind every row.</param>
    /// <param name="target">Receives (rowsBefore + rows + rowsBehind) · (before + length + behind) floats.</param>
    public static void Pad(
        ref float source, int rowsBefore, int rows, int rowsBehind, int before, int length, int behind, ref float target)
    {
        int width = before + length + behind;

        // What stands between two rows is one piece: the zeros behind the one and those in front of the next.
        Clear(ref target, (rowsBefore * width) + before);
        target = ref Unsafe.Add(ref target, (rowsBefore * width) + before);
        for (int row = 0; row < rows; row++)
        {
            Copy(ref source, ref target, length);
            source = ref Unsafe.Add(ref source, length);
            target = ref Unsafe.Add(ref target, length);
            int zeros = row < rows - 1 ? behind + before : behind + (rowsBehind * width);
            Clear(ref target, zeros);
            target = ref Unsafe.Add(ref target, zeros);
        }
    }

    private static void Clear(ref float target, int length) => MemoryMarshal.CreateSpan(ref target, length).Clear();

    /// <summary>Copies the 32 rows of a block from wherever they lie.</summary>
    /// <param name="source">The floats that hold all rows.</param>
    /// <param name="rows">Where each row starts.</param>
    /// <param name="length">The floats of one row.</param>
    /// <param name="target">The first row to write.</param>
    /// <param name="targetStride">The distance of two rows to write.</param>
    public static void Gather(ref float source, ref nint rows, int length, ref float target, int targetStride)
    {
        for (int row = 0; row < BlockSize; row++)
        {
            Copy(ref Unsafe.Add(ref source, Unsafe.Add(ref rows, row)), ref Unsafe.Add(ref target, row * targetStride), length);
        }
    }

    /// <summary>Moves rows together in place, so that no gaps remain.</summary>
    /// <param name="values">The first row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stride">The distance of two rows before.</param>
    /// <param name="length">The floats of one row, and the distance of two rows afterwards.</param>
    public static void Compact(ref float values, int rows, int stride, int length)
    {
        for (int row = 1; row < rows; row++)
        {
            Copy(ref Unsafe.Add(ref values, row * stride), ref Unsafe.Add(ref values, row * length), length);
        }
    }

    /// <summary>Adds floats to others: <c>target ← target + source</c>.</summary>
    /// <param name="source">The first float to read.</param>
    /// <param name="target">The first float to change.</param>
    /// <param name="length">The number of floats.</param>
    public static void Add(ref float source, ref float target, int length)
    {
        nuint end = (nuint)length, k = 0;
        for (; k + (nuint)Vector<float>.Count <= end; k += (nuint)Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref target, k) + Vector.LoadUnsafe(ref source, k)).StoreUnsafe(ref target, k);
        }

        for (; k < end; k++) Unsafe.Add(ref target, k) += Unsafe.Add(ref source, k);
    }
}
