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

    /// <summary>The compiled networks by name, each with the weights of its model.</summary>
    /// <param name="networks">Class names and what they declare.</param>
    /// <param name="refused">Why the generator refuses some of them.</param>
    public static IReadOnlyDictionary<string, LoadedNetwork> Compile(
        IReadOnlyDictionary<string, ConvertedNetwork> networks, out IReadOnlyDictionary<string, string> refused) => Compile(networks, out refused, out _);

    /// <inheritdoc cref="Compile(IReadOnlyDictionary{string, ConvertedNetwork}, out IReadOnlyDictionary{string, string})"/>
    /// <param name="imageLength">The bytes of the assembly.</param>
    public static IReadOnlyDictionary<string, LoadedNetwork> Compile(
        IReadOnlyDictionary<string, ConvertedNetwork> networks, out IReadOnlyDictionary<string, string> refused, out long imageLength)
    {
        Dictionary<string, ImportedModel> models = networks.ToDictionary(network => network.Key, network => new ImportedModel(network.Key, network.Value));
        ImmutableArray<AdditionalText> texts = [.. models.Values];
        CSharpCompilation compilation = Create(models.ToDictionary(model => model.Key, model => model.Value.Source));
        ImmutableArray<Diagnostic> mistakes = compilation
            .WithAnalyzers([new NeuralNetworkAnalyzer()], new AnalyzerOptions(texts))
            .GetAnalyzerDiagnosticsAsync()
            .Result;
        refused = mistakes
            .GroupBy(mistake => mistake.Location.SourceTree!.FilePath)
            .ToDictionary(network => network.Key, network => string.Join("; ", network.Select(mistake => mistake.GetMessage())));
        Assembly assembly = Load(compilation, texts, models.Values.Select(model => model.Resource), out imageLength);
        return networks.Keys.Except(refused.Keys).ToDictionary(
            name => name, name => Loaded(assembly.GetType(name)!, assembly.GetType(name)!.GetProperty("Pretrained")!.GetValue(null)!));
    }

    /// <summary>Networks of declarations by the name of their class, with parameters as they are at first.</summary>
    public static Dictionary<string, LoadedNetwork> CompileSources(IReadOnlyDictionary<string, string> sources)
    {
        Assembly assembly = Load(Create(sources), [], [], out _);
        return sources.Keys.ToDictionary(name => name, name => Loaded(assembly.GetType(name)!, Activator.CreateInstance(assembly.GetType(name)!, 1)!));
    }

    private static CSharpCompilation Create(IReadOnlyDictionary<string, string> sources) => CSharpCompilation.Create(
        "NNGen.Onnx.Generated",
        sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, ParseOptions, source.Key)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

    private static Assembly Load(CSharpCompilation compilation, ImmutableArray<AdditionalText> texts, IEnumerable<ResourceDescription> resources, out long length)
    {
        CSharpGeneratorDriver.Create([new NeuralNetworkGenerator().AsSourceGenerator()], texts, ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out ImmutableArray<Diagnostic> remarks);
        if (remarks.Length > 0) throw new InvalidOperationException(string.Join("\n", remarks));
        using var image = new MemoryStream();
        Diagnostic[] errors = complete.Emit(image, manifestResources: resources).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0) throw new InvalidOperationException(string.Join("\n", errors.Take(5).Select(error => error.ToString())));
        length = image.Length;
        return new AssemblyLoadContext("generated networks").LoadFromStream(new MemoryStream(image.ToArray()));
    }

    private static LoadedNetwork Loaded(Type type, object network) =>
        (LoadedNetwork)Activator.CreateInstance(typeof(LoadedNetwork<>).MakeGenericType(type), network)!;
}

/// <summary>A compiled network behind ordinary virtual calls.</summary>
internal abstract class LoadedNetwork
{
    public abstract NetworkDescription Description { get; }

    /// <summary>Gives all tensors but kernels numbers that differ.</summary>
    public abstract void FillParameters(ref CounterRandom random);

    public abstract byte[] ToOnnx();

    /// <summary>Computes one sample several times.</summary>
    public abstract void Run(ReadOnlySpan<float> input, Span<float> output, int count);

    public abstract void SaveOnnx(string path);

    public abstract SelfTestResult Verify();

    public abstract float[] Forward(ReadOnlySpan<float> input);

    public abstract float[] ForwardBatch(ReadOnlySpan<float> inputs);
}

/// <summary>One network.</summary>
internal sealed class LoadedNetwork<TNetwork>(TNetwork network) : LoadedNetwork
    where TNetwork : class, INeuralNetwork<TNetwork>
{
    public override NetworkDescription Description => TNetwork.Description;

    public override void FillParameters(ref CounterRandom random)
    {
        foreach (TensorDescription tensor in Description.Tensors.Where(tensor => !tensor.Name.EndsWith("kernel", StringComparison.Ordinal)))
        {
            var values = new float[tensor.Length];
            for (int k = 0; k < values.Length; k++) values[k] = 0.5f + random.NextSingle();
            network.Parameters[tensor.Name].CopyFrom(values);
        }
    }

    public override byte[] ToOnnx()
    {
        var stream = new MemoryStream();
        network.SaveOnnx(stream);
        return stream.ToArray();
    }

    public override void Run(ReadOnlySpan<float> input, Span<float> output, int count)
    {
        for (int k = 0; k < count; k++) network.Forward(input, output);
    }

    public override void SaveOnnx(string path) => network.SaveOnnx(path);

    public override SelfTestResult Verify() => network.Verify();

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
