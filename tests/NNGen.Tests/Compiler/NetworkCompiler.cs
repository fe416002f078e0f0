using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NNGen.Generator;
using NNGen.Generator.Layers;
using NNGen.Generator.Parsing;
using NNGen.Generator.Planning;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>
/// Runs the generator over declarations, compiles the result without a warning, and loads it. Many networks go into one compilation, since
/// starting the compiler costs more than a network.
/// </summary>
internal static class NetworkCompiler
{
    private const string Dispatch = "global::System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated";
    private const string SwitchClass = "TargetSwitch";
    private const string SwitchField = "UsesVector512";

    // The generated code chooses its target by a constant of the JIT. In the tests a variable takes its place, so that one compilation
    // serves both; each thread has its own, since tests run in parallel.
    private const string SwitchSource =
        $"public static class {SwitchClass} {{ [System.ThreadStatic] public static bool {SwitchField}; }}";

    // The oldest language version that generated code supports.
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    private static readonly MetadataReference[] References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Append(typeof(NeuralNetworkAttribute).Assembly.Location)
        .DistinctBy(Path.GetFileName)
        .Select(path => MetadataReference.CreateFromFile(path))
        .ToArray();

    /// <summary>The declarations as the generator sees them, without compiling any code.</summary>
    public static IReadOnlyDictionary<NetworkCase, InferredNetwork> Infer(IEnumerable<NetworkCase> cases)
    {
        NetworkCase[] all = cases.Distinct().ToArray();
        CSharpCompilation compilation = Compilation(Source(all));
        return all.ToDictionary(network => network, network => Infer(compilation, network));
    }

    public static IReadOnlyDictionary<NetworkCase, CompiledNetwork> Compile(IEnumerable<NetworkCase> cases)
    {
        NetworkCase[] all = cases.Distinct().ToArray();
        CSharpCompilation compilation = Compilation(Source(all));
        Compilation complete = Generate(compilation, text => text.Replace(Dispatch, $"global::{SwitchClass}.{SwitchField}"))
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(SwitchSource, ParseOptions, "switch.cs"));
        Assembly assembly = Load(Emit(complete));
        FieldInfo usesVector512 = assembly.GetType(SwitchClass)!.GetField(SwitchField)!;
        void Select(KernelTarget target) => usesVector512.SetValue(null, target == KernelTarget.Vector512);
        return all.ToDictionary(
            network => network,
            network => new CompiledNetwork(assembly.GetType(network.Name)!, new NetworkPlan(Infer(compilation, network)), Select));
    }

    /// <summary>The assembly of some networks as users get it.</summary>
    public static byte[] CompileToImage(IEnumerable<NetworkCase> cases) => Emit(Generate(Compilation(Source(cases)), text => text));

    /// <summary>Compiles and loads source that declares no network.</summary>
    public static Assembly CompilePlain(string source) => Load(CompilePlainToImage(source));

    public static byte[] CompilePlainToImage(string source) => Emit(Compilation(source));

    private static string Source(IEnumerable<NetworkCase> cases) =>
        "using NNGen;\n" + string.Concat(cases.Select(network => network.Declaration)) + Catalogue.SampleCode;

    private static CSharpCompilation Compilation(string source) => CSharpCompilation.Create(
        "NNGen.Tests.Generated",
        [CSharpSyntaxTree.ParseText(source, ParseOptions, "source.cs")],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

    private static InferredNetwork Infer(Compilation compilation, NetworkCase network)
    {
        ParsedNetwork parsed = NetworkParser.Parse(compilation.GetTypeByMetadataName(network.Name)!, default)!;
        var problems = new List<Problem>();
        return global::NNGen.Generator.Layers.NetworkInference.Infer(parsed.Spec, problems)
            ?? throw new InvalidOperationException($"{network} has mistakes: {string.Join("; ", parsed.Spec.Problems.Concat(problems))}");
    }

    private static Compilation Generate(CSharpCompilation compilation, Func<string, string> change)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new NeuralNetworkGenerator().AsSourceGenerator()], parseOptions: ParseOptions);
        GeneratorRunResult result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        Assert.All(result.GeneratedSources, file => Assert.Contains(Dispatch, file.SourceText.ToString()));
        return compilation.AddSyntaxTrees(result.GeneratedSources.Select(
            file => CSharpSyntaxTree.ParseText(change(file.SourceText.ToString()), ParseOptions, file.HintName)));
    }

    private static byte[] Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        Diagnostic[] remarks = compilation.Emit(image).Diagnostics
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .ToArray();
        Assert.Empty(remarks);
        return image.ToArray();
    }

    private static Assembly Load(byte[] image) => new AssemblyLoadContext("generated networks").LoadFromStream(new MemoryStream(image));
}
