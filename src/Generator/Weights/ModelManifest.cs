using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Weights;

/// <summary>A tensor of a weights file.</summary>
internal sealed record ModelTensor(string Name, string Type, EquatableArray<int> Shape);

/// <summary>
/// What the build tells the compiler about a weights file, so that the compiler never opens it: a text with one fact on each line.
/// </summary>
/// <param name="File">The file as the project lists it.</param>
/// <param name="Hash">Of the whole file: a changed file is another manifest.</param>
/// <param name="Resource">The name of the embedded resource; empty where the data is in the manifest.</param>
/// <param name="Architecture">The architecture that the file says it is of; empty where it does not say.</param>
/// <param name="Tensors">The tensors, in the order of the data.</param>
/// <param name="Data">The data of all tensors, in base 64, where it is small.</param>
internal sealed record ModelManifest(
    string File, string Hash, string Resource, string Architecture, EquatableArray<ModelTensor> Tensors, string Data)
{
    /// <summary>The layers that a model was converted into; none for a weights file.</summary>
    public EquatableArray<LayerSpec> Layers { get; init; }

    /// <summary>The layers whose outputs are those of a model, where it has several.</summary>
    public EquatableArray<string> Outputs { get; init; }

    /// <summary>The nodes of a model that have no layer.</summary>
    public EquatableArray<UnsupportedNode> Unsupported { get; init; }

    /// <summary>The inputs and the outputs of the self-test, each in base 64, with a space between; empty where there is none.</summary>
    public string SelfTest { get; init; } = string.Empty;

    /// <summary>Why a model cannot be read; empty where it can.</summary>
    public string Problem { get; init; } = string.Empty;

    /// <summary>A manifest's name ends like this.</summary>
    public const string Extension = ".nngenmodel";

    private const string Signature = "nngen-model 1";

    /// <summary>The manifest in a text; null for any other text.</summary>
    public static ModelManifest? Parse(SourceText? text)
    {
        if (text is null || text.Lines.Count == 0 || text.Lines[0].ToString() != Signature) return null;
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var tensors = new List<ModelTensor?>();
        var layers = new List<LayerSpec?>();
        var outputs = new List<string>();
        var unsupported = new List<UnsupportedNode?>();
        foreach (TextLine line in text.Lines.Skip(1))
        {
            string[] parts = line.ToString().Split([' '], 2);
            if (parts.Length < 2) continue;
            if (parts[0] == "tensor") tensors.Add(ParseTensor(parts[1]));
            else if (parts[0] == "layer") layers.Add(LayerLine.Parse(parts[1]));
            else if (parts[0] == "output") outputs.Add(parts[1]);
            else if (parts[0] == "unsupported") unsupported.Add(UnsupportedNode.Parse(parts[1]));
            else facts[parts[0]] = parts[1];
        }

        if (tensors.Contains(null) || layers.Contains(null) || unsupported.Contains(null)) return null;
        return new ModelManifest(
            Fact("file"), Fact("hash"), Fact("resource"), Fact("architecture"), tensors.OfType<ModelTensor>().ToEquatableArray(), Fact("data"))
        {
            Layers = layers.OfType<LayerSpec>().ToEquatableArray(),
            Outputs = outputs.ToEquatableArray(),
            Unsupported = unsupported.OfType<UnsupportedNode>().ToEquatableArray(),
            SelfTest = Fact("test"),
            Problem = Fact("problem"),
        };

        string Fact(string key) => facts.TryGetValue(key, out string? value) ? value : string.Empty;
    }

    /// <summary>The manifest of a file among the texts that the compiler was given.</summary>
    public static ModelManifest? Find(IEnumerable<AdditionalText> texts, string file, CancellationToken cancellation) => Find(
        texts.Where(text => text.Path.EndsWith(Extension, StringComparison.Ordinal)).Select(text => Parse(text.GetText(cancellation))), file);

    /// <summary>The manifest of a file.</summary>
    public static ModelManifest? Find(IEnumerable<ModelManifest?> manifests, string file) =>
        manifests.FirstOrDefault(manifest => manifest is not null && Normalize(manifest.File) == Normalize(file));

    /// <summary>The data as floats, in the order of the file; null where it is not in the manifest.</summary>
    public float[]? ReadData()
    {
        if (Resource.Length > 0) return null;
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(Data);
        }
        catch (FormatException)
        {
            return null;
        }

        var values = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, values, 0, values.Length * sizeof(float));
        return values;
    }

    /// <summary>As in <c>F32 2,3 dense_1.kernel</c>; a single number has the shape <c>-</c>.</summary>
    private static ModelTensor? ParseTensor(string text)
    {
        string[] parts = text.Split([' '], 3);
        if (parts.Length < 3) return null;
        var shape = new List<int>();
        foreach (string extent in parts[1] == "-" ? [] : parts[1].Split(','))
        {
            if (!int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out int value)) return null;
            shape.Add(value);
        }

        return new ModelTensor(parts[2], parts[0], shape.ToEquatableArray());
    }

    private static string Normalize(string path)
    {
        string slashes = path.Replace('\\', '/');
        return slashes.StartsWith("./", StringComparison.Ordinal) ? slashes.Substring(2) : slashes;
    }
}
