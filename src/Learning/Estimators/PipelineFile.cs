using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NNGen.Learning;

/// <summary>
/// A pipeline as one file: a zip archive of <c>pipeline.json</c> and <c>network.safetensors</c>, both as they are, so that other tools can
/// read either, and of their checksums, in the format of the tool of that name: the library does not check those of zip itself.
/// </summary>
internal static class PipelineFile
{
    private const string ContentName = "pipeline.json";
    private const string NetworkName = "network.safetensors";
    private const string ChecksumsName = "sha256sum.txt";

    // Far beyond any table; nothing is unpacked without a limit.
    private const int LongestContent = 1 << 26;
    private const int LongestHeader = 1 << 20;

    // The same for every archive, so that the same pipeline gives the same bytes. The earliest that zip can tell.
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string path, PipelineContent content, byte[] weights)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(content, PipelineJson.Default.PipelineContent);
        string temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    Add(archive, ContentName, json);
                    Add(archive, NetworkName, weights);
                    Add(archive, ChecksumsName, Checksums(json, weights));
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            throw;
        }
    }

    public static (PipelineContent Content, byte[] Weights) Read(string path, string kind, NetworkDescription network)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            byte[] json = Unpack(archive, ContentName, LongestContent);
            byte[] weights = Unpack(archive, NetworkName, ((long)network.ParameterCount * sizeof(float)) + LongestHeader);
            PipelineContent content = JsonSerializer.Deserialize(json, PipelineJson.Default.PipelineContent)
                ?? throw new InvalidDataException($"{ContentName} is empty");
            if (content.Flaw(kind) is string flaw) throw new InvalidDataException($"expected {flaw}");
            if (Unpack(archive, ChecksumsName, LongestHeader).AsSpan().SequenceEqual(Checksums(json, weights))) return (content, weights);
            throw new InvalidDataException($"expected the checksums in {ChecksumsName}, found others: the file is damaged");
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"{path}: expected a {kind} around {network.Name}: {error.Message}", error);
        }
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Timestamp;
        using Stream stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Unpack(ZipArchive archive, string name, long longest)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new InvalidDataException($"expected an entry {name}, found none");
        if (entry.Length > longest) throw new InvalidDataException($"expected at most {longest} bytes of {name}, found {entry.Length}");
        using Stream stream = entry.Open();
        var content = new byte[entry.Length];
        int read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (read == content.Length && stream.ReadByte() < 0) return content;
        throw new InvalidDataException($"expected {entry.Length} bytes of {name}, found {(read < content.Length ? "fewer" : "more")}");
    }

    private static byte[] Checksums(byte[] json, byte[] weights) =>
        Encoding.UTF8.GetBytes($"{ChecksumOf(json)}  {ContentName}\n{ChecksumOf(weights)}  {NetworkName}\n");

    private static string ChecksumOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
