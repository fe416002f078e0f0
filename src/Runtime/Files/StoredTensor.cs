using System.IO;

namespace NNGen;

/// <summary>One tensor of a <see cref="TensorFile"/>: name, type and shape, and its values when they are asked for.</summary>
public sealed class StoredTensor
{
    // So much is read at a time. The memory grows with what really comes: a header may promise more than there is.
    private const int ChunkElements = 1 << 16;

    private readonly string source;
    private readonly ElementFormat format;
    private readonly Func<Stream> open;

    /// <summary>Converts whole elements.</summary>
    /// <returns>The first that does not fit, and what would; null where all do.</returns>
    private delegate (string Expected, int Index)? ChunkConversion<T>(ReadOnlySpan<byte> bytes, Span<T> values);

    /// <param name="source">The file's name, for messages.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="format">How elements are written.</param>
    /// <param name="shape">The extent of every axis.</param>
    /// <param name="open">Opens the data, at the tensor's first byte.</param>
    internal StoredTensor(string source, string name, ElementFormat format, IReadOnlyList<int> shape, Func<Stream> open)
    {
        this.source = source;
        this.format = format;
        this.open = open;
        Name = name;
        Shape = shape;
    }

    /// <summary>The tensor's name, unique in the file, as in <c>fc1.weight</c> or <c>model_weights/dense/dense/kernel:0</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// The type of its elements in the words of the safetensors format: <c>F32</c>, <c>F16</c>, <c>BF16</c>, <c>F64</c>, <c>I64</c> …
    /// </summary>
    public string ElementType => format.Type;

    /// <summary>The extent of every axis; none for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public long Length
    {
        get
        {
            long length = 1;
            foreach (int extent in Shape) length *= extent;
            return length;
        }
    }

    /// <summary>How far one step along each axis goes in the data, in elements; null where the data is row-major.</summary>
    internal IReadOnlyList<long>? Strides { get; init; }

    /// <summary>The type and the shape, as in <c>F32 [2, 3]</c>.</summary>
    internal string TypeAndShape => $"{ElementType} {ShapeText.Format(Shape)}";

    internal bool IsFloatingPoint => format.IsFloatingPoint;

    /// <summary>Reads the values as floats, row-major in <see cref="Shape"/>. 64-bit floats are rounded, 16-bit floats are exact.</summary>
    /// <returns>A new array.</returns>
    /// <exception cref="InvalidDataException">
    /// The elements are no floating-point numbers, one of them is too large for a float, or data is missing.
    /// </exception>
    public float[] ReadSingles()
    {
        if (!IsFloatingPoint) throw Wrong("floating-point numbers (F32, F16, BF16 or F64)", TypeAndShape);
        return Read<float>((bytes, values) =>
        {
            int overflow = format.Convert(bytes, values);
            return overflow < 0 ? null : ("numbers that fit a 32-bit float", overflow);
        });
    }

    /// <summary>Reads the values as doubles, row-major in <see cref="Shape"/>: floats of any width, integers and truth values.</summary>
    /// <returns>A new array. Integers beyond 2⁵³ are rounded; true is 1.</returns>
    /// <exception cref="InvalidDataException">The elements are no numbers, or data is missing.</exception>
    public double[] ReadDoubles()
    {
        if (!format.IsNumber) throw Wrong("numbers", TypeAndShape);
        return Read<double>((bytes, values) =>
        {
            format.Convert(bytes, values);
            return null;
        });
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {TypeAndShape}";

    /// <summary>The elements from the first to the last one that is used.</summary>
    private int DataLength()
    {
        if (Strides is null || Length == 0) return (int)Length;
        long last = 0;
        for (int axis = 0; axis < Shape.Count; axis++) last += (Shape[axis] - 1) * Strides[axis];
        return checked((int)(last + 1));
    }

    private T[] Read<T>(ChunkConversion<T> convert)
    {
        if (Length > Array.MaxLength) throw Wrong($"at most {Array.MaxLength} elements", TypeAndShape);
        T[] data = ReadData(DataLength(), convert);
        return Strides is null ? data : Gather(data);
    }

    private T[] ReadData<T>(int length, ChunkConversion<T> convert)
    {
        var values = new T[Math.Min(length, ChunkElements)];
        var bytes = new byte[values.Length * format.Bytes];
        using Stream stream = open();
        for (int start = 0; start < length;)
        {
            int count = Math.Min(ChunkElements, length - start);
            if (start + count > values.Length) Array.Resize(ref values, (int)Math.Min(length, 2L * values.Length));
            Span<byte> chunk = bytes.AsSpan(0, count * format.Bytes);
            int read = Read(stream, chunk);
            if (read < chunk.Length)
            {
                throw Wrong($"{(long)length * format.Bytes} bytes of data", $"{((long)start * format.Bytes) + read}");
            }

            if (convert(chunk, values.AsSpan(start, count)) is { } mistake)
            {
                throw Wrong(mistake.Expected, $"a larger one as element {start + mistake.Index} of the data");
            }

            start += count;
        }

        return values;
    }

    private int Read(Stream stream, Span<byte> chunk)
    {
        try
        {
            return stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            // Compressed data that cannot be decompressed; the stream does not know whose it is.
            throw new InvalidDataException($"{source}: tensor '{Name}': expected compressed data, found a mistake: {error.Message}", error);
        }
    }

    private T[] Gather<T>(T[] data)
    {
        var values = new T[Length];
        var indices = new int[Shape.Count];
        long place = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = data[place];
            for (int axis = Shape.Count - 1; axis >= 0; axis--)
            {
                place += Strides![axis];
                if (++indices[axis] < Shape[axis]) break;
                place -= Strides[axis] * Shape[axis];
                indices[axis] = 0;
            }
        }

        return values;
    }

    private InvalidDataException Wrong(string expected, string found) => FileBytes.Wrong(source, $"tensor '{Name}'", expected, found);
}
