using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NNGen.Generator;
using NNGen.Onnx.Conversion;

namespace NNGen.Onnx.Tests;

/// <summary>
/// Compiles converted models as a build does, many at once: by <c>[OnnxModel]</c>, a manifest and a resource for each.
/// </summary>
internal static class GeneratedNetworks
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    public static readonly MetadataReference[] References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Append(typeof(NeuralNetworkAttribute).Assembly.Location)
        .DistinctBy(Path.GetFileName)
        .Select(path => MetadataReference.CreateFromFile(path))
        .ToArray();

    /// <summary>The compiled networks by name.</summary>
    /// <param name="networks">Class names and what they declare.</param>
    /// <param name="refused">Why the generator refuses some of them.</param>
    public static IReadOnlyDictionary<string, LoadedNetwork> Compile(
        IReadOnlyDictionary<string, ConvertedNetwork> networks, out IReadOnlyDictionary<string, string> refused)
    {
        Dictionary<string, ImportedModel> models = networks.ToDictionary(network => network.Key, network => new ImportedModel(network.Key, network.Value));
        ImmutableArray<AdditionalText> texts = [.. models.Values];
        var compilation = CSharpCompilation.Create(
            "NNGen.Onnx.Generated",
            models.Values.Select(model => CSharpSyntaxTree.ParseText(model.Source, ParseOptions, model.Name)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        ImmutableArray<Diagnostic> mistakes = compilation
            .WithAnalyzers([new NeuralNetworkAnalyzer()], new AnalyzerOptions(texts))
            .GetAnalyzerDiagnosticsAsync()
            .Result;
        refused = mistakes
            .GroupBy(mistake => mistake.Location.SourceTree!.FilePath)
            .ToDictionary(network => network.Key, network => string.Join("; ", network.Select(mistake => mistake.GetMessage())));
        string[] names = networks.Keys.Except(refused.Keys).ToArray();
        CSharpGeneratorDriver.Create([new NeuralNetworkGenerator().AsSourceGenerator()], texts, ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out ImmutableArray<Diagnostic> remarks);
        if (remarks.Length > 0) throw new InvalidOperationException(string.Join("\n", remarks));
        using var image = new MemoryStream();
        Diagnostic[] errors = complete.Emit(image, manifestResources: models.Values.Select(model => model.Resource)).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0) throw new InvalidOperationException(string.Join("\n", errors.Take(5).Select(error => error.ToString())));
        Assembly assembly = new AssemblyLoadContext("imported networks").LoadFromStream(new MemoryStream(image.ToArray()));
        return names.ToDictionary(
            name => name,
            name => (LoadedNetwork)Activator.CreateInstance(typeof(LoadedNetwork<>).MakeGenericType(assembly.GetType(name)!))!);
    }
}

/// <summary>A compiled network behind ordinary virtual calls.</summary>
internal abstract class LoadedNetwork
{
    public abstract NetworkDescription Description { get; }

    public abstract float[] Forward(ReadOnlySpan<float> input);

    public abstract float[] ForwardBatch(ReadOnlySpan<float> inputs);
}

/// <summary>The network with the weights of its file.</summary>
internal sealed class LoadedNetwork<TNetwork> : LoadedNetwork
    where TNetwork : class, INeuralNetwork<TNetwork>
{
    private readonly TNetwork network = (TNetwork)typeof(TNetwork).GetProperty("Pretrained")!.GetValue(null)!;

    public override NetworkDescription Description => TNetwork.Description;

    public override float[] Forward(ReadOnlySpan<float> input)
    {
        var output = new float[Description.OutputLength];
        network.Forward(input, output);
        return output;
    }

    public override float[] ForwardBatch(ReadOnlySpan<float> inputs)
    {
        var outputs = new float[inputs.Length / Description.InputLength * Description.OutputLength];
        network.ForwardBatch(inputs, outputs);
        return outputs;
    }
}
