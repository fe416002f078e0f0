using System.IO;

namespace NNGen;

/// <summary>The bytes of a file that is read here and there: bounds are checked before memory is allocated.</summary>
/// <param name="stream">The file; it can seek.</param>
/// <param name="source">The file's name, for messages.</param>
internal sealed class FileBytes(Stream stream, string source)
{
    public string Source => source;

    public long Length { get; } = stream.Length;

    /// <summary>Some bytes.</summary>
    /// <param name="position">Where they start.</param>
    /// <param name="count">Their number.</param>
    /// <param name="what">What they are, for messages.</param>
    /// <exception cref="InvalidDataException">They are not all inside the file.</exception>
    public byte[] Read(long position, long count, string what)
    {
        Require(position, count, what);
        var bytes = new byte[count];
        stream.Position = position;
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : throw Missing(position, count, what);
    }

    /// <summary>A range of the file as a stream of its own, which may be disposed.</summary>
    /// <exception cref="InvalidDataException">The range is not all inside the file.</exception>
    public Stream View(long position, long count, string what)
    {
        Require(position, count, what);
        return new RangeStream(stream, position, count);
    }

    public InvalidDataException Wrong(string place, string expected, string found) => Wrong(source, place, expected, found);

    public static InvalidDataException Wrong(string source, string place, string expected, string found) =>
        new($"{source}: {place}: expected {expected}, found {found}.");

    private void Require(long position, long count, string what)
    {
        bool isInside = position >= 0 && count >= 0 && position <= Length && count <= Length - position && count <= Array.MaxLength;
        if (!isInside) throw Missing(position, count, what);
    }

    private InvalidDataException Missing(long position, long count, string what) =>
        Wrong(what, $"{count} bytes from byte {position} on", $"a file of {Length} bytes");
}
