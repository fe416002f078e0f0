using System.Runtime.CompilerServices;

namespace NNGen;

/// <summary>
/// The scratch memory of one caller: a 64-byte-aligned arena of floats that <c>Forward</c> and <c>ForwardBatch</c> put their intermediate
/// values into. It grows when a larger network asks for more and never shrinks. Not thread-safe: one workspace, one caller at a time.
/// </summary>
/// <remarks>
/// Calls without a workspace take one that belongs to the calling thread, so concurrent calls never share scratch.
/// </remarks>
public sealed class Workspace
{
    [ThreadStatic]
    private static Workspace? ofThread;

    private AlignedMemory memory;

    /// <summary>Makes a workspace of at least the given number of floats.</summary>
    /// <param name="length">Floats to reserve now; more are allocated when a network asks for them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public Workspace(int length = 0) => memory = new AlignedMemory(length);

    /// <summary>The number of floats reserved.</summary>
    public int Length => memory.Length;

    /// <summary>The workspace that belongs to the calling thread.</summary>
    public static Workspace OfThread
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ofThread ?? CreateForThread();
    }

    /// <summary>
    /// At least <paramref name="length"/> floats, aligned to 64 bytes, their contents undefined. Allocates only when it grows.
    /// </summary>
    /// <param name="length">The number of floats.</param>
    /// <returns>The first <paramref name="length"/> floats of the arena.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<float> Reserve(int length)
    {
        if (length > memory.Length) Grow(length);
        return memory.Span[..length];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Workspace CreateForThread() => ofThread = new Workspace();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int length) => memory = new AlignedMemory(length);
}
