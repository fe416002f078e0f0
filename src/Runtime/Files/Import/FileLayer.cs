using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace NNGen;

/// <summary>The tensors of a file that belong to one layer: those whose names differ in their last part only.</summary>
/// <param name="Path">The name without the last part, as in <c>features.0</c> or <c>model_weights/dense/dense</c>.</param>
/// <param name="Tensors">The tensors, each with the last part of its name: its role in the layer, or its number there.</param>
internal sealed partial record FileLayer(string Path, List<(string Role, StoredTensor Tensor)> Tensors)
{
    // Keras 3 numbers the tensors of a layer in a group of this name.
    private const string Variables = "/vars";

    /// <summary>The last part of the path: what people call the layer.</summary>
    public string Name => Path[(Path.LastIndexOfAny(['.', '/']) + 1)..];

    /// <summary>The path without its numbers.</summary>
    public string Template => Numbers().Replace(Path, string.Empty);

    /// <summary>
    /// The numbers in the path, padded so that their order is that of the texts. A first layer may go without its number.
    /// </summary>
    public string NumberKey => string.Join('.', Numbers().Matches(Path).Select(match => match.Groups[1].Value.PadLeft(20, '0')));

    /// <summary>The layers of a file, in the order of their first tensors.</summary>
    public static List<FileLayer> Group(IEnumerable<StoredTensor> tensors)
    {
        var layers = new Dictionary<string, FileLayer>();
        foreach (StoredTensor tensor in tensors)
        {
            (string path, string role) = Split(tensor.Name);
            if (!layers.TryGetValue(path, out FileLayer? layer)) layers.Add(path, layer = new FileLayer(path, []));
            layer.Tensors.Add((role, tensor));
        }

        return [.. layers.Values];
    }

    /// <summary>The path of the layer, and the tensor's role in it without the <c>:0</c> of TensorFlow's variables.</summary>
    public static (string Path, string Role) Split(string name)
    {
        int end = name.LastIndexOfAny(['.', '/']);
        string path = name[..Math.Max(end, 0)];
        string role = name[(end + 1)..];
        int colon = role.IndexOf(':', StringComparison.Ordinal);
        if (path.EndsWith(Variables, StringComparison.Ordinal)) path = path[..^Variables.Length];
        return (path, colon < 0 ? role : role[..colon]);
    }

    /// <summary>The tensor's number in its layer, where it has no other name; otherwise −1.</summary>
    public static int NumberOf(string role) =>
        int.TryParse(role, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Path.Length == 0 ? "the file" : $"'{Path}'")} ({string.Join(", ", Tensors.Select(item => $"{item.Role} {item.Tensor.TypeAndShape}"))})";

    [GeneratedRegex("_?([0-9]+)")]
    private static partial Regex Numbers();
}
