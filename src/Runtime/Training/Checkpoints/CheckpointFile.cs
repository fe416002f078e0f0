using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;

namespace NNGen;

/// <summary>
/// A file that is either whole or known not to be: 8 bytes <c>NNGenCkp</c>, the length of the content (64 bits, little-endian), its
/// SHA-256, the content. The file before it is kept beside it.
/// </summary>
internal static class CheckpointFile
{
    private const int LengthAt = 8;
    private const int HashAt = 16;
    private const int HeaderLength = HashAt + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "NNGenCkp"u8;

    /// <summary>Where the file before the newest is.</summary>
    public static string PreviousOf(string path) => path + ".previous";

    /// <summary>Writes a file in place of an older one, which becomes the one before it.</summary>
    public static void Write(string path, Action<BinaryWriter> write)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, System.Text.Encoding.UTF8, leaveOpen: true)) write(writer);
        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        Span<byte> header = stackalloc byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[LengthAt..], bytes.Length);
        SHA256.HashData(bytes, header[HashAt..]);

        // One name for all: what a killed process leaves behind is overwritten by the next.
        string temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(header);
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        if (File.Exists(path)) File.Move(path, PreviousOf(path), overwrite: true);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The content of the newest file that is whole; null where there is no file at all.</summary>
    /// <exception cref="InvalidDataException">There are files, but none of them is whole.</exception>
    public static byte[]? ReadNewest(string path)
    {
        byte[]? content = Read(path, out string? damage);
        if (content is not null) return content;
        content = Read(PreviousOf(path), out string? previousDamage);
        if (content is not null) return content;
        if (damage is null && previousDamage is null) return null;
        throw new InvalidDataException(
            $"No whole checkpoint was found: {damage ?? $"{path} is missing"}; {previousDamage ?? $"{PreviousOf(path)} is missing"}. " +
            "Delete them to start the training anew.");
    }

    private static byte[]? Read(string path, out string? damage)
    {
        damage = null;
        if (!File.Exists(path)) return null;
        byte[] bytes = File.ReadAllBytes(path);
        damage = Damage(bytes) is { } text ? $"{path} {text}" : null;
        return damage is null ? bytes[HeaderLength..] : null;
    }

    private static string? Damage(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength) return $"has only {bytes.Length} bytes";
        if (!bytes.StartsWith(Magic)) return "is not a checkpoint";
        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes[LengthAt..]);
        int found = bytes.Length - HeaderLength;
        if (found != length) return $"should have {length} bytes of content, but has {found}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[HeaderLength..], hash);
        return hash.SequenceEqual(bytes.Slice(HashAt, hash.Length)) ? null : "does not match its checksum";
    }
}
