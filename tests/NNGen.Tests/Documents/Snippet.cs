using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NNGen.Generator;
using NNGen.Tests.Generator;
using Xunit;

namespace NNGen.Tests.Documents;

/// <summary>
/// C# in a document. A block marked <c>csharp</c> is compiled as a user's project would, one marked <c>csharp generator</c> as a part of
/// the generator; <c>csharp no-compile</c> is for excerpts that cannot stand alone.
/// </summary>
internal static class Snippet
{
    public const string OfUser = "csharp";
    public const string OfGenerator = "csharp generator";
    public const string NotCompiled = "csharp no-compile";

    private const string ImplicitUsings = """
        global using NNGen;
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The second package, and the library that its public face mentions.</summary>
    private static readonly MetadataReference[] Learning =
    [
        MetadataReference.CreateFromFile(typeof(NNGen.Learning.Picture).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Spectre.Console.IAnsiConsole).Assembly.Location),
    ];

    public static GeneratorOutcome Compile(string text, string info = OfUser)
    {
        CSharpCompilation compilation = GeneratorHost.Compile(text, ImplicitUsings).AddReferences(Learning);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        bool isProgram = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        if (isProgram) compilation = compilation.WithOptions(GeneratorHost.Options.WithOutputKind(OutputKind.ConsoleApplication));
        return GeneratorHost.Run(info == OfGenerator ? InsideGenerator(compilation) : compilation);
    }

    /// <summary>What is wrong with the text: the compiler's errors, and what the analyzer warns of.</summary>
    public static IReadOnlyList<string> Mistakes(GeneratorOutcome outcome)
    {
        outcome.AssertNobodyThrew();
        return outcome.CompilerDiagnostics
            .Where(item => item.Severity == DiagnosticSeverity.Error)
            .Concat(outcome.AnalyzerDiagnostics.Where(item => item.Severity >= DiagnosticSeverity.Warning))
            .Select(item => item.ToString())
            .ToArray();
    }

    /// <summary>The generator shows its internals to this assembly only, so the snippet takes its name.</summary>
    private static CSharpCompilation InsideGenerator(CSharpCompilation compilation)
    {
        string[] needed = [typeof(NeuralNetworkGenerator).Assembly.Location, typeof(SyntaxTree).Assembly.Location];
        Assert.All(needed, location => Assert.NotEqual(string.Empty, location));
        return compilation
            .WithAssemblyName(typeof(Snippet).Assembly.GetName().Name)
            .AddReferences(needed.Select(location => MetadataReference.CreateFromFile(location)));
    }
}
