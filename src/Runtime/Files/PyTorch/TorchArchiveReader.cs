using System.IO;
using System.IO.Compression;

namespace NNGen;

/// <summary>
/// Reads what <c>torch.save</c> writes since PyTorch 1.6: a zip archive, not compressed, with a pickle <c>NAME/data.pkl</c> and one entry
/// <c>NAME/data/KEY</c> for each storage.
/// </summary>
internal static class TorchArchiveReader
{
    private const string PickleName = "data.pkl";
    private const int LongestPickle = 64 << 20;

    public static bool IsPickle(ZipArchiveEntry entry) =>
        entry.FullName == PickleName || entry.FullName.EndsWith("/" + PickleName, StringComparison.Ordinal);

    public static TensorFileContent Read(ZipArchive archive, ZipArchiveEntry pickle, string source)
    {
        string folder = pickle.FullName[..^PickleName.Length];
        bool isBigEndian = archive.GetEntry($"{folder}byteorder") is { } order &&
            ArchiveEntries.ReadStored(order, source, maximum: 16).AsSpan().SequenceEqual("big"u8);
        var stream = new MemoryStream(ArchiveEntries.ReadStored(pickle, source, LongestPickle), writable: false);
        object? root = new PickleReader(stream, source, new TorchObjects(isBigEndian)).Read();
        return TorchTensors.Describe(TorchObjects.Flatten(root, source), Find, source);

        (long Length, Func<Stream> Open)? Find(TorchStorage storage)
        {
            if (archive.GetEntry($"{folder}data/{storage.Key}") is not { } entry) return null;
            ArchiveEntries.RequireStored(entry, source);
            return (entry.Length, () => ArchiveEntries.OpenData(entry, source));
        }
    }
}
