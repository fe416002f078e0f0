using Microsoft.CodeAnalysis.CSharp;
using NNGen.Generator.Layers;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Emission;

/// <summary>The methods that a network with several inputs or outputs has besides: with a parameter for each.</summary>
internal static class PortMembers
{
    public static bool AreNamed(NetworkSpec spec) => Inputs(spec).Count > 1 || spec.Outputs.Count > 1;

    /// <summary>Whether all ports can be parameters; names with mistakes may not.</summary>
    public static bool AreValid(NetworkSpec spec)
    {
        string[] names = Inputs(spec).Concat(Outputs(spec)).ToArray();
        return names.Distinct().Count() == names.Length && names.All(name => SyntaxFacts.IsValidIdentifier(name.TrimStart('@')));
    }

    /// <summary>The methods' parameters: every input, then every output.</summary>
    public static string Parameters(NetworkSpec spec)
    {
        IEnumerable<string> parameters = Inputs(spec).Select(input => $"global::System.ReadOnlySpan<float> {input}")
            .Concat(Outputs(spec).Select(output => $"global::System.Span<float> {output}"));
        return string.Join(", ", parameters);
    }

    /// <summary>How a port is called as a parameter. Names without an underscore: those of locals have one.</summary>
    public static string Parameter(string port)
    {
        string identifier = NetworkInference.Identifier(port);
        string name = identifier.Length == 0 ? "port" : char.ToLowerInvariant(identifier[0]) + identifier.Substring(1);
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }

    private static IReadOnlyList<string> Outputs(NetworkSpec spec) =>
        spec.Outputs.Count == 0 ? ["output"] : spec.Outputs.Select(output => Parameter(output.Layer)).ToArray();

    private static IReadOnlyList<string> Inputs(NetworkSpec spec) =>
        spec.Layers.Where(layer => layer.Kind == "Input").Select(layer => Parameter(layer.Name)).ToArray();
}
