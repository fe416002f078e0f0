using System.IO;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>The parameters of a network, as a part of a training's state.</summary>
internal sealed class ParameterContents(ParameterBuffer parameters) : ICheckpointed
{
    public void Write(BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes(parameters.AsReadOnlySpan()));

    public void Read(BinaryReader reader) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(parameters.AsSpan()));
}
