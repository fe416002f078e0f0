using System.IO;
using System.IO.Compression;

namespace NNGen;

/// <summary>Reads zip archives, whose directories may lie.</summary>
internal static class ArchiveEntries
{
    // The directory lies in the file; each of its entries becomes an object.
    private const int MaximumEntries = 100_000;

    public static ZipArchive Open(Stream stream, string source) => Guard(source, () =>
    {
        var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count <= MaximumEntries) return archive;
        throw FileBytes.Wrong(source, "the archive", $"at most {MaximumEntries} entries", $"{archive.Entries.Count}");
    });

    /// <summary>Says of whatever the archive's reader throws which file it is about.</summary>
    public static T Guard<T>(string source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is NotSupportedException or ArgumentException or OverflowException or EndOfStreamException
            || (error is InvalidDataException && !error.Message.StartsWith(source, StringComparison.Ordinal)))
        {
            throw new InvalidDataException($"{source}: expected a zip archive, found a mistake: {error.Message}", error);
        }
    }

    /// <summary>Opens an entry's data.</summary>
    public static Stream OpenData(ZipArchiveEntry entry, string source) => Guard(source, entry.Open);

    /// <summary>Requires an entry that is not compressed, so that it is no larger than the file.</summary>
    public static void RequireStored(ZipArchiveEntry entry, string source)
    {
        if (entry.Length <= entry.CompressedLength) return;
        throw FileBytes.Wrong(
            source, $"entry '{entry.FullName}'", "data without compression, as its writer stores it", $"{entry.CompressedLength} bytes for {entry.Length}");
    }

    /// <summary>All bytes of an entry that is not compressed.</summary>
    public static byte[] ReadStored(ZipArchiveEntry entry, string source, int maximum)
    {
        RequireStored(entry, source);
        if (entry.Length > maximum)
        {
            throw FileBytes.Wrong(source, $"entry '{entry.FullName}'", $"at most {maximum} bytes", $"{entry.Length}");
        }

        return Guard(source, () =>
        {
            var bytes = new byte[entry.Length];
            using Stream stream = entry.Open();
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read == bytes.Length) return bytes;
            throw FileBytes.Wrong(source, $"entry '{entry.FullName}'", $"{bytes.Length} bytes", $"{read}");
        });
    }
}
