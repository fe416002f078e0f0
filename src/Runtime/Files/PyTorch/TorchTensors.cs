using System.IO;
using System.Linq;

namespace NNGen;

/// <summary>Makes the tensors of a pickle readable, once it is known where their storages lie.</summary>
internal static class TorchTensors
{
    /// <summary>Opens a storage at its first byte and says how many bytes it has; null where the file lacks it.</summary>
    public delegate (long Length, Func<Stream> Open)? StorageFinder(TorchStorage storage);

    /// <exception cref="InvalidDataException">A tensor reaches beyond its storage, or the file lacks that.</exception>
    public static TensorFileContent Describe(List<KeyValuePair<string, TorchTensor>> tensors, StorageFinder find, string source) => new(
        TensorFileFormat.PyTorch,
        [.. tensors.Select(item => Describe(item.Key, item.Value, find, source))],
        WeightLayout.PyTorch,
        IsOrdered: true);

    private static StoredTensor Describe(string name, TorchTensor tensor, StorageFinder find, string source)
    {
        string place = $"tensor '{name}'";
        TorchStorage storage = tensor.Storage;
        int elementBytes = storage.Elements.Bytes;
        (int[] shape, long bytes) = TensorShape.Check(source, place, tensor.Extents, elementBytes);
        RequireInside(tensor, shape, bytes / elementBytes, place, source);
        (long Length, Func<Stream> Open) data = find(storage) ?? throw FileBytes.Wrong(source, place, $"a storage '{storage.Key}'", "none");
        long expected = storage.Count > long.MaxValue / elementBytes ? long.MaxValue : storage.Count * elementBytes;
        if (data.Length != expected) throw FileBytes.Wrong(source, place, $"a storage of {expected} bytes", $"{data.Length} bytes");
        return new StoredTensor(source, name, storage.Elements, shape, () => OpenAt(data.Open, tensor.Offset * elementBytes))
        {
            Strides = tensor.Strides,
        };
    }

    private static void RequireInside(TorchTensor tensor, int[] shape, long length, string place, string source)
    {
        long count = tensor.Storage.Count;
        bool isInside = tensor.Strides.Count == shape.Length && tensor.Offset >= 0 && count >= 0 && length <= count;
        long last = tensor.Offset;
        for (int axis = 0; isInside && length > 0 && axis < shape.Length; axis++)
        {
            long stride = tensor.Strides[axis];
            isInside = stride >= 0 && (shape[axis] == 1 || stride <= count / (shape[axis] - 1));
            if (isInside && shape[axis] > 1) last += (shape[axis] - 1) * stride;
            isInside &= last < count;
        }

        // More elements than the storage has would be a tensor that repeats itself: torch.save keeps those as they are.
        if (isInside && (length == 0 || last < count)) return;
        throw FileBytes.Wrong(
            source,
            place,
            $"elements inside its storage of {count}, none of them repeated",
            $"shape [{string.Join(", ", shape)}], strides [{string.Join(", ", tensor.Strides)}], offset {tensor.Offset}");
    }

    private static Stream OpenAt(Func<Stream> open, long offset)
    {
        Stream stream = open();
        if (stream.CanSeek)
        {
            stream.Position = offset;
            return stream;
        }

        var skipped = new byte[(int)Math.Min(offset, 1 << 16)];
        while (offset > 0)
        {
            int read = stream.Read(skipped.AsSpan(0, (int)Math.Min(skipped.Length, offset)));
            if (read == 0) break;
            offset -= read;
        }

        return stream;
    }
}
