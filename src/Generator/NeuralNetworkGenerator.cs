using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NNGen.Generator.Emission;
using NNGen.Generator.Layers;
using NNGen.Generator.Parsing;
using NNGen.Generator.Planning;
using NNGen.Generator.Weights;

namespace NNGen.Generator;

/// <summary>
/// Compiles every class with <c>[NeuralNetwork]</c> or <c>[OnnxModel]</c>: parse, infer, plan, write. It reports nothing (the analyzer does) and never throws.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NeuralNetworkGenerator : IIncrementalGenerator
{
    /// <summary>The name of the tracked step whose output is the declaration as data.</summary>
    internal const string SpecStep = "NetworkSpec";

    /// <summary>The name of the tracked step whose output are the file names that need a suffix.</summary>
    internal const string SharedNamesStep = "SharedHintNames";

    /// <summary>The name of the tracked step whose output is the declaration with what is known of its weights file.</summary>
    internal const string WeightsStep = "NetworkWeights";

    /// <summary>The name of the tracked step whose output is the generated text.</summary>
    internal const string SourceStep = "NetworkSource";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkSpec> declared = Specs(context, NetworkParser.NetworkAttributeName);
        IncrementalValuesProvider<NetworkSpec> imported = Specs(context, NetworkParser.ModelAttributeName);
        IncrementalValueProvider<EquatableArray<string>> shared = declared
            .Collect()
            .Combine(imported.Collect())
            .Select(static (all, _) => HintNames.Shared(all.Left.AddRange(all.Right)))
            .WithTrackingName(SharedNamesStep);
        IncrementalValueProvider<EquatableArray<ModelManifest>> manifests = context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(ModelManifest.Extension, StringComparison.Ordinal))
            .Select(static (text, cancellation) => ModelManifest.Parse(text.GetText(cancellation)))
            .Where(static manifest => manifest is not null)
            .Select(static (manifest, _) => manifest!)
            .Collect()
            .Select(static (all, _) => all.ToEquatableArray());
        Register(context, declared, shared, manifests);
        Register(context, imported, shared, manifests);
    }

    private static IncrementalValuesProvider<NetworkSpec> Specs(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => node is TypeDeclarationSyntax, Parse)
            .WithTrackingName(SpecStep)
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!);

    private static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<NetworkSpec> specs,
        IncrementalValueProvider<EquatableArray<string>> shared,
        IncrementalValueProvider<EquatableArray<ModelManifest>> manifests)
    {
        IncrementalValuesProvider<GeneratedFile> files = specs
            .Combine(shared)
            .Combine(manifests)
            .Select(static (pair, _) => (pair.Left.Left, pair.Left.Right, Manifest: ManifestOf(pair.Left.Left, pair.Right)))
            .WithTrackingName(WeightsStep)
            .Select(static (input, _) => Compile(input.Left, input.Right, input.Manifest))
            .WithTrackingName(SourceStep);
        context.RegisterSourceOutput(files, static (production, file) =>
        {
            if (file.Text.Length > 0) production.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        });
    }

    /// <summary>
    /// The generated file. A declaration with mistakes gives a skeleton, or nothing where no partial declaration could stand.
    /// </summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="sharedHintNames">File names that several networks would have.</param>
    /// <param name="manifest">What is known of the network's weights file.</param>
    internal static GeneratedFile Compile(
        NetworkSpec spec, EquatableArray<string> sharedHintNames = default, ModelManifest? manifest = null)
    {
        string hintName = HintNames.Of(spec, sharedHintNames);
        bool cannotStand = spec.Problems.Any(problem =>
            problem.Rule is Rule.ClassNotPartial or Rule.FileLocalClass or Rule.UnsupportedClass or Rule.LanguageVersionTooLow
            || problem is { Rule: Rule.CompilerError, LayerIndex: Problem.Class });
        if (cannotStand) return new GeneratedFile(hintName, string.Empty);
        NetworkSpec complete = ModelDeclaration.Complete(spec, manifest);
        InferredNetwork? network = NetworkInference.Infer(complete, []);
        string text = network is null ? SkeletonWriter.Write(complete) : NetworkWriter.Write(new NetworkPlan(network), manifest);
        return new GeneratedFile(hintName, text);
    }

    private static ModelManifest? ManifestOf(NetworkSpec spec, EquatableArray<ModelManifest> manifests) =>
        spec.Weights is null ? null : ModelManifest.Find(manifests, spec.Weights);

    /// <summary>A class with the attribute on two of its declarations (the compiler objects) is still one network.</summary>
    private static NetworkSpec? Parse(GeneratorAttributeSyntaxContext target, CancellationToken cancellation)
    {
        ParsedNetwork? network = NetworkParser.Parse((INamedTypeSymbol)target.TargetSymbol, cancellation);
        bool isIts = network is not null && target.Attributes.Contains(network.NetworkAttribute);
        SyntaxNode? declaration = network?.NetworkAttribute.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
        return isIts && declaration == target.TargetNode ? network!.Spec : null;
    }
}

/// <summary>A generated file.</summary>
internal sealed record GeneratedFile(string HintName, string Text);
