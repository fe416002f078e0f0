using System.IO;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>The parameters and running statistics of a network, as a part of a training's state.</summary>
internal sealed class ParameterContents(ParameterBuffer parameters) : ICheckpointed
{
    public void Write(BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes(parameters.Everything));

    public void Read(BinaryReader reader)
    {
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(parameters.Everything));
        parameters.MarkChanged();
    }
}
