using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NNGen.Generator.Layers;
using NNGen.Generator.Parsing;
using NNGen.Generator.Weights;

namespace NNGen.Generator;

/// <summary>
/// Reports the mistakes of a declaration, each at the attribute or argument at fault. It runs the same parsing and inference as the
/// generator.
/// </summary>
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
        if (NetworkParser.Parse(type, context.CancellationToken) is { } network)
        {
            AnalyzeNetwork(context, network);
            return;
        }

        if (ContainsNetwork(type)) AnalyzeContainer(context, type);
        if (AttributeReader.IsBlock(type))
        {
            AnalyzeBlock(context, type);
            return;
        }

        AttributeData? layer = AttributeReader.LayerAttributes(type).FirstOrDefault();
        bool isSilent = layer is null || NetworkParser.NetworkAttribute(type) is not null || AttributeReader.HasUnresolved(type);
        if (isSilent) return;
        Report(context, Rule.LayerWithoutNetwork, ProblemLocator.Locate(layer!, null, context.CancellationToken), [type.Name]);
    }

    private static void AnalyzeNetwork(SymbolAnalysisContext context, ParsedNetwork network)
    {
        ModelManifest? manifest = network.Spec.Weights is { } file
            ? ModelManifest.Find(context.Options.AdditionalFiles, file, context.CancellationToken)
            : null;
        NetworkSpec spec = ModelDeclaration.Complete(network.Spec, manifest);
        List<Problem> problems = spec.Problems.ToList();
        if (NetworkInference.Infer(spec, problems) is { } inferred) problems.AddRange(WeightsCheck.Check(inferred, manifest));
        var said = new HashSet<(Rule, Location)>();
        foreach (Problem problem in problems.Where(problem => problem.LayerIndex != Problem.Container))
        {
            Location location = ProblemLocator.Locate(network, problem, context.CancellationToken);
            LayerSpec? layer = problem.LayerIndex >= 0 ? spec.Layers[problem.LayerIndex] : null;
            bool isOfBlock = layer is not null && (layer.Scope.Length > 0 || layer.Blocks.Count > 0);

            // One mistake is one message, however often a block is repeated.
            if (isOfBlock && !said.Add((problem.Rule, location))) continue;
            bool isElsewhere = layer is not null && (layer.Scope.Length > 0 || spec.Model is not null);
            string inside = isElsewhere ? $" (in {layer!.Name})" : string.Empty;
            Report(context, problem.Rule, location, problem.MessageArguments.ToArray<object>(), inside);
        }
    }

    /// <summary>What is wrong with a block, however it is used, is said at its class.</summary>
    private static void AnalyzeBlock(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        if (type.IsAbstract) return;
        IReadOnlyList<AttributeData> attributes = AttributeReader.LayerAttributes(type);
        foreach (Problem problem in BlockChecks.Find(type, context.CancellationToken))
        {
            Location location = problem.LayerIndex < 0
                ? type.Locations[0]
                : ProblemLocator.Locate(attributes[problem.LayerIndex], problem.Argument, context.CancellationToken);
            Report(context, problem.Rule, location, problem.MessageArguments.ToArray<object>());
        }
    }

    /// <summary>What is wrong with a type around networks is said at that type, however many networks it holds.</summary>
    private static void AnalyzeContainer(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        var problems = new List<Problem>();
        ClassChecks.CheckDeclaration(type, Problem.Container, problems, context.CancellationToken);
        foreach (Problem problem in problems) Report(context, problem.Rule, type.Locations[0], problem.MessageArguments.ToArray<object>());
    }

    private static bool ContainsNetwork(INamedTypeSymbol type) =>
        type.GetTypeMembers().Any(member => NetworkParser.NetworkAttribute(member) is not null || ContainsNetwork(member));

    private static void Report(SymbolAnalysisContext context, Rule rule, Location location, object[] arguments, string behind = "")
    {
        if (Rules.Find(rule) is not { } descriptor) return;
        context.ReportDiagnostic(behind.Length == 0
            ? Diagnostic.Create(descriptor, location, arguments)
            : Diagnostic.Create(
                descriptor.Id,
                descriptor.Category,
                string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), arguments) + behind,
                descriptor.DefaultSeverity,
                descriptor.DefaultSeverity,
                isEnabledByDefault: true,
                warningLevel: descriptor.DefaultSeverity == DiagnosticSeverity.Error ? 0 : 1,
                title: descriptor.Title,
                helpLink: descriptor.HelpLinkUri,
                location: location));
    }
}
