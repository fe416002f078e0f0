using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NNGen.Generator.Layers;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>
/// Whatever is typed, the answer is code or a diagnostic: nobody throws, and what we accept, or refuse ourselves, compiles.
/// </summary>
public sealed class RandomDeclarationTests
{
    private const int ClassesPerFile = 12;


    [Theory]
    [MemberData(nameof(Seeds), 12)]
    public void Declaration_OfRightTypes_CompilesWithoutWarningsWhateverWeSayOfIt(int seed)
    {
        string[] classes = Classes(seed, isTyped: true);
        GeneratorOutcome outcome = GeneratorHost.Run([.. classes.Select(text => "#nullable disable\n" + text), Catalogue.SampleCode]);
        outcome.AssertNobodyThrew();
        Assert.True(outcome.CompilerDiagnostics.Count == 0, Report(outcome.CompilerDiagnostics, classes));

        // Every declaration is code, a diagnostic, or (where it has no [NeuralNetwork]) neither.
        foreach ((string text, int index) in classes.Select((text, index) => (text, index)))
        {
            if (!text.Contains("[NeuralNetwork")) continue;
            string path = $"User{index}.cs";
            IEnumerable<Diagnostic> errors = outcome.AnalyzerDiagnostics.Where(item => item.Severity == DiagnosticSeverity.Error);
            bool isRefused = errors.Any(item => item.Location.SourceTree!.FilePath == path);
            IEnumerable<string> networks = outcome.Result.GeneratedTrees
                .Select(tree => tree.ToString())
                .Where(code => code.Contains("Kernels512"));
            bool hasCode = networks.Any(code => code.Contains($"class N{seed}_{index} :"));
            Assert.True(isRefused != hasCode, $"Refused: {isRefused}, code: {hasCode}: {text}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds), 25)]
    public void Declaration_OfAnyTypes_ThrowsNothing(int seed)
    {
        GeneratorOutcome outcome = GeneratorHost.Run([.. Classes(-seed, isTyped: false), Catalogue.SampleCode]);
        outcome.AssertNobodyThrew();
    }

    [Fact]
    public void Declarations_OfAllSeeds_AreBothRightAndWrong()
    {
        var ids = new HashSet<string>();
        int written = 0;
        for (int seed = 1; seed <= 7; seed++)
        {
            GeneratorOutcome outcome = GeneratorHost.Run([.. Classes(seed, isTyped: true), Catalogue.SampleCode]);
            ids.UnionWith(outcome.AnalyzerDiagnostics.Select(item => item.Id));
            written += outcome.Result.GeneratedTrees.Count(tree => tree.ToString().Contains("Kernels512"));
        }

        Assert.True(ids.Count >= 12, string.Join(" ", ids));
        Assert.True(written >= 8, $"Only {written} declarations were right.");
    }

    public static TheoryData<int> Seeds(int count) => [.. Enumerable.Range(1, count)];

    private static string[] Classes(int seed, bool isTyped)
    {
        var random = new Random(seed);
        var declaration = new RandomDeclaration(random, isTyped);
        return Enumerable.Range(0, ClassesPerFile).Select(index => declaration.Class($"N{Math.Abs(seed)}_{index}")).ToArray();
    }

    private static string Report(IEnumerable<Diagnostic> diagnostics, string[] classes) =>
        string.Join('\n', diagnostics.Take(5).Select(item => item.ToString()).Concat(classes));
}
