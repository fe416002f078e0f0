using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace NNGen;

/// <summary>Writes the fields of one protocol-buffer message: a key of number and kind, then a number, or a length and as many bytes.</summary>
internal sealed class ProtoWriter
{
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private readonly MemoryStream stream = new();

    public void Integer(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
    }

    public void Single(int field, float value)
    {
        Varint(((ulong)field << 3) | Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        stream.Write(bytes);
    }

    public void Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

    public void Message(int field, ProtoWriter message) => Block(field, message.stream.GetBuffer().AsSpan(0, (int)message.stream.Length));

    /// <summary>Adds the fields of another message to this one.</summary>
    public void Append(ProtoWriter fields) => fields.CopyTo(stream);

    /// <summary>Numbers as bytes, the lowest first.</summary>
    public void Singles(int field, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            Block(field, MemoryMarshal.AsBytes(values));
            return;
        }

        var bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        Block(field, bytes);
    }

    public void CopyTo(Stream target) => target.Write(stream.GetBuffer(), 0, (int)stream.Length);

    private void Block(int field, ReadOnlySpan<byte> content)
    {
        Varint(((ulong)field << 3) | Bytes);
        Varint((ulong)content.Length);
        stream.Write(content);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }
}
