using System.Buffers.Binary;
using System.IO;

namespace NNGen;

/// <summary>
/// Reads what <c>torch.save</c> wrote before PyTorch 1.6, and still writes when asked to: five pickles (a magic number, a version, the
/// machine, the object, the keys of its storages), then each storage: its number of elements (64 bits) and its data.
/// </summary>
internal static class LegacyTorchReader
{
    private const long Protocol = 1001;

    /// <summary>A file begins with the magic number 0x1950a86a20f9469cfc6c as a pickle.</summary>
    public static ReadOnlySpan<byte> Signature => [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    public static TensorFileContent Read(FileBytes bytes)
    {
        using Stream stream = bytes.View(0, bytes.Length, "the file");
        stream.Position = Signature.Length + 1;
        var plain = new PickleReader(stream, bytes.Source, new TorchObjects(isBigEndian: false));
        if (plain.Read() is not Protocol) throw bytes.Wrong("the second pickle", $"the protocol {Protocol}", "another one");
        object? machine = plain.Read();
        bool isBigEndian = machine is PickleDictionary facts && facts.Items.Contains(new("little_endian", false));
        List<KeyValuePair<string, TorchTensor>> tensors =
            TorchObjects.Flatten(new PickleReader(stream, bytes.Source, new TorchObjects(isBigEndian)).Read(), bytes.Source);
        Dictionary<string, (long Position, long Length)> places = FindStorages(bytes, stream, plain.Read(), tensors, isBigEndian);
        return TorchTensors.Describe(tensors, Find, bytes.Source);

        (long Length, Func<Stream> Open)? Find(TorchStorage storage) =>
            !places.TryGetValue(storage.Key, out (long Position, long Length) place) ? null
            : (place.Length, () => bytes.View(place.Position, place.Length, $"storage '{storage.Key}'"));
    }

    private static Dictionary<string, (long Position, long Length)> FindStorages(
        FileBytes bytes, Stream stream, object? keys, List<KeyValuePair<string, TorchTensor>> tensors, bool isBigEndian)
    {
        var elementBytes = new Dictionary<string, int>();
        foreach ((_, TorchTensor tensor) in tensors) elementBytes[tensor.Storage.Key] = tensor.Storage.Elements.Bytes;
        var places = new Dictionary<string, (long Position, long Length)>();
        long position = stream.Position;
        foreach (object? item in keys as List<object?> ??
            throw bytes.Wrong("the last pickle", "the keys of the storages", "another object"))
        {
            bool isKnown = item is string key && elementBytes.ContainsKey(key) && !places.ContainsKey(key);
            if (!isKnown) throw bytes.Wrong("the last pickle", "the keys of the tensors' storages, once each", $"'{item}'");
            string name = (string)item!;
            byte[] number = bytes.Read(position, sizeof(long), $"storage '{name}'");
            long count = isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(number) : BinaryPrimitives.ReadInt64LittleEndian(number);
            if (count < 0 || count > bytes.Length) throw bytes.Wrong($"storage '{name}'", $"at most {bytes.Length} elements", $"{count}");
            position += sizeof(long);
            places.Add(name, (position, count * elementBytes[name]));
            position += count * elementBytes[name];
        }

        if (position != bytes.Length) throw bytes.Wrong("the storages", $"a file of {position} bytes", $"{bytes.Length} bytes");
        return places;
    }
}
