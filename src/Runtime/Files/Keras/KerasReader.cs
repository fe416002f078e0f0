using System.IO;
using System.IO.Compression;
using System.Linq;

namespace NNGen;

/// <summary>Reads Keras' files: HDF5 alone, or a <c>.keras</c> archive with the weights as HDF5 and the configuration as JSON.</summary>
internal static class KerasReader
{
    /// <summary>The entry of an archive with the weights.</summary>
    public const string WeightsEntry = "model.weights.h5";

    private const string ConfigurationEntry = "config.json";
    private const string LayerNames = "layer_names";
    private const string WeightNames = "weight_names";
    private const int MaximumDatasets = 100_000;
    private const int MaximumDepth = 32;
    private const int LongestConfiguration = 64 << 20;

    public static TensorFileContent ReadArchive(ZipArchive archive, ZipArchiveEntry weights, string source)
    {
        ZipArchiveEntry entry = archive.GetEntry(ConfigurationEntry) ??
            throw FileBytes.Wrong(source, "the archive", $"an entry '{ConfigurationEntry}'", "none");
        KerasConfiguration configuration = KerasConfiguration.Parse(ArchiveEntries.ReadStored(entry, source, LongestConfiguration), source);
        byte[] file = ArchiveEntries.ReadStored(weights, source, Array.MaxLength);
        var bytes = new FileBytes(new MemoryStream(file, writable: false), $"{source}, {WeightsEntry}");
        if (!file.AsSpan().StartsWith(Hdf5File.Signature)) throw bytes.Wrong("the beginning", "an HDF5 file", "other bytes");
        return Read(TensorFileFormat.Keras, new Hdf5File(bytes), configuration);
    }

    /// <summary>Reads the weights.</summary>
    /// <param name="format">The format of the whole.</param>
    /// <param name="file">The HDF5 file.</param>
    /// <param name="configuration">What tells the order of the layers, unless the file itself does.</param>
    public static TensorFileContent Read(TensorFileFormat format, Hdf5File file, KerasConfiguration? configuration)
    {
        var tensors = new List<StoredTensor>();
        var order = new Dictionary<string, int>();
        Visit(file.Root, 0);
        bool isOrdered = configuration is not null || order.Count > 0;
        if (configuration is not null) tensors = [.. tensors.OrderBy(tensor => configuration.PlaceOf(tensor.Name))];
        else tensors = [.. tensors.OrderBy(tensor => order.GetValueOrDefault(tensor.Name, int.MaxValue))];
        return new TensorFileContent(format, tensors, WeightLayout.Keras, isOrdered);

        void Visit(Hdf5Object item, int depth)
        {
            if (depth > MaximumDepth) throw file.Bytes.Wrong(item.Name, $"at most {MaximumDepth} groups in each other", "more");
            if (Hdf5Dataset.IsDataset(item))
            {
                if (tensors.Count == MaximumDatasets) throw file.Bytes.Wrong(item.Name, $"at most {MaximumDatasets} datasets", "more");
                tensors.Add(Hdf5Dataset.Describe(file.Bytes, item));
                return;
            }

            List<KeyValuePair<string, Hdf5Object>> members = file.MembersOf(item);
            AddOrder(item, members, order);
            foreach ((_, Hdf5Object member) in members) Visit(member, depth + 1);
        }
    }

    /// <summary>Keras lists a model's layers, and each layer's weights, in attributes; the file itself sorts by name.</summary>
    private static void AddOrder(Hdf5Object model, List<KeyValuePair<string, Hdf5Object>> members, Dictionary<string, int> order)
    {
        var groups = new Dictionary<string, Hdf5Object>();
        foreach ((string name, Hdf5Object member) in members) groups[name] = member;
        foreach (string layer in TextsOf(model, LayerNames))
        {
            if (!groups.TryGetValue(layer, out Hdf5Object? group)) continue;
            foreach (string weight in TextsOf(group, WeightNames)) order.TryAdd($"{group.Name}/{weight}", order.Count);
        }
    }

    /// <summary>Lists that are too long for one attribute are continued in NAME0, NAME1 and so on.</summary>
    private static IEnumerable<string> TextsOf(Hdf5Object item, string attribute)
    {
        if (item.Texts(attribute) is { } all) return all;
        var parts = new List<string>();
        for (int part = 0; item.Texts($"{attribute}{part}") is { } texts; part++) parts.AddRange(texts);
        return parts;
    }
}
