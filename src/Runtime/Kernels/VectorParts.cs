using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NNGen.Kernels;

/// <summary>
/// Stores the first elements of a vector and leaves what lies behind them as it is. Called by generated code, which guarantees the lengths.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorParts
{
    /// <summary>Stores the first elements of a vector.</summary>
    /// <param name="value">The vector.</param>
    /// <param name="target">Receives the elements; memory for a whole vector.</param>
    /// <param name="count">The number of elements; all of them if it is larger than the vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float target, int count)
    {
        Vector512<float> isStored = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
        Vector512.ConditionalSelect(isStored, value, Vector512.LoadUnsafe(ref target)).StoreUnsafe(ref target);
    }

    /// <inheritdoc cref="Store(Vector512{float}, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, ref float target, int count)
    {
        Vector<int> isStored = Vector.LessThan(Vector<int>.Indices, Vector.Create(count));
        Vector.ConditionalSelect(isStored, value, Vector.LoadUnsafe(ref target)).StoreUnsafe(ref target);
    }
}
