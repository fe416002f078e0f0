using System;

namespace NNGen.Tests.Training;

/// <summary>Counts what an action allocates on the calling thread once it is warm.</summary>
internal static class Allocations
{
    /// <summary>The bytes that 20 calls allocate, after 50 calls that do not count.</summary>
    public static long After(Action action)
    {
        for (int i = 0; i < 50; i++) action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
