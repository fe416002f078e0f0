using System.Text;
using NNGen.Generator.Parsing;

namespace NNGen.Generator;

/// <summary>
/// The names of the generated files: the class's qualified name. Only case or type parameters may tell two classes apart, which is not
/// enough for files: those get a suffix that depends on the class alone, so that no other file changes its name when a class comes or goes.
/// </summary>
internal static class HintNames
{
    /// <summary>The file names that several networks would have.</summary>
    public static EquatableArray<string> Shared(IEnumerable<NetworkSpec> specs) => specs
        .GroupBy(Plain, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .SelectMany(group => group.Select(Plain))
        .Distinct()
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    public static string Of(NetworkSpec spec, EquatableArray<string> shared)
    {
        string name = Plain(spec);
        return shared.Contains(name) ? $"{name}.{Suffix(spec)}.g.cs" : $"{name}.g.cs";
    }

    private static string Plain(NetworkSpec spec) => spec.QualifiedName.Replace("@", string.Empty);

    /// <summary>32 bits of FNV-1a over everything that tells classes apart.</summary>
    private static string Suffix(NetworkSpec spec)
    {
        string identity = $"{spec.Namespace}|{string.Join("|", spec.Containers.Select(container => container.Declaration))}|{spec.Name}";
        uint hash = 2166136261;
        foreach (byte item in Encoding.UTF8.GetBytes(identity)) hash = unchecked((hash ^ item) * 16777619);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
