using System.IO;
using System.IO.Compression;
using System.Linq;

namespace NNGen;

/// <summary>What a reader finds in a file.</summary>
/// <param name="Format">The format.</param>
/// <param name="Tensors">The tensors.</param>
/// <param name="Layout">How the file orders the axes of weights, where the format says so.</param>
/// <param name="IsOrdered">Whether layers stand in the order in which they are computed, as far as their writer keeps an order at
/// all.</param>
internal sealed record TensorFileContent(
    TensorFileFormat Format, IReadOnlyList<StoredTensor> Tensors, WeightLayout Layout, bool IsOrdered)
{
    /// <summary>So much of a file tells its format.</summary>
    public const int SignatureBytes = 16;

    private const string Formats = "a safetensors, .npy, .npz, PyTorch, HDF5 (Keras .h5) or .keras file";

    /// <summary>Reads a file that is no archive.</summary>
    /// <param name="start">The file's first bytes.</param>
    /// <param name="bytes">The file.</param>
    public static TensorFileContent Read(ReadOnlySpan<byte> start, FileBytes bytes)
    {
        if (start.StartsWith(NpyFormat.Signature)) return NumpyReader.ReadArray(bytes);
        if (start.StartsWith(Hdf5File.Signature)) return KerasReader.Read(TensorFileFormat.Hdf5, new Hdf5File(bytes), configuration: null);
        if (start.StartsWith(LegacyTorchReader.Signature)) return LegacyTorchReader.Read(bytes);
        if (start.Length > sizeof(ulong) && start[sizeof(ulong)] == '{') return SafetensorsReader.Read(bytes);
        throw bytes.Wrong("the beginning", Formats, start.IsEmpty ? "no bytes" : $"the bytes {Convert.ToHexString(start)}");
    }

    /// <summary>Reads an archive.</summary>
    public static TensorFileContent Read(ZipArchive archive, string source)
    {
        if (archive.Entries.FirstOrDefault(TorchArchiveReader.IsPickle) is { } pickle)
        {
            return TorchArchiveReader.Read(archive, pickle, source);
        }
        if (archive.GetEntry(KerasReader.WeightsEntry) is { } weights) return KerasReader.ReadArchive(archive, weights, source);
        if (archive.Entries.All(entry => entry.FullName.EndsWith(NpyFormat.Extension, StringComparison.Ordinal)))
        {
            return NumpyReader.ReadArchive(archive, source);
        }

        IEnumerable<string> names = archive.Entries.Take(5).Select(entry => entry.FullName);
        throw FileBytes.Wrong(source, "the archive", Formats, $"a zip archive of {string.Join(", ", names)}");
    }
}
