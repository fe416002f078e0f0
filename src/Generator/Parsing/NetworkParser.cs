using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NNGen.Generator.Parsing;

/// <summary>What the parser found: the declaration as data, its mistakes, and, for the analyzer only, the attributes they are about.</summary>
internal sealed class ParsedNetwork(NetworkSpec spec, IReadOnlyList<Problem> problems, AttributeData network, IReadOnlyList<AttributeData> layers)
{
    public NetworkSpec Spec => spec;

    public IReadOnlyList<Problem> Problems => problems;

    public AttributeData NetworkAttribute => network;

    public IReadOnlyList<AttributeData> LayerAttributes => layers;
}

/// <summary>Reads a class symbol and its attributes into a <see cref="NetworkSpec"/>. It knows no layer: every attribute is read alike.</summary>
internal static class NetworkParser
{
    public const string NetworkAttributeName = "NNGen.NeuralNetworkAttribute";
    private const string LayerAttributeName = "NNGen.LayerAttribute";

    /// <summary>The parsed network, or null if the class has no <c>[NeuralNetwork]</c>.</summary>
    public static ParsedNetwork? Parse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        AttributeData? network = type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == NetworkAttributeName);
        if (network is null) return null;
        var problems = new List<Problem>();
        CheckClass(type, problems, cancellation);
        IReadOnlyList<AttributeData> attributes = LayerAttributes(type);
        CheckSingleDeclaration(type, attributes, problems, cancellation);

        var layers = new List<LayerSpec>();
        for (int index = 0; index < attributes.Count; index++) layers.Add(ParseLayer(attributes[index], index, problems));
        string loss = ParseArguments(network, -1, problems).FirstOrDefault(argument => argument.Name == "Loss")?.Text ?? "Auto";
        bool isTrainable = !network.NamedArguments.Any(argument => argument.Key == "Trainable" && argument.Value.Value is false);
        var spec = new NetworkSpec(
            Escape(type.Name),
            type.ContainingNamespace.IsGlobalNamespace ? string.Empty : NamespaceOf(type.ContainingNamespace),
            Containers(type).ToEquatableArray(),
            loss,
            isTrainable,
            layers.ToEquatableArray(),
            problems.ToEquatableArray());
        return new ParsedNetwork(spec, problems, network, attributes);
    }

    /// <summary>The attributes that stand for layers, in source order.</summary>
    public static IReadOnlyList<AttributeData> LayerAttributes(INamedTypeSymbol type) => type.GetAttributes()
        .Where(attribute => IsLayer(attribute.AttributeClass) && attribute.ApplicationSyntaxReference is not null)
        .OrderBy(attribute => attribute.ApplicationSyntaxReference!.SyntaxTree.FilePath, StringComparer.Ordinal)
        .ThenBy(attribute => attribute.ApplicationSyntaxReference!.Span.Start)
        .ToArray();

    private static bool IsLayer(INamedTypeSymbol? attribute)
    {
        for (INamedTypeSymbol? type = attribute?.BaseType; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() == LayerAttributeName) return true;
        }

        return false;
    }

    private static void CheckClass(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            bool isPartial = current.DeclaringSyntaxReferences
                .Select(reference => reference.GetSyntax(cancellation))
                .OfType<TypeDeclarationSyntax>()
                .All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial) problems.Add(new Problem(Rule.ClassNotPartial, -1, null, EquatableArray.Of(current.Name)));
            if (current.IsFileLocal) problems.Add(new Problem(Rule.FileLocalClass, -1, null, EquatableArray.Of(current.Name)));
        }

        string? unsupported = type switch
        {
            { IsRecord: true } => "a record",
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            { IsGenericType: true, TypeParameters.Length: > 0 } => "generic",
            _ => null,
        };
        if (unsupported is not null) problems.Add(new Problem(Rule.UnsupportedClass, -1, null, EquatableArray.Of(type.Name, unsupported)));
        if (type.DeclaringSyntaxReferences[0].SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp12 } options)
        {
            problems.Add(new Problem(Rule.LanguageVersionTooLow, -1, null, EquatableArray.Of(type.Name, options.LanguageVersion.ToDisplayString())));
        }
    }

    private static void CheckSingleDeclaration(
        INamedTypeSymbol type, IReadOnlyList<AttributeData> attributes, List<Problem> problems, CancellationToken cancellation)
    {
        SyntaxNode? first = null;
        for (int index = 0; index < attributes.Count; index++)
        {
            SyntaxNode? declaration = attributes[index].ApplicationSyntaxReference!.GetSyntax(cancellation).Parent?.Parent;
            first ??= declaration;
            if (declaration == first) continue;
            problems.Add(new Problem(Rule.SplitDeclaration, index, null, EquatableArray.Of(type.Name)));
            return;
        }
    }

    private static LayerSpec ParseLayer(AttributeData attribute, int index, List<Problem> problems)
    {
        string kind = attribute.AttributeClass!.Name;
        if (kind.EndsWith("Attribute", StringComparison.Ordinal)) kind = kind.Substring(0, kind.Length - "Attribute".Length);
        List<Argument> arguments = ParseArguments(attribute, index, problems);
        string? name = arguments.FirstOrDefault(argument => argument.Name == "Name")?.Text;
        return new LayerSpec(kind, name, arguments.Where(argument => argument.Name != "Name").ToEquatableArray());
    }

    private static List<Argument> ParseArguments(AttributeData attribute, int index, List<Problem> problems)
    {
        var arguments = new List<Argument>();
        if (attribute.AttributeConstructor is { } constructor)
        {
            for (int position = 0; position < attribute.ConstructorArguments.Length && position < constructor.Parameters.Length; position++)
            {
                arguments.Add(ParseArgument(constructor.Parameters[position].Name, attribute.ConstructorArguments[position], index, problems));
            }
        }
        else
        {
            // The compiler has its own message for an attribute that does not bind.
            problems.Add(new Problem(Rule.IncompleteAttribute, index, null, default));
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments) arguments.Add(ParseArgument(named.Key, named.Value, index, problems));
        return arguments;
    }

    private static Argument ParseArgument(string name, TypedConstant constant, int index, List<Problem> problems)
    {
        switch (constant.Kind)
        {
            case TypedConstantKind.Array when !constant.IsNull:
                return new Argument(name, constant.Values.Select(value => value.Value is int number ? number : 0).ToEquatableArray(), 0, null);
            case TypedConstantKind.Enum when constant.Type is INamedTypeSymbol type:
                string? member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, constant.Value))?.Name;
                if (member is null) problems.Add(new Problem(Rule.UnknownEnumValue, index, name, EquatableArray.Of($"{constant.Value}", type.Name)));
                return new Argument(name, default, 0, member);
            case TypedConstantKind.Primitive:
                return constant.Value switch
                {
                    int number => new Argument(name, EquatableArray.Of(number), number, null),
                    bool flag => new Argument(name, EquatableArray.Of(flag ? 1 : 0), 0, null),
                    float single => new Argument(name, default, single, null),
                    string text => new Argument(name, default, 0, text),
                    _ => new Argument(name, default, 0, null),
                };
            default:
                return new Argument(name, default, 0, null);
        }
    }

    private static IEnumerable<ContainingType> Containers(INamedTypeSymbol type)
    {
        var containers = new Stack<ContainingType>();
        for (INamedTypeSymbol? current = type.ContainingType; current is not null; current = current.ContainingType)
        {
            string keyword = current switch
            {
                { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
                { IsRecord: true } => "record",
                { TypeKind: TypeKind.Struct } => "struct",
                { TypeKind: TypeKind.Interface } => "interface",
                _ => "class",
            };
            string parameters = current.TypeParameters.Length == 0 ? string.Empty : $"<{string.Join(", ", current.TypeParameters.Select(parameter => Escape(parameter.Name)))}>";
            containers.Push(new ContainingType(keyword, current.Name, Escape(current.Name) + parameters));
        }

        return containers;
    }

    private static string NamespaceOf(INamespaceSymbol space) =>
        space.ContainingNamespace.IsGlobalNamespace ? Escape(space.Name) : $"{NamespaceOf(space.ContainingNamespace)}.{Escape(space.Name)}";

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
