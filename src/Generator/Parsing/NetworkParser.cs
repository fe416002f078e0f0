using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NNGen.Generator.Parsing;

/// <summary>What the parser found: the declaration as data, its mistakes, and, for the analyzer only, the symbols they are about.</summary>
internal sealed class ParsedNetwork(
    NetworkSpec spec, INamedTypeSymbol type, AttributeData network, IReadOnlyList<AttributeData> layers, IReadOnlyList<AttributeData> outputs)
{
    public NetworkSpec Spec => spec;

    public INamedTypeSymbol Type => type;

    public AttributeData NetworkAttribute => network;

    public IReadOnlyList<AttributeData> LayerAttributes => layers;

    public IReadOnlyList<AttributeData> OutputAttributes => outputs;

    /// <summary>Where problems lie that are not in an attribute.</summary>
    public IReadOnlyDictionary<Problem, Location> Places { get; init; } = new Dictionary<Problem, Location>();
}

/// <summary>
/// Reads a class symbol and its attributes into a <see cref="NetworkSpec"/>. It knows no layer: every attribute is read alike.
/// </summary>
internal static class NetworkParser
{
    public const string NetworkAttributeName = "NNGen.NeuralNetworkAttribute";
    public const string ModelAttributeName = "NNGen.OnnxModelAttribute";
    private const string WeightsAttributeName = "NNGen.WeightsAttribute";

    /// <summary>The parsed network, or null if the class has neither <c>[NeuralNetwork]</c> nor <c>[OnnxModel]</c>.</summary>
    public static ParsedNetwork? Parse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        AttributeData? network = NetworkAttribute(type);
        if (network is null || type.TypeKind != TypeKind.Class) return null;
        var problems = new List<Problem>();
        ClassChecks.Check(type, problems, cancellation);
        GeneratedMembers.Check(type, problems);
        IReadOnlyList<AttributeData> attributes = AttributeReader.LayerAttributes(type);

        // The compiler has its own message for an attribute that it cannot find; what is missing without it, is not missing.
        if (AttributeReader.HasUnresolved(type)) problems.Add(AttributeReader.Incomplete(Problem.Network));
        var functions = new FunctionReader(type.ContainingAssembly, problems, cancellation);
        var expander = new BlockExpander(problems, functions, cancellation);
        expander.AddNetwork(attributes);
        List<Argument> arguments = AttributeReader.ReadArguments(network, Problem.Network, problems);
        var split = new List<Problem>();
        CheckSingleDeclaration(type, [.. attributes, .. AttributeReader.OutputAttributes(type)], split, cancellation);
        problems.AddRange(split.Select(problem => problem with
        {
            LayerIndex = problem.LayerIndex < attributes.Count
                ? expander.FirstOf(problem.LayerIndex)
                : Problem.Output(problem.LayerIndex - attributes.Count),
        }));
        IReadOnlyList<AttributeData> outputs = AttributeReader.OutputAttributes(type);
        AttributeData? model = Attribute(type, ModelAttributeName);
        bool isBoth = model is not null && (network != model || attributes.Count + outputs.Count > 0 || Attribute(type, WeightsAttributeName) is not null);
        if (isBoth) problems.Add(new Problem(Rule.ModelBesideLayers, Problem.Weights, null, EquatableArray.Of(type.Name)));
        EquatableArray<OutputSpec> outputSpecs = outputs.Select((output, index) => ReadOutput(output, index, problems)).ToEquatableArray();
        var spec = new NetworkSpec(
            Escape(type.Name),
            type.ContainingNamespace.IsGlobalNamespace ? string.Empty : NamespaceOf(type.ContainingNamespace),
            Containers(type).ToEquatableArray(),
            LossSpec.Of(arguments),
            arguments.FirstOrDefault(argument => argument.Name == "Trainable")?.Integers is { Count: 1 } trainable ? trainable[0] != 0 : model is null,
            expander.Layers.ToEquatableArray(),
            problems.ToEquatableArray())
        {
            Outputs = outputSpecs,
            Weights = FileAttribute(type)?.ConstructorArguments.FirstOrDefault().Value as string,
            Model = model?.ConstructorArguments.FirstOrDefault().Value as string,
        };
        return new ParsedNetwork(spec, type, network, attributes, outputs) { Places = functions.Places };
    }

    private static OutputSpec ReadOutput(AttributeData attribute, int index, List<Problem> problems)
    {
        List<Argument> arguments = AttributeReader.ReadArguments(attribute, Problem.Output(index), problems);
        Argument? Find(string name) => arguments.FirstOrDefault(argument => argument.Name == name);
        return new OutputSpec(Find("layer")?.Text ?? string.Empty, LossSpec.Of(arguments), Find("Weight")?.Single ?? 1);
    }

    /// <summary>The attribute that makes a class a network, or null.</summary>
    public static AttributeData? NetworkAttribute(INamedTypeSymbol type) => Attribute(type, NetworkAttributeName) ?? Attribute(type, ModelAttributeName);

    /// <summary>The attribute that names the file of a class's weights, or null.</summary>
    public static AttributeData? FileAttribute(INamedTypeSymbol type) => Attribute(type, ModelAttributeName) ?? Attribute(type, WeightsAttributeName);

    private static AttributeData? Attribute(INamedTypeSymbol type, string name) => type.GetAttributes().FirstOrDefault(attribute =>
        attribute.ApplicationSyntaxReference is not null && attribute.AttributeClass?.ToDisplayString() == name);

    /// <summary>Reports attributes on a second declaration, by the index of the first of them.</summary>
    public static void CheckSingleDeclaration(
        INamedTypeSymbol type, IReadOnlyList<AttributeData> attributes, List<Problem> problems, CancellationToken cancellation)
    {
        SyntaxNode? first = null;
        for (int index = 0; index < attributes.Count; index++)
        {
            SyntaxNode? declaration = attributes[index].ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
            first ??= declaration;
            if (declaration == first) continue;
            problems.Add(new Problem(Rule.SplitDeclaration, index, null, EquatableArray.Of(type.Name)));
            return;
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
            string parameters = string.Join(", ", current.TypeParameters.Select(parameter => Escape(parameter.Name)));
            string declaration = Escape(current.Name) + (parameters.Length == 0 ? string.Empty : $"<{parameters}>");
            containers.Push(new ContainingType(keyword, current.Name, declaration));
        }

        return containers;
    }

    private static string NamespaceOf(INamespaceSymbol space) =>
        space.ContainingNamespace.IsGlobalNamespace ? Escape(space.Name) : $"{NamespaceOf(space.ContainingNamespace)}.{Escape(space.Name)}";

    private static string Escape(string name)
    {
        bool isKeyword =
            SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;
        return isKeyword ? "@" + name : name;
    }
}
