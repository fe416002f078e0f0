using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// Floats that start at a 64-byte boundary and never move. One vector of slack stays readable behind the end, so that a kernel may load
/// the whole last vector of a row.
/// </summary>
internal readonly struct AlignedMemory
{
    private const int Alignment = 64;
    private const int SlackFloats = Alignment / sizeof(float);

    private readonly float[] array;
    private readonly int start;

    public AlignedMemory(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        array = GC.AllocateArray<float>(checked(length + (2 * SlackFloats)), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        start = (int)(((Alignment - (address % Alignment)) % Alignment) / sizeof(float));
        Length = length;
    }

    public int Length { get; }

    public Span<float> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateSpan(ref Reference, Length);
    }

    public ref float Reference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), start);
    }
}
