using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace NNGen;

/// <summary>
/// The configuration in a <c>.keras</c> archive, of which only the order of the layers is read. The weights of a layer lie in
/// <c>layers/CLASS_i/vars</c>, where CLASS is its class in snake case and i counts the layers of that class from 1, the first of them
/// without a number; a model in a model is a layer with layers.
/// </summary>
internal sealed class KerasConfiguration
{
    private const int MaximumDepth = 32;

    private readonly Dictionary<string, int> places = [];

    /// <exception cref="InvalidDataException">The text is not the configuration of a model.</exception>
    public static KerasConfiguration Parse(byte[] json, string source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            var configuration = new KerasConfiguration();
            configuration.AddLayers(document.RootElement, string.Empty, 0);
            return configuration;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException(
                $"{source}, config.json: expected the configuration of a model, found a mistake: {error.Message}", error);
        }
    }

    /// <summary>Where the layer of a tensor stands in the model; behind all others when the configuration does not say.</summary>
    public int PlaceOf(string tensor)
    {
        int end = tensor.IndexOf("/vars/", StringComparison.Ordinal);

        // Cells and other parts of a layer have folders of their own below the layer's.
        for (string path = end < 0 ? tensor : tensor[..end]; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('/'), 0)])
        {
            if (places.TryGetValue(path, out int place)) return place;
        }

        return int.MaxValue;
    }

    private void AddLayers(JsonElement model, string folder, int depth)
    {
        bool hasLayers = depth < MaximumDepth && model.ValueKind == JsonValueKind.Object
            && model.TryGetProperty("config", out JsonElement configuration) && configuration.ValueKind == JsonValueKind.Object
            && configuration.TryGetProperty("layers", out JsonElement layers) && layers.ValueKind == JsonValueKind.Array;
        if (!hasLayers) return;
        var used = new Dictionary<string, int>();
        foreach (JsonElement layer in model.GetProperty("config").GetProperty("layers").EnumerateArray())
        {
            string name = SnakeCase(layer.GetProperty("class_name").GetString() ?? string.Empty);
            int number = used[name] = used.GetValueOrDefault(name, -1) + 1;
            string path = $"{folder}layers/{name}{(number == 0 ? string.Empty : $"_{number}")}";
            AddLayers(layer, path + "/", depth + 1);
            places.TryAdd(path, places.Count);
        }
    }

    /// <summary>As Keras does it: Conv2DTranspose becomes conv2d_transpose.</summary>
    private static string SnakeCase(string name)
    {
        char[] letters = [.. name.Where(letter => char.IsLetterOrDigit(letter) || letter == '_')];
        var text = new StringBuilder();
        for (int i = 0; i < letters.Length; i++)
        {
            bool startsWord = i > 0 && char.IsUpper(letters[i])
                && ((i + 1 < letters.Length && char.IsLower(letters[i + 1])) || char.IsLower(letters[i - 1]));
            if (startsWord && letters[i - 1] != '_') text.Append('_');
            text.Append(char.ToLowerInvariant(letters[i]));
        }

        return text.ToString();
    }
}
