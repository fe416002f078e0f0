using Microsoft.CodeAnalysis;

namespace NNGen.Generator.Parsing;

/// <summary>
/// The members that the generator writes into the user's class, by their keys: the name, and the types of a method's parameters, as in
/// <c>.ctor(int)</c>. A test compares the list with what is really written.
/// </summary>
internal static class GeneratedMembers
{
    private const string Spans = "System.ReadOnlySpan<float>, System.Span<float>";

    private static readonly HashSet<string> KnownKeys = new(StringComparer.Ordinal)
    {
        ".ctor(int)",
        ".ctor(NNGen.ParameterBuffer)",
        "InputLength",
        "OutputLength",
        "ParameterCount",
        "Parameters",
        "Description",
        "TrainingPlan",
        "parameters",
        "packer",
        $"Forward({Spans})",
        $"Forward({Spans}, NNGen.Workspace)",
        $"ForwardBatch({Spans})",
        $"Pack({Spans})",
    };

    /// <summary>Written for a class with <c>[Weights]</c> or <c>[OnnxModel]</c> only; other classes may use the names.</summary>
    private static readonly HashSet<string> WeightNames = new(StringComparer.Ordinal) { "Pretrained", "pretrained" };

    private static readonly HashSet<string> Names = new(KnownKeys.Select(NameOf), StringComparer.Ordinal);

    public static IEnumerable<string> Keys => KnownKeys;

    /// <summary>Reports the user's members that stand where generated ones will, and a class with the name of one.</summary>
    public static void Check(INamedTypeSymbol type, List<Problem> problems)
    {
        if (IsWritten(type, type.Name))
        {
            problems.Add(new Problem(Rule.MemberTaken, Problem.Class, type.Name, EquatableArray.Of(type.Name, type.Name)));
        }

        foreach (ISymbol member in type.GetMembers().Where(IsTaken))
        {
            bool isConstructor = member.Name == WellKnownMemberNames.InstanceConstructorName;
            string shown = isConstructor ? KeyOf(member).Replace(member.Name, type.Name) : member.Name;
            problems.Add(new Problem(Rule.MemberTaken, Problem.Member, KeyOf(member), EquatableArray.Of(type.Name, shown)));
        }
    }

    /// <summary>The user's member with a key.</summary>
    public static ISymbol? Find(INamedTypeSymbol type, string key) =>
        type.GetMembers().FirstOrDefault(member => IsTaken(member) && KeyOf(member) == key);

    /// <summary>The name in a key.</summary>
    public static string NameOf(string key) => key.IndexOf('(') is int end and > 0 ? key.Substring(0, end) : key;

    /// <summary>Methods share a name if their parameters differ; all other members claim theirs alone.</summary>
    public static string KeyOf(ISymbol member)
    {
        if (member is not IMethodSymbol method) return member.Name;
        IEnumerable<string> types = method.Parameters
            .Select(parameter => parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString());
        return $"{method.Name}({string.Join(", ", types)})";
    }

    private static bool IsWritten(INamedTypeSymbol type, string name) =>
        Names.Contains(name) || (WeightNames.Contains(name) && NetworkParser.FileAttribute(type) is not null);

    private static bool IsTaken(ISymbol member)
    {
        if (member.IsImplicitlyDeclared || IsGenerated(member) || !IsWritten(member.ContainingType, member.Name)) return false;
        if (member is not IMethodSymbol method) return true;
        bool isAccessor = method.AssociatedSymbol is not null;
        bool isMember = !isAccessor && method.MethodKind != MethodKind.StaticConstructor && !ClassChecks.IsPrimary(method);
        return isMember && !IsOverload(method);
    }

    /// <summary>Whether a method shares its name with generated methods, but not its parameters.</summary>
    private static bool IsOverload(IMethodSymbol method)
    {
        if (!KnownKeys.Any(key => key.StartsWith(method.Name + "(", StringComparison.Ordinal))) return false;
        bool isSimple = method.Arity == 0 && method.Parameters.All(parameter => parameter.RefKind == RefKind.None);
        return !isSimple || !KnownKeys.Contains(KeyOf(method));
    }

    /// <summary>
    /// The analyzer sees the class with what we have already generated into it, in files that the compiler keeps under our name.
    /// </summary>
    private static bool IsGenerated(ISymbol member) => member.DeclaringSyntaxReferences.Any(reference =>
        reference.SyntaxTree.FilePath.Contains(typeof(NeuralNetworkGenerator).FullName!));
}
