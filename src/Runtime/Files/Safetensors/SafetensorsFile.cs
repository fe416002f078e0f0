using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// Reads and writes the parts of a safetensors file, one behind the other: the header's length (64 bits, little-endian), the header, and
/// the data of all tensors, little-endian and without gaps.
/// </summary>
internal static class SafetensorsFile
{
    // The limit of the reference implementation.
    private const int LongestHeader = 100_000_000;
    private const int ShortestHeader = 2;

    // Spans of bytes end at 2 GB, spans of floats at 8.
    private const int ChunkFloats = 1 << 20;

    // On the stack.
    private const int SkippedBytes = 4096;

    /// <summary>
    /// Reads everything up to the data. Of a stream that knows its length, also checks that the data is there and nothing else.
    /// </summary>
    /// <param name="stream">At the beginning of the file.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <returns>The header; the stream is at the beginning of the data.</returns>
    /// <exception cref="InvalidDataException">The header is not well-formed or does not fit the stream.</exception>
    public static SafetensorsHeader ReadHeader(Stream stream, string source)
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(ulong)];
        int read = stream.ReadAtLeast(lengthBytes, lengthBytes.Length, throwOnEndOfStream: false);
        if (read < lengthBytes.Length) throw Wrong(source, $"{lengthBytes.Length} bytes with the length of the header", $"{read}");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length is < ShortestHeader or > LongestHeader)
        {
            throw Wrong(source, $"a header of {ShortestHeader} to {LongestHeader} bytes", $"{length}");
        }

        // Before the memory is allocated: the length may be nonsense.
        string expected = $"a header of {length} bytes";
        if (stream.CanSeek && stream.Length - stream.Position < (long)length)
        {
            throw Wrong(source, expected, $"{stream.Length - stream.Position}");
        }

        var json = new byte[length];
        read = stream.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
        if (read < json.Length) throw Wrong(source, expected, $"{read}");
        SafetensorsHeader header = SafetensorsHeaderParser.Parse(json, source);
        if (stream.CanSeek && stream.Length - stream.Position != header.DataLength)
        {
            throw Wrong(source, $"{header.DataLength} bytes of data", $"{stream.Length - stream.Position}");
        }

        return header;
    }

    /// <summary>Reads the data of all tensors, which are all of 32-bit floats, up to the end of the stream.</summary>
    /// <param name="stream">At the beginning of the data.</param>
    /// <param name="header">The header, already found to be of a size that is wanted.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <returns>All floats, in the order of the file.</returns>
    /// <exception cref="InvalidDataException">There is less data than the header says, or something behind it.</exception>
    public static float[] ReadData(Stream stream, SafetensorsHeader header, string source)
    {
        var values = new float[header.DataLength / sizeof(float)];
        ReadFloats(stream, values, 0, header, source);
        RequireEnd(stream, header, source);
        return values;
    }

    /// <summary>Reads the data of some tensors, which are of 32-bit floats; what the others hold does not matter.</summary>
    /// <param name="stream">At the beginning of the data; afterwards at its end.</param>
    /// <param name="header">The header, already found to have the tensors that are wanted.</param>
    /// <param name="names">The names of the tensors that are wanted.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <returns>The floats of each, row-major in its shape.</returns>
    /// <exception cref="InvalidDataException">There is less data than the header says, or something behind it.</exception>
    public static Dictionary<string, float[]> ReadTensors(
        Stream stream, SafetensorsHeader header, IReadOnlyCollection<string> names, string source)
    {
        var wanted = new HashSet<string>(names);
        var values = new Dictionary<string, float[]>();
        foreach (SafetensorsTensor tensor in header.Tensors)
        {
            if (wanted.Contains(tensor.Name))
            {
                values.Add(tensor.Name, new float[(tensor.End - tensor.Start) / sizeof(float)]);
                ReadFloats(stream, values[tensor.Name], tensor.Start, header, source);
            }
            else
            {
                Skip(stream, tensor, header, source);
            }
        }

        RequireEnd(stream, header, source);
        return values;
    }

    /// <summary>Writes everything up to the data.</summary>
    public static void WriteHeader(Stream stream, SafetensorsHeader header)
    {
        ReadOnlySpan<byte> json = header.ToJson().Span;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        stream.Write(length);
        stream.Write(json);
    }

    /// <summary>Writes the data of one tensor. The tensors come in the order of the header.</summary>
    /// <param name="stream">Behind the tensor before.</param>
    /// <param name="values">The floats. On a big-endian machine they are overwritten.</param>
    public static void WriteData(Stream stream, Span<float> values)
    {
        while (!values.IsEmpty)
        {
            Span<float> chunk = values[..Math.Min(ChunkFloats, values.Length)];
            SwapOnBigEndian(chunk);
            stream.Write(MemoryMarshal.AsBytes(chunk));
            values = values[chunk.Length..];
        }
    }

    /// <summary>Reads floats that are known to be there.</summary>
    /// <exception cref="EndOfStreamException">They are not.</exception>
    public static void ReadFloats(Stream stream, Span<float> values)
    {
        stream.ReadExactly(MemoryMarshal.AsBytes(values));
        SwapOnBigEndian(values);
    }

    private static void ReadFloats(Stream stream, Span<float> values, long start, SafetensorsHeader header, string source)
    {
        while (!values.IsEmpty)
        {
            Span<float> chunk = values[..Math.Min(ChunkFloats, values.Length)];
            Span<byte> bytes = MemoryMarshal.AsBytes(chunk);
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            start += read;
            if (read < bytes.Length) throw Wrong(source, $"{header.DataLength} bytes of data", $"{start}");
            SwapOnBigEndian(chunk);
            values = values[chunk.Length..];
        }
    }

    private static void Skip(Stream stream, SafetensorsTensor tensor, SafetensorsHeader header, string source)
    {
        if (stream.CanSeek)
        {
            // The stream's length has been found to be right.
            stream.Seek(tensor.End - tensor.Start, SeekOrigin.Current);
            return;
        }

        Span<byte> buffer = stackalloc byte[SkippedBytes];
        for (long place = tensor.Start; place < tensor.End;)
        {
            int read = stream.Read(buffer[..(int)Math.Min(buffer.Length, tensor.End - place)]);
            if (read == 0) throw Wrong(source, $"{header.DataLength} bytes of data", $"{place}");
            place += read;
        }
    }

    private static void RequireEnd(Stream stream, SafetensorsHeader header, string source)
    {
        if (stream.ReadByte() >= 0) throw Wrong(source, $"{header.DataLength} bytes of data", "more");
    }

    private static void SwapOnBigEndian(Span<float> values)
    {
        if (BitConverter.IsLittleEndian) return;
        Span<uint> words = MemoryMarshal.Cast<float, uint>(values);
        BinaryPrimitives.ReverseEndianness(words, words);
    }

    private static InvalidDataException Wrong(string source, string expected, string found) =>
        new($"{source}: expected {expected}, found {found}.");
}
