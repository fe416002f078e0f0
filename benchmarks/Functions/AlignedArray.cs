using System.Runtime.InteropServices;

namespace NNGen.Benchmarks.Functions;

/// <summary>Floats that begin with a cache line, as those of a block do.</summary>
internal static class AlignedArray
{
    private const int CacheLine = 64;

    public static Memory<float> OfLength(int length)
    {
        float[] array = GC.AllocateArray<float>(length + (CacheLine / sizeof(float)), pinned: true);
        int misplaced = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % CacheLine);
        return array.AsMemory((CacheLine - misplaced) % CacheLine / sizeof(float), length);
    }

    public static Memory<float> Of(float[] values)
    {
        Memory<float> copy = OfLength(values.Length);
        values.CopyTo(copy);
        return copy;
    }
}
