using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>A copy of the parameters and running statistics from when all was well.</summary>
internal sealed class ParameterSnapshot : ICheckpointed
{
    private readonly ParameterBuffer parameters;
    private readonly float[] copy;

    public ParameterSnapshot(ParameterBuffer parameters)
    {
        this.parameters = parameters;
        copy = parameters.Everything.ToArray();
    }

    /// <summary>Copies the parameters if they are all finite.</summary>
    /// <returns>Whether they are.</returns>
    public bool TryTake()
    {
        ReadOnlySpan<float> current = parameters.Everything;
        if (!IsFinite(current)) return false;
        current.CopyTo(copy);
        return true;
    }

    public void Write(BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes<float>(copy));

    public void Read(BinaryReader reader) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(copy.AsSpan()));

    public void Restore() => parameters.CopyEverything(copy);

    /// <summary>x − x is 0 for finite numbers only.</summary>
    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= values.Length; i += Vector<float>.Count)
        {
            var vector = new Vector<float>(values[i..]);
            if (!Vector.EqualsAll(vector - vector, Vector<float>.Zero)) return false;
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i])) return false;
        }

        return true;
    }
}
