using System.Runtime.CompilerServices;

namespace NNGen.Kernels;

/// <summary>Where the rows of a block start.</summary>
internal interface IRows
{
    /// <summary>The start of a sample's row, in floats.</summary>
    nint Start(nuint sample);
}

/// <summary>Rows at a constant distance.</summary>
internal readonly struct SpacedRows(nuint stride) : IRows
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Start(nuint sample) => (nint)(sample * stride);
}

/// <summary>Rows anywhere, their starts in a list.</summary>
internal readonly ref struct ListedRows(ref nint rows) : IRows
{
    private readonly ref nint rows = ref rows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Start(nuint sample) => Unsafe.Add(ref rows, sample);
}
