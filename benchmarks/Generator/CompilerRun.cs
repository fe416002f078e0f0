using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NNGen.Generator;
using static System.FormattableString;

namespace NNGen.Benchmarks.Generator;

/// <summary>
/// What the networks of a project cost its compiler, in one process on one thread: first with everything cold, then warm, then after an edit.
/// Times are those of the processor, so that other tenants of the machine count little.
/// </summary>
internal static class CompilerRun
{
    private const int Rounds = 3;
    private const string Other = "static class Other { static int F() => 1; }";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    public static void Report(string networks)
    {
        Console.WriteLine("processor seconds: the generator, parsing its text, the compiler's work on it (binding and IL); one thread");
        GeneratorDriver driver = null!;
        for (int round = 0; round < Rounds; round++)
        {
            CSharpCompilation compilation = Create(networks);
            driver = CreateDriver();
            Compilation complete = compilation;
            double generator = Seconds(() => driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out complete, out _));
            string[] texts = TextsOf(driver).Values.ToArray();
            double parser = Seconds(() => Array.ForEach(texts, text => CSharpSyntaxTree.ParseText(text, ParseOptions).GetRoot()));
            double compiler = Seconds(() => Emit(complete));
            double without = Seconds(() => Emit(compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[0])));
            string title = round == 0 ? "cold" : "warm";
            Console.WriteLine(Invariant($"{title,-6}{generator,8:F2}{parser,8:F2}{compiler - without,8:F2}"));
        }

        ReportEdits(driver, Create(networks));
        ReportTexts(TextsOf(driver));
    }

    private static CSharpCompilation Create(string networks) => CSharpCompilation.Create(
        "Networks",
        new[] { networks, Other }.Select((text, index) => CSharpSyntaxTree.ParseText(text, ParseOptions, $"File{index}.cs")),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(NeuralNetworkAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable,
            concurrentBuild: false));

    private static GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new NeuralNetworkGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static SortedDictionary<string, string> TextsOf(GeneratorDriver driver) => new(
        driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()),
        StringComparer.Ordinal);

    private static void Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        Diagnostic? error = compilation.Emit(image).Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (error is not null) throw new InvalidOperationException(error.ToString());
    }

    private static double Seconds(Action action)
    {
        GC.Collect();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    /// <summary>One keystroke in another file, and one in the first network: how long the generator takes, and how many files it writes anew.</summary>
    private static void ReportEdits(GeneratorDriver driver, CSharpCompilation compilation)
    {
        driver = driver.RunGenerators(compilation);
        ReportEdit("a keystroke in another file", driver, compilation, 1, text => text.Replace("=> 1", "=> 12"));
        ReportEdit("a unit more in the first network", driver, compilation, 0, WithAnotherUnit);
    }

    private static string WithAnotherUnit(string networks)
    {
        int at = networks.IndexOf("Dense(", StringComparison.Ordinal) + "Dense(".Length;
        return networks.Insert(at, "1 + ");
    }

    private static void ReportEdit(string title, GeneratorDriver driver, CSharpCompilation compilation, int file, Func<string, string> edit)
    {
        SyntaxTree old = compilation.SyntaxTrees[file];
        SyntaxTree edited = CSharpSyntaxTree.ParseText(edit(old.ToString()), ParseOptions, old.FilePath);
        CSharpCompilation changed = compilation.ReplaceSyntaxTree(old, edited);
        double seconds = Seconds(() => driver = driver.RunGenerators(changed));
        int written = driver.GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        Console.WriteLine(Invariant($"{title}: {1000 * seconds:F0} ms, {written} files are written anew"));
    }

    private static void ReportTexts(SortedDictionary<string, string> texts)
    {
        (string name, string largest) = texts.MaxBy(text => text.Value.Length);
        Console.WriteLine(Invariant(
            $"{texts.Count} networks, {texts.Values.Sum(text => text.Length) / 1e6:F1} MB of text; the largest is {name}, {largest.Length / 1000} KB"));
    }
}
