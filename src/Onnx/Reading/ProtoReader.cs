using System.Text;

namespace NNGen.Onnx.Reading;

/// <summary>How a field of a protocol-buffer message is encoded.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}

/// <summary>
/// Walks over the fields of one protocol-buffer message. Every length is checked against the end of the message around it, so a hostile
/// file can neither be read past nor make anybody reserve memory.
/// </summary>
internal struct ProtoReader
{
    private const int LongestVarint = 10;

    private readonly byte[] bytes;
    private readonly int end;
    private readonly int depth;
    private int position;

    public ProtoReader(byte[] bytes)
        : this(bytes, 0, bytes.Length, 0)
    {
    }

    private ProtoReader(byte[] bytes, int start, int end, int depth)
    {
        this.bytes = bytes;
        this.end = end;
        this.depth = depth;
        position = start;
        Field = 0;
        Wire = WireType.Varint;
    }

    /// <summary>Graphs nest; a message deeper than this one is no model.</summary>
    public static int DeepestMessage => 32;

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>How the current field is encoded.</summary>
    public WireType Wire { get; private set; }

    /// <summary>Goes to the next field.</summary>
    public bool Next()
    {
        if (position == end) return false;
        ulong tag = Varint();
        int wire = (int)(tag & 7);
        if (tag >> 3 is 0 or > 536_870_911 || wire is 3 or 4 or > 5) throw Wrong($"{tag} is no field of a protocol-buffer message");
        Field = (int)(tag >> 3);
        Wire = (WireType)wire;
        return true;
    }

    public long Int64()
    {
        Expect(WireType.Varint);
        return unchecked((long)Varint());
    }

    public int Int32()
    {
        long value = Int64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Wrong($"{value} does not fit an int32");
    }

    public float Single()
    {
        Expect(WireType.Fixed32);
        return FloatAt(Take(4));
    }

    public string Text()
    {
        (int start, int length) = Block();
        return Encoding.UTF8.GetString(bytes, start, length);
    }

    public ArraySegment<byte> Bytes()
    {
        (int start, int length) = Block();
        return new ArraySegment<byte>(bytes, start, length);
    }

    public ProtoReader Message()
    {
        (int start, int length) = Block();
        if (depth == DeepestMessage) throw Wrong($"messages are nested deeper than {DeepestMessage}");
        return new ProtoReader(bytes, start, start + length, depth + 1);
    }

    /// <summary>One number or a packed list of them, as writers are free to choose.</summary>
    public void Int64s(List<long> values)
    {
        if (Wire == WireType.Varint)
        {
            values.Add(unchecked((long)Varint()));
            return;
        }

        ProtoReader packed = Message();
        while (packed.position < packed.end) values.Add(unchecked((long)packed.Varint()));
    }

    /// <inheritdoc cref="Int64s"/>
    public void Singles(List<float> values)
    {
        if (Wire == WireType.Fixed32)
        {
            values.Add(FloatAt(Take(4)));
            return;
        }

        ProtoReader packed = Message();
        while (packed.position < packed.end) values.Add(packed.FloatAt(packed.Take(4)));
    }

    /// <inheritdoc cref="Int64s"/>
    public void Doubles(List<double> values)
    {
        if (Wire == WireType.Fixed64)
        {
            values.Add(BitConverter.ToDouble(bytes, Take(8)));
            return;
        }

        ProtoReader packed = Message();
        while (packed.position < packed.end) values.Add(BitConverter.ToDouble(bytes, packed.Take(8)));
    }

    public void Skip()
    {
        switch (Wire)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Bytes:
                Block();
                break;
            default:
                Take(Wire == WireType.Fixed64 ? 8 : 4);
                break;
        }
    }

    private float FloatAt(int at) => BitConverter.ToSingle(bytes, at);

    private ulong Varint()
    {
        ulong value = 0;
        for (int count = 0; count < LongestVarint; count++)
        {
            byte part = bytes[Take(1)];
            value |= (ulong)(part & 0x7F) << (7 * count);
            if (part < 0x80) return value;
        }

        throw Wrong($"a number has more than {LongestVarint} bytes");
    }

    private (int Start, int Length) Block()
    {
        Expect(WireType.Bytes);
        ulong length = Varint();
        if (length > (ulong)(end - position)) throw Wrong($"{length} bytes are announced, but {end - position} remain");
        return (Take((int)length), (int)length);
    }

    private int Take(int count)
    {
        if (count > end - position) throw Wrong($"{count} more bytes are needed, but {end - position} remain");
        int start = position;
        position += count;
        return start;
    }

    private readonly void Expect(WireType wire)
    {
        if (Wire != wire) throw Wrong($"field {Field} is encoded as {Wire} instead of {wire}");
    }

    private readonly OnnxException Wrong(string what) => new($"Not an ONNX model: at byte {position}, {what}.");
}
