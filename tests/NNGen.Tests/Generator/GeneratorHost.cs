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
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>Runs the generator and then the analyzer over C# text, in the order in which the compiler does.</summary>
internal static class GeneratorHost
{
    /// <summary>The framework and the library, as a user's project refers to them.</summary>
    public static MetadataReference[] References { get; } = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
        .Append(typeof(NeuralNetworkAttribute).Assembly.Location)
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToArray();

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12);

    /// <summary>A hard-to-please project: nullable, checked arithmetic, every warning there is.</summary>
    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        checkOverflow: true,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable);

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Consumer", sources.Select((source, index) => Tree(source, $"User{index}.cs")), References, Options);

    public static SyntaxTree Tree(string source, string path, CSharpParseOptions? options = null) =>
        CSharpSyntaxTree.ParseText(source, options ?? ParseOptions, path);

    /// <summary>A driver that records its steps.</summary>
    public static GeneratorDriver CreateDriver(CSharpParseOptions? options = null) => CSharpGeneratorDriver.Create(
        [new NeuralNetworkGenerator().AsSourceGenerator()],
        parseOptions: options ?? ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs both over files that need no <c>using NNGen</c> of their own.</summary>
    public static GeneratorOutcome Run(params string[] sources) => Run(Compile([.. sources, "global using NNGen;"]));

    /// <summary>Runs both, with the manifests of the project's weights files.</summary>
    public static GeneratorOutcome Run(CSharpCompilation compilation, params string[] manifests)
    {
        ImmutableArray<AdditionalText> texts = [.. manifests.Select(manifest => new ManifestText(manifest))];
        var options = compilation.SyntaxTrees[0].Options as CSharpParseOptions;
        GeneratorDriver driver = CreateDriver(options)
            .AddAdditionalTexts(texts)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out var diagnostics);
        CompilationWithAnalyzers analysis = output.WithAnalyzers([new NeuralNetworkAnalyzer()], new AnalyzerOptions(texts));

        // Both in one go: each of the two would bind all generated code again.
        Diagnostic[] all = analysis.GetAllDiagnosticsAsync().GetAwaiter().GetResult().OrderBy(Position).ThenBy(item => item.Id).ToArray();
        return new GeneratorOutcome(
            output,
            driver.GetRunResult(),
            diagnostics,
            all.Where(IsOurs).ToArray(),
            all.Where(item => !IsOurs(item) && item.Severity >= DiagnosticSeverity.Warning).ToArray());
    }

    private static bool IsOurs(Diagnostic diagnostic) =>
        diagnostic.Id == "AD0001" || diagnostic.Id.StartsWith("NNG", StringComparison.Ordinal);

    private static int Position(Diagnostic diagnostic) => diagnostic.Location.SourceSpan.Start;
}

/// <summary>What came of a run.</summary>
/// <param name="Compilation">The user's files and the generated ones.</param>
/// <param name="Result">The driver's record.</param>
/// <param name="DriverDiagnostics">What the driver itself reports: a generator that threw.</param>
/// <param name="AnalyzerDiagnostics">What the analyzer reports, in source order: ours, and AD0001 for an analyzer that threw.</param>
/// <param name="CompilerDiagnostics">The compiler's own errors and warnings.</param>
internal sealed record GeneratorOutcome(
    Compilation Compilation,
    GeneratorDriverRunResult Result,
    IReadOnlyList<Diagnostic> DriverDiagnostics,
    IReadOnlyList<Diagnostic> AnalyzerDiagnostics,
    IReadOnlyList<Diagnostic> CompilerDiagnostics)
{
    public string Text => Result.GeneratedTrees.Single().ToString();

    /// <summary>Asserts that nobody has anything to say.</summary>
    public GeneratorOutcome AssertClean()
    {
        Assert.Empty(DriverDiagnostics);
        Assert.Empty(AnalyzerDiagnostics);
        Assert.Empty(CompilerDiagnostics);
        return this;
    }

    /// <summary>Asserts that neither the generator nor the analyzer threw.</summary>
    public void AssertNobodyThrew()
    {
        Assert.Empty(DriverDiagnostics);
        Assert.All(Result.Results, result => Assert.Null(result.Exception));
        Assert.DoesNotContain(AnalyzerDiagnostics, item => item.Id == "AD0001");
    }

    /// <summary>Loads the compiled assembly.</summary>
    public Assembly Load()
    {
        using var stream = new MemoryStream();
        Assert.True(Compilation.Emit(stream).Success);
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
    }
}
