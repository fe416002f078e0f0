using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NNGen.Generator;

namespace NNGen.Tool;

/// <summary>Compiles networks as a project does, in memory: the generator, then the compiler.</summary>
internal static class NetworkCompiler
{
    private const string ImplicitUsings =
        "global using global::System; global using global::System.Collections.Generic; global using global::System.IO; global using global::System.Linq;";

    /// <summary>Here there is no project that could list them.</summary>
    private const string WeightsNotListed = "NNG0060";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>The networks of some source files.</summary>
    /// <param name="sources">The text of every file, by its name.</param>
    /// <exception cref="InvalidDataException">The files do not compile; the message has the first mistakes.</exception>
    public static IReadOnlyList<CompiledNetwork> Compile(IReadOnlyDictionary<string, string> sources)
    {
        SyntaxTree[] files = [.. sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, ParseOptions, source.Key))];
        SyntaxTree[] trees = [.. files, CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions)];
        bool isProgram = files.Any(file => file.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any());
        var options = new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("NNGen.Tool.Networks", trees, References(), options);
        Require(compilation.WithAnalyzers([new NeuralNetworkAnalyzer()]).GetAnalyzerDiagnosticsAsync().Result.Where(mistake => mistake.Id != WeightsNotListed));
        CSharpGeneratorDriver
            .Create([new NeuralNetworkGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _);
        using var image = new MemoryStream();
        Require(complete.Emit(image).Diagnostics);
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext("networks").LoadFromStream(image);
        return [.. assembly.GetTypes().Where(IsNetwork).Select(type => (CompiledNetwork)Activator.CreateInstance(typeof(CompiledNetwork<>).MakeGenericType(type))!)];
    }

    /// <summary>What this program itself runs on.</summary>
    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Append(typeof(NeuralNetworkAttribute).Assembly.Location)
        .DistinctBy(Path.GetFileName)
        .Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsNetwork(Type type) => type.GetInterfaces().Any(
        one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(INeuralNetwork<>) && one.GenericTypeArguments[0] == type);

    private static void Require(IEnumerable<Diagnostic> diagnostics)
    {
        const int shown = 5;
        string[] errors = [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(shown).Select(error => error.ToString())];
        if (errors.Length > 0) throw new InvalidDataException(string.Join("\n", errors));
    }
}

/// <summary>A network whose class is known only since it was compiled.</summary>
internal abstract class CompiledNetwork
{
    public abstract string Name { get; }

    /// <summary>Takes over the parameters of a file: one of its own as it is, one of another tool by names and shapes.</summary>
    public abstract void Load(string path);

    public abstract void Load(Stream stream);

    public abstract void Save(Stream stream);

    public abstract SelfTestResult Verify(SelfTest selfTest);

    /// <summary>Writes the network as an ONNX model with a self-test.</summary>
    public abstract void SaveOnnx(string path, int samples);
}

/// <inheritdoc/>
internal sealed class CompiledNetwork<TNetwork> : CompiledNetwork
    where TNetwork : class, INeuralNetwork<TNetwork>
{
    private readonly TNetwork network = TNetwork.Create(new ParameterBuffer(TNetwork.Description));

    public override string Name => TNetwork.Description.Name;

    public override void Load(string path)
    {
        using TensorFile file = TensorFile.Open(path);
        bool isOurs = file.Format == TensorFileFormat.Safetensors && TNetwork.Description.Tensors.All(tensor => file.Tensors.Any(stored => stored.Name == tensor.Name));
        if (isOurs) network.Load(path);
        else network.Import(path);
    }

    public override void Load(Stream stream) => network.Load(stream);

    public override void Save(Stream stream) => network.Save(stream);

    public override SelfTestResult Verify(SelfTest selfTest) => network.Verify(selfTest);

    public override void SaveOnnx(string path, int samples)
    {
        if (samples > 0) network.SaveOnnx(path, SelfTest.Record(network, samples));
        else network.SaveOnnx(path);
    }
}
