using System.IO;
using System.Linq;
using System.Text;

namespace NNGen;

/// <summary>Finds for every tensor of a network the one of a file that it comes from, before any value is read.</summary>
internal sealed class ImportPlan
{
    private readonly NetworkDescription network;
    private readonly TensorFile file;
    private readonly ImportOptions options;
    private readonly List<NetworkLayer> layers;
    private readonly FeatureOrder featureOrder;
    private readonly Dictionary<string, StoredTensor> sources = [];
    private readonly List<string> mistakes = [];
    private WeightLayout layout;

    /// <exception cref="InvalidDataException">The file does not fit the network; the message lists everything that does not.</exception>
    public ImportPlan(NetworkDescription network, TensorFile file, ImportOptions options)
    {
        this.network = network;
        this.file = file;
        this.options = options;
        layers = NetworkLayer.Of(network);
        featureOrder = new FeatureOrder(network);
        List<StoredTensor> wanted = [.. file.Tensors.Where(tensor => !IsIgnored(tensor.Name))];
        layout = InferLayout(wanted);
        List<StoredTensor> rest = ApplyMap(wanted);
        if (layout != WeightLayout.Auto) Match(rest);
        Check(wanted);
        if (mistakes.Count == 0) return;
        var message = new StringBuilder($"{file.Name}: expected the weights of {network.Name}:");
        foreach (string mistake in mistakes) message.Append("\n- ").Append(mistake);
        throw new InvalidDataException(message.ToString());
    }

    /// <summary>What was done, once it is done.</summary>
    public ImportResult Result => new(
        [.. network.Tensors.Select(tensor => new ImportedTensor(sources[tensor.Name].Name, tensor.Name))],
        [.. file.Tensors.Select(tensor => tensor.Name).Where(IsIgnored)]);

    /// <summary>The values of a tensor in the network's layout.</summary>
    public float[] Read(TensorDescription tensor) => TranslationOf(tensor).Apply(sources[tensor.Name].ReadSingles());

    private bool IsIgnored(string name)
    {
        if (options.Prefix is { } prefix && !name.StartsWith(prefix, StringComparison.Ordinal)) return true;
        if (options.Ignore.Any(start => name.StartsWith(start, StringComparison.Ordinal))) return true;
        (string path, string role) = FileLayer.Split(name);
        return path.StartsWith("optimizer", StringComparison.Ordinal) || path.EndsWith("seed_generator", StringComparison.Ordinal)
            || role == "num_batches_tracked";
    }

    private WeightLayout InferLayout(List<StoredTensor> tensors)
    {
        if (options.Layout != WeightLayout.Auto) return options.Layout;
        if (file.Content.Layout != WeightLayout.Auto) return file.Content.Layout;
        HashSet<string> roles = [.. tensors.Select(tensor => FileLayer.Split(tensor.Name).Role)];
        if (roles.Contains("kernel") || roles.Contains("gamma")) return WeightLayout.Keras;
        if (roles.Contains("weight")) return WeightLayout.PyTorch;
        mistakes.Add("the layout: expected names that end in 'kernel' (Keras) or 'weight' (PyTorch), found " +
            $"{(tensors.Count == 0 ? "no tensors" : string.Join(", ", tensors.Take(5)))}: say which it is, with ImportOptions.Layout");
        return WeightLayout.Auto;
    }

    /// <summary>Takes what the caller has named; gives the tensors that are left.</summary>
    private List<StoredTensor> ApplyMap(List<StoredTensor> tensors)
    {
        var rest = new List<StoredTensor>(tensors);
        foreach ((string source, string target) in options.Map ?? new Dictionary<string, string>())
        {
            NetworkLayer? layer = layers.Find(candidate => candidate.Name == target);
            bool isKnown = layer is not null || network.Tensors.Any(tensor => tensor.Name == target);
            List<StoredTensor> found = [.. tensors.Where(tensor => tensor.Name == source || (layer is not null
                && FileLayer.Split(tensor.Name).Path == source))];
            if (!isKnown) mistakes.Add($"the map: expected a layer or tensor of {network.Name}, found '{target}'");
            if (found.Count == 0) mistakes.Add($"the map: expected a layer or tensor of the file, found '{source}'");
            if (!isKnown) continue;
            foreach (StoredTensor tensor in found)
            {
                string role = FileLayer.Split(tensor.Name).Role;
                string? name = layer is null ? target : layer.Find(role)?.Name;
                if (name is not null && sources.TryAdd(name, tensor)) rest.Remove(tensor);
            }
        }

        return rest;
    }

    private void Match(List<StoredTensor> rest)
    {
        List<NetworkLayer> open = layers.FindAll(layer => layer.Tensors.All(tensor => !sources.ContainsKey(tensor.Name)));
        bool isNumbered = rest.Count > 0 && rest.All(tensor => tensor.Name.StartsWith("arr_", StringComparison.Ordinal));
        if (isNumbered)
        {
            // What numpy.savez calls arrays without names: they are in the order of the network's tensors.
            foreach ((TensorDescription target, StoredTensor source) in open.SelectMany(layer => layer.Tensors).Zip(rest))
            {
                sources.Add(target.Name, source);
            }

            return;
        }

        List<FileLayer> found = FileLayer.Group(rest);
        bool areNamed = open.Count == found.Count && open.All(layer => found.Count(candidate => candidate.Name == layer.Name) == 1);
        if (areNamed)
        {
            foreach (NetworkLayer layer in open) Take(layer, found.Find(candidate => candidate.Name == layer.Name)!);
            return;
        }

        while (open.Count > 0)
        {
            List<FileLayer> candidates = found.FindAll(candidate => Fits(open[0], candidate));
            List<NetworkLayer> equals = open.FindAll(
                layer => ReferenceEquals(layer, open[0]) || candidates.Exists(candidate => Fits(layer, candidate)));
            MatchAlike(equals, candidates);
            open.RemoveAll(equals.Contains);
            found.RemoveAll(candidates.Contains);
        }
    }

    /// <summary>Layers of the same shapes come in the same order on both sides.</summary>
    private void MatchAlike(List<NetworkLayer> alike, List<FileLayer> candidates)
    {
        string names = string.Join(", ", alike.Select(layer => $"'{layer.Name}'"));
        if (candidates.Count != alike.Count)
        {
            mistakes.Add(
                $"layer{(alike.Count == 1 ? string.Empty : "s")} {names}: expected {alike.Count} of the file with {Expected(alike[0])}, found " +
                $"{(candidates.Count == 0 ? "none" : string.Join(" and ", candidates))}");
            return;
        }

        if (candidates.Count > 1 && !file.Content.IsOrdered)
        {
            if (candidates.Select(candidate => candidate.Template).Distinct().Count() > 1)
            {
                mistakes.Add($"layers {names}: {string.Join(" and ", candidates)} fit all of them, and the file has no order: say which is which, with ImportOptions.Map");
                return;
            }

            candidates = [.. candidates.OrderBy(candidate => candidate.NumberKey, StringComparer.Ordinal)];
        }

        for (int i = 0; i < alike.Count; i++) Take(alike[i], candidates[i]);
    }

    private bool Fits(NetworkLayer layer, FileLayer candidate) =>
        layer.Tensors.Count == candidate.Tensors.Count && candidate.Tensors.All(item =>
            layer.Find(item.Role) is { } target && TranslationOf(target).FileShape.AsSpan().SequenceEqual(item.Tensor.Shape.ToArray()));

    private string Expected(NetworkLayer layer) =>
        string.Join(
            ", ", layer.Tensors.Select(tensor => $"{NetworkLayer.RoleOf(tensor)} {ShapeText.Format(TranslationOf(tensor).FileShape)}"));

    private void Take(NetworkLayer layer, FileLayer source)
    {
        foreach ((string role, StoredTensor tensor) in source.Tensors)
        {
            if (layer.Find(role) is { } target) sources.TryAdd(target.Name, tensor);
        }
    }

    private void Check(List<StoredTensor> wanted)
    {
        bool isMatched = mistakes.Count == 0;
        foreach (TensorDescription tensor in network.Tensors)
        {
            if (!sources.TryGetValue(tensor.Name, out StoredTensor? source))
            {
                if (isMatched)
                {
                    mistakes.Add($"tensor '{tensor.Name}' {ShapeText.Format(tensor.Shape)}: expected a tensor of the file, found none");
                }
                continue;
            }

            int[] expected = layout == WeightLayout.Auto ? [.. tensor.Shape] : TranslationOf(tensor).FileShape;
            bool fits = source.IsFloatingPoint && expected.AsSpan().SequenceEqual(source.Shape.ToArray());
            if (!fits)
            {
                mistakes.Add($"tensor '{source.Name}' for '{tensor.Name}': expected floating-point numbers {ShapeText.Format(expected)}, found {source.TypeAndShape}");
            }
        }

        foreach (StoredTensor tensor in wanted.Where(tensor => !sources.ContainsValue(tensor)))
        {
            mistakes.Add($"tensor '{tensor.Name}' of the file: expected a tensor of {network.Name} for it, found none for {tensor.TypeAndShape}: " +
                "if it is not wanted, name it in ImportOptions.Ignore");
        }
    }

    private TensorTranslation TranslationOf(TensorDescription tensor) => layout == WeightLayout.PyTorch
        ? TensorTranslation.FromPyTorch(layers.Find(layer => layer.Tensors.Contains(tensor))!, tensor, featureOrder)
        : TensorTranslation.FromKeras(tensor);
}
