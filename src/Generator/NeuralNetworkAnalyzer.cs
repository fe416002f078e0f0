using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NNGen.Generator.Layers;
using NNGen.Generator.Parsing;

namespace NNGen.Generator;

/// <summary>Reports the mistakes of a declaration, each at the attribute or argument at fault. It runs the same parsing and inference as the generator.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NeuralNetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.All.ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        ParsedNetwork? network = NetworkParser.Parse(type, context.CancellationToken);
        if (network is null)
        {
            AttributeData? layer = NetworkParser.LayerAttributes(type).FirstOrDefault();
            if (layer is not null) Report(context, Rule.LayerWithoutNetwork, Locate(layer, null, context.CancellationToken), [type.Name]);
            return;
        }

        List<Problem> problems = network.Problems.ToList();
        NetworkInference.Infer(network.Spec, problems);
        foreach (Problem problem in problems)
        {
            Location location = problem.LayerIndex >= 0
                ? Locate(network.LayerAttributes[problem.LayerIndex], problem.Argument, context.CancellationToken)
                : problem.Argument is not null || problem.Rule is Rule.LossDefaulted or Rule.MissingInput or Rule.NoLayers
                    ? Locate(network.NetworkAttribute, problem.Argument, context.CancellationToken)
                    : type.Locations[0];
            Report(context, problem.Rule, location, problem.MessageArguments.ToArray<object>());
        }
    }

    private static void Report(SymbolAnalysisContext context, Rule rule, Location location, object[] arguments)
    {
        if (Rules.Find(rule) is { } descriptor) context.ReportDiagnostic(Diagnostic.Create(descriptor, location, arguments));
    }

    /// <summary>The argument with the given name, or the whole attribute.</summary>
    private static Location Locate(AttributeData attribute, string? argument, CancellationToken cancellation)
    {
        SyntaxNode? node = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
        if (node is not AttributeSyntax syntax) return Location.None;
        if (argument is null || syntax.ArgumentList is null) return syntax.GetLocation();
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = syntax.ArgumentList.Arguments;
        AttributeArgumentSyntax? named = arguments.FirstOrDefault(candidate =>
            candidate.NameEquals?.Name.Identifier.ValueText == argument || candidate.NameColon?.Name.Identifier.ValueText == argument);
        if (named is not null) return named.GetLocation();
        int position = attribute.AttributeConstructor?.Parameters.ToList().FindIndex(parameter => parameter.Name == argument) ?? -1;
        bool isPositional = position >= 0 && position < arguments.Count && arguments[position].NameEquals is null && arguments[position].NameColon is null;
        return isPositional ? arguments[position].GetLocation() : syntax.GetLocation();
    }
}
