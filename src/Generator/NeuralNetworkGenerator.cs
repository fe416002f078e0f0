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
/// Compiles every class with <c>[NeuralNetwork]</c>: parse, infer, plan, write. It reports nothing (the analyzer does) and never throws.
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
        IncrementalValuesProvider<NetworkSpec> specs = context.SyntaxProvider
            .ForAttributeWithMetadataName(NetworkParser.NetworkAttributeName, static (node, _) => node is TypeDeclarationSyntax, Parse)
            .WithTrackingName(SpecStep)
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!);
        IncrementalValueProvider<EquatableArray<string>> shared = specs
            .Collect()
            .Select(static (all, _) => HintNames.Shared(all))
            .WithTrackingName(SharedNamesStep);
        IncrementalValueProvider<EquatableArray<ModelManifest>> manifests = context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(ModelManifest.Extension, StringComparison.Ordinal))
            .Select(static (text, cancellation) => ModelManifest.Parse(text.GetText(cancellation)))
            .Where(static manifest => manifest is not null)
            .Select(static (manifest, _) => manifest!)
            .Collect()
            .Select(static (all, _) => all.ToEquatableArray());
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
        InferredNetwork? network = NetworkInference.Infer(spec, []);
        string text = network is null ? SkeletonWriter.Write(spec) : NetworkWriter.Write(new NetworkPlan(network), manifest);
        return new GeneratedFile(hintName, text);
    }

    private static ModelManifest? ManifestOf(NetworkSpec spec, EquatableArray<ModelManifest> manifests) =>
        spec.Weights is null ? null : ModelManifest.Find(manifests, spec.Weights);

    /// <summary>A class with the attribute on two of its declarations (the compiler objects) is still one network.</summary>
    private static NetworkSpec? Parse(GeneratorAttributeSyntaxContext target, CancellationToken cancellation)
    {
        ParsedNetwork? network = NetworkParser.Parse((INamedTypeSymbol)target.TargetSymbol, cancellation);
        SyntaxNode? declaration = network?.NetworkAttribute.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
        return declaration == target.TargetNode ? network!.Spec : null;
    }
}

/// <summary>A generated file.</summary>
internal sealed record GeneratedFile(string HintName, string Text);
