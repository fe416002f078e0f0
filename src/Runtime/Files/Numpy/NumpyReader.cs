using System.IO;
using System.IO.Compression;

namespace NNGen;

/// <summary>Reads NumPy's arrays, alone or as an archive.</summary>
internal static class NumpyReader
{
    /// <summary>The name of the only tensor of a <c>.npy</c> file.</summary>
    public const string OnlyName = "array";

    public static TensorFileContent ReadArray(FileBytes bytes)
    {
        using Stream stream = bytes.View(0, bytes.Length, "the file");
        string place = $"tensor '{OnlyName}'";
        NpyFormat format = NpyFormat.Read(stream, bytes.Source, place);
        long start = stream.Position;
        (StoredTensor tensor, long length) = Describe(bytes.Source, OnlyName, format, () => bytes.View(start, bytes.Length - start, place));
        if (bytes.Length - start != length) throw bytes.Wrong(place, $"{length} bytes of data", $"{bytes.Length - start}");
        return new TensorFileContent(TensorFileFormat.Npy, [tensor], WeightLayout.Auto, IsOrdered: true);
    }

    public static TensorFileContent ReadArchive(ZipArchive archive, string source)
    {
        var tensors = new List<StoredTensor>();
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = entry.FullName[..^NpyFormat.Extension.Length];
            string place = $"tensor '{name}'";
            using Stream stream = ArchiveEntries.OpenData(entry, source);
            var counted = new CountedStream(stream);
            NpyFormat format = NpyFormat.Read(counted, source, place);
            long start = counted.Count;
            (StoredTensor tensor, long length) = Describe(source, name, format, () => OpenBehind(entry, source, start));
            if (entry.Length - start != length) throw FileBytes.Wrong(source, place, $"{length} bytes of data", $"{entry.Length - start}");
            tensors.Add(tensor);
        }

        return new TensorFileContent(TensorFileFormat.Npz, tensors, WeightLayout.Auto, IsOrdered: true);
    }

    private static (StoredTensor Tensor, long Bytes) Describe(string source, string name, NpyFormat format, Func<Stream> open)
    {
        (int[] shape, long bytes) = TensorShape.Check(source, $"tensor '{name}'", format.Extents, format.Elements.Bytes);
        IReadOnlyList<long>? strides = format.IsFortranOrder ? FortranStrides(shape) : null;
        return (new StoredTensor(source, name, format.Elements, shape, open) { Strides = strides }, bytes);
    }

    private static long[] FortranStrides(int[] shape)
    {
        var strides = new long[shape.Length];
        long stride = 1;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>An entry may be compressed, so its header is read once more to get behind it.</summary>
    private static Stream OpenBehind(ZipArchiveEntry entry, string source, long count)
    {
        Stream stream = ArchiveEntries.OpenData(entry, source);
        Span<byte> skipped = stackalloc byte[256];
        while (count > 0)
        {
            int read = stream.Read(skipped[..(int)Math.Min(skipped.Length, count)]);
            if (read == 0) break;
            count -= read;
        }

        return stream;
    }
}
