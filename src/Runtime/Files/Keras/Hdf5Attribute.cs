using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace NNGen;

/// <summary>An attribute of a group, as the one that lists a model's layers in their order.</summary>
internal sealed class Hdf5Attribute
{
    private const int FixedText = 3;
    private const int VariableLength = 9;
    private const int VariableBytes = 16;

    private readonly FileBytes bytes;
    private readonly string place;
    private readonly byte[] datatype;
    private readonly byte[] dataspace;
    private readonly byte[] data;

    /// <param name="bytes">The file.</param>
    /// <param name="owner">The name of the object, for messages.</param>
    /// <param name="message">The attribute's message.</param>
    public Hdf5Attribute(FileBytes bytes, string owner, byte[] message)
    {
        this.bytes = bytes;
        place = $"an attribute of {owner}";
        if (message.Length < 9 || message[0] is < 1 or > 3) throw bytes.Wrong(place, "an attribute of version 1 to 3", "another message");

        // Only the first version pads its parts; the last one has the names' encoding behind the sizes.
        int alignment = message[0] == 1 ? 8 : 1;
        int position = message[0] == 3 ? 9 : 8;
        byte[] name = Take(2);
        datatype = Take(4);
        dataspace = Take(6);
        data = message[Math.Min(position, message.Length)..];
        Name = Encoding.UTF8.GetString(name).TrimEnd('\0');
        place = $"attribute '{Name}' of {owner}";

        byte[] Take(int sizePlace)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(sizePlace));
            if (size > message.Length - position) throw bytes.Wrong(place, $"{size} bytes", $"{message.Length - position}");
            byte[] part = message.AsSpan(position, size).ToArray();
            position += (size + alignment - 1) / alignment * alignment;
            return part;
        }
    }

    public string Name { get; }

    /// <exception cref="InvalidDataException">The attribute holds no texts.</exception>
    public IReadOnlyList<string> ReadTexts()
    {
        if (datatype.Length < 8) throw bytes.Wrong(place, "texts", "another type");
        int size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(datatype.AsSpan(4)), int.MaxValue);
        int kind = datatype[0] & 15;
        if (kind is not (FixedText or VariableLength)) throw bytes.Wrong(place, "texts", $"another type of HDF5, {kind}");
        if (kind == VariableLength) size = VariableBytes;
        long count = 1;
        foreach (int extent in Hdf5Dataset.ReadShape(bytes, place, dataspace)) count = Math.Min(count * extent, int.MaxValue);
        bool isWhole = size > 0 && count * size <= data.Length;
        if (!isWhole) throw bytes.Wrong(place, $"{count} texts of {size} bytes", $"{data.Length} bytes");
        var texts = new string[count];
        for (int i = 0; i < texts.Length; i++)
        {
            ReadOnlySpan<byte> element = data.AsSpan(i * size, size);
            texts[i] = Encoding.UTF8.GetString(kind == FixedText ? element : ReadFromHeap(element)).TrimEnd('\0');
        }

        return texts;
    }

    /// <summary>A text of any length lies in a collection elsewhere: length, address and index tell where.</summary>
    private byte[] ReadFromHeap(ReadOnlySpan<byte> element)
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(element);
        if (length == 0) return [];
        long address = Hdf5File.Number(element, 4);
        uint wanted = BinaryPrimitives.ReadUInt32LittleEndian(element[12..]);
        byte[] header = bytes.Read(address, 16, place);
        if (!header.AsSpan().StartsWith("GCOL"u8)) throw bytes.Wrong(place, $"a collection of texts at byte {address}", "something else");
        long end = Hdf5File.Number(header, 8);
        for (long start = 16; start + 16 <= end;)
        {
            byte[] item = bytes.Read(address + start, 16, place);
            long size = Hdf5File.Number(item, 8);
            int index = BinaryPrimitives.ReadUInt16LittleEndian(item);
            if (index == 0 || size < 0 || size > end) break;
            if (index == wanted) return bytes.Read(address + start + 16, Math.Min(size, length), place);
            start += 16 + ((size + 7) / 8 * 8);
        }

        throw bytes.Wrong(place, $"a text {wanted} in the collection at byte {address}", "none");
    }
}
