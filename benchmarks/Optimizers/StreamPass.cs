using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NNGen.Benchmarks.Optimizers;

/// <summary>
/// A pass over several arrays that does next to nothing: the gradient is read and added to the weights and to every slot of state, which
/// are read and written.
/// </summary>
internal static class StreamPass
{
    /// <summary>The time of one pass.</summary>
    /// <param name="arrays">The weights, their gradient, and the slots.</param>
    public static double Seconds(float[][] arrays)
    {
        long start = Stopwatch.GetTimestamp();
        Run(arrays);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run(float[][] arrays)
    {
        ref float w = ref arrays[0][0];
        ref float g = ref arrays[1][0];
        ref float a = ref arrays[^1][0];
        ref float b = ref arrays[Math.Min(3, arrays.Length - 1)][0];
        ref float c = ref arrays[Math.Min(2, arrays.Length - 1)][0];
        nuint length = (nuint)(arrays[0].Length - Vector<float>.Count);
        int slots = arrays.Length - 2;
        for (nuint i = 0; i <= length; i += (nuint)Vector<float>.Count)
        {
            Vector<float> gradient = Vector.LoadUnsafe(ref g, i);
            (Vector.LoadUnsafe(ref w, i) + gradient).StoreUnsafe(ref w, i);
            if (slots > 0) (Vector.LoadUnsafe(ref a, i) + gradient).StoreUnsafe(ref a, i);
            if (slots > 1) (Vector.LoadUnsafe(ref c, i) + gradient).StoreUnsafe(ref c, i);
            if (slots > 2) (Vector.LoadUnsafe(ref b, i) + gradient).StoreUnsafe(ref b, i);
        }
    }
}
