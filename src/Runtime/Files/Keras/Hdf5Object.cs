using System.Buffers.Binary;
using System.IO;

namespace NNGen;

/// <summary>The kinds of messages in an object's header that are read.</summary>
internal enum Hdf5Message
{
    Dataspace = 1,
    Datatype = 3,
    Layout = 8,
    Filters = 11,
    Attribute = 12,
    Continuation = 16,
    SymbolTable = 17,
}

/// <summary>A group or a dataset: the messages of its header.</summary>
internal sealed class Hdf5Object
{
    private const int MaximumMessages = 10_000;
    private const int MaximumBlocks = 256;

    private readonly List<(Hdf5Message Kind, byte[] Data)> messages = [];
    private readonly FileBytes bytes;

    /// <param name="bytes">The file.</param>
    /// <param name="address">Where the header starts.</param>
    /// <param name="name">The path to the object, for messages.</param>
    /// <exception cref="InvalidDataException">The header is damaged or of another version.</exception>
    public Hdf5Object(FileBytes bytes, long address, string name)
    {
        this.bytes = bytes;
        Address = address;
        Name = name;
        byte[] prefix = bytes.Read(address, 16, $"the header of {name}");
        if (prefix[0] != 1) throw bytes.Wrong(name, "an object header of version 1, as Keras writes it", "another one");
        var blocks = new Queue<(long Address, long Length)>();
        blocks.Enqueue((address + 16, BinaryPrimitives.ReadUInt32LittleEndian(prefix.AsSpan(8))));
        for (int block = 0; blocks.Count > 0; block++)
        {
            if (block == MaximumBlocks) throw bytes.Wrong(name, $"at most {MaximumBlocks} blocks of its header", "more");
            (long start, long length) = blocks.Dequeue();
            ReadMessages(bytes.Read(start, length, $"the header of {name}"), blocks);
        }
    }

    public string Name { get; }

    public long Address { get; }

    /// <summary>The first message of a kind, or null.</summary>
    public byte[]? Message(Hdf5Message kind)
    {
        foreach ((Hdf5Message found, byte[] data) in messages)
        {
            if (found == kind) return data;
        }

        return null;
    }

    /// <summary>The texts of an attribute, or null where there is none of the name.</summary>
    public IReadOnlyList<string>? Texts(string attribute)
    {
        foreach ((Hdf5Message kind, byte[] data) in messages)
        {
            if (kind != Hdf5Message.Attribute) continue;
            var found = new Hdf5Attribute(bytes, Name, data);
            if (found.Name == attribute) return found.ReadTexts();
        }

        return null;
    }

    private void ReadMessages(byte[] block, Queue<(long Address, long Length)> blocks)
    {
        for (int place = 0; place + 8 <= block.Length;)
        {
            var kind = (Hdf5Message)BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(place));
            int length = BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(place + 2));
            bool isShared = (block[place + 4] & 2) != 0;
            if (length > block.Length - place - 8) throw bytes.Wrong(Name, $"a message of {length} bytes in its header", "less");
            byte[] data = block.AsSpan(place + 8, length).ToArray();
            place += 8 + length;
            if (kind == Hdf5Message.Continuation && length >= 16)
            {
                blocks.Enqueue((Hdf5File.Number(data, 0), Hdf5File.Number(data, 8)));
            }
            else if (Enum.IsDefined(kind))
            {
                if (isShared) throw bytes.Wrong(Name, "a header of its own", "one that shares a message with others");
                if (messages.Count == MaximumMessages) throw bytes.Wrong(Name, $"at most {MaximumMessages} messages in its header", "more");
                messages.Add((kind, data));
            }
        }
    }
}
