using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace NNGen;

/// <summary>
/// The header of a NumPy array: a signature, a version, a length, and a Python dictionary with type, order and shape. Source:
/// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
/// </summary>
/// <remarks>For example <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>.</remarks>
/// <param name="Elements">How elements are written.</param>
/// <param name="IsFortranOrder">Whether the first axis is the fastest one.</param>
/// <param name="Extents">The shape, as the file gives it.</param>
internal sealed record NpyFormat(ElementFormat Elements, bool IsFortranOrder, IReadOnlyList<long> Extents)
{
    /// <summary>The ending of a file, and of an archive's entries.</summary>
    public const string Extension = ".npy";

    private const int VersionBytes = 2;
    private const int Alignment = 64;

    // NumPy itself warns above 10,000 characters.
    private const int LongestHeader = 1 << 20;

    /// <summary>A file begins like this.</summary>
    public static ReadOnlySpan<byte> Signature => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header; the stream is then at the first element.</summary>
    /// <exception cref="InvalidDataException">The header is not well-formed or has an unsupported version or type.</exception>
    public static NpyFormat Read(Stream stream, string source, string place)
    {
        byte[] start = Take(stream, Signature.Length + VersionBytes, source, place);
        if (!start.AsSpan().StartsWith(Signature)) throw FileBytes.Wrong(source, place, "the signature of a NumPy array", "other bytes");
        byte version = start[Signature.Length];
        if (version is < 1 or > 3) throw FileBytes.Wrong(source, place, "a NumPy format version from 1 to 3", $"{version}");
        int length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(Take(stream, sizeof(ushort), source, place))
            : (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(Take(stream, sizeof(uint), source, place)), int.MaxValue);
        if (length > LongestHeader) throw FileBytes.Wrong(source, place, $"a header of at most {LongestHeader} bytes", $"{length}");
        return new NpyHeaderParser(Encoding.UTF8.GetString(Take(stream, length, source, place)), source, place).Parse();
    }

    /// <summary>The header of an array of floats in row-major order. The same shape gives the same bytes.</summary>
    public static byte[] HeaderOf(ReadOnlySpan<int> shape)
    {
        string extents = string.Join(", ", shape.ToArray()) + (shape.Length == 1 ? "," : string.Empty);
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({extents}), }}";
        int before = Signature.Length + VersionBytes + sizeof(ushort);
        int length = ((before + text.Length + Alignment) / Alignment * Alignment) - before;
        var header = new byte[before + length];
        Signature.CopyTo(header);
        header[Signature.Length] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(before - sizeof(ushort)), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", header.AsSpan(before));
        return header;
    }

    private static byte[] Take(Stream stream, int count, string source, string place)
    {
        var bytes = new byte[count];
        int read = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return read == count ? bytes : throw FileBytes.Wrong(source, place, $"{count} more bytes of the header", $"{read}");
    }
}
