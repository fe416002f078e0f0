using System.Globalization;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Emission;

/// <summary>The arguments of a layer that its shapes, its parameters and its place in the network do not tell, as one text.</summary>
internal static class LayerSettings
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "activation", "units", "filters", "From", "layers", "pool", "shape", "Trainable", "WeightsOf", "UseBias", "momentum", "rate", "stddev", "type",
        "method", "DepthMultiplier",
    };

    /// <summary>As in <c>kernel=3 Stride=2 Padding=Same</c>.</summary>
    public static string Of(LayerSpec layer) => string.Join(" ", layer.Arguments
        .Where(argument => !Known.Contains(argument.Name) && !argument.Name.EndsWith("Initializer", StringComparison.Ordinal))
        .Select(argument => $"{argument.Name}={Value(argument)}"));

    private static string Value(Argument argument)
    {
        if (argument.Text is { } text) return text;
        return argument.Integers.Count > 0
            ? string.Join(",", argument.Integers.Select(integer => integer.ToString(CultureInfo.InvariantCulture)))
            : argument.Single.ToString("R", CultureInfo.InvariantCulture);
    }
}
