using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NNGen.Generator;
using Xunit;

namespace NNGen.CodeFixes.Tests;

/// <summary>A file of a user, in an IDE's workspace: what the analyzer says about it, and what a fix makes of it.</summary>
internal sealed class FixedSource : IDisposable
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(NeuralNetworkAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly AdhocWorkspace workspace = new();
    private readonly Document document;

    public FixedSource(string source, string? projectFile = null)
    {
        var id = ProjectId.CreateNewId();
        ProjectInfo project = ProjectInfo.Create(
            id,
            VersionStamp.Create(),
            "Consumer",
            "Consumer",
            LanguageNames.CSharp,
            filePath: projectFile,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12),
            metadataReferences: References);
        workspace.AddProject(project);
        document = workspace.AddDocument(id, "Networks.cs", Microsoft.CodeAnalysis.Text.SourceText.From(source));
    }

    public void Dispose() => workspace.Dispose();

    /// <summary>The diagnostics of a text.</summary>
    public static async Task<string[]> Ids(string source)
    {
        using var file = new FixedSource(source);
        return [.. (await Diagnostics(file.document)).Select(diagnostic => diagnostic.Id)];
    }

    /// <summary>What the fix offers for the diagnostics that it is for.</summary>
    public async Task<IReadOnlyList<CodeAction>> Offers(CodeFixProvider fix)
    {
        var offers = new List<CodeAction>();
        foreach (Diagnostic diagnostic in await Diagnostics(document))
        {
            if (!fix.FixableDiagnosticIds.Contains(diagnostic.Id)) continue;
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offers.Add(action), CancellationToken.None));
        }

        return offers;
    }

    /// <summary>The text after the only offer was taken.</summary>
    public async Task<string> Apply(CodeFixProvider fix)
    {
        CodeAction offer = Assert.Single(await Offers(fix));
        foreach (CodeActionOperation operation in await offer.GetOperationsAsync(CancellationToken.None))
        {
            operation.Apply(workspace, CancellationToken.None);
        }

        return (await workspace.CurrentSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnostics(Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        return await compilation.WithAnalyzers([new NeuralNetworkAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }
}
