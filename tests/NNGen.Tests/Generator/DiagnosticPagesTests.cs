using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using NNGen.Generator;
using NNGen.Generator.Parsing;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>The descriptors, the pages and the release notes say the same.</summary>
public sealed class DiagnosticPagesTests
{
    public static TheoryData<string> Ids => [.. Rules.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_OfADiagnostic_SaysWhatTheDescriptorSays(string id)
    {
        var page = new DiagnosticPage(id);
        DiagnosticDescriptor descriptor = Find(id);
        Assert.Equal($"# {id}: {descriptor.Title}", page.Title);
        Assert.Equal(descriptor.DefaultSeverity.ToString(), page.Severity);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Example_ThatTriggers_YieldsExactlyThatDiagnostic(string id)
    {
        GeneratorOutcome outcome = new DiagnosticPage(id).RunTriggers();
        outcome.AssertNobodyThrew();
        Diagnostic only = Assert.Single(outcome.AnalyzerDiagnostics);
        Assert.Equal(id, only.Id);
        Assert.Equal(Find(id).DefaultSeverity, only.Severity);
        Assert.DoesNotMatch(@"\{\d\}", only.GetMessage());
        Assert.Equal("Example.cs", only.Location.SourceTree!.FilePath);
        Assert.Empty(outcome.CompilerDiagnostics);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Example_ThatIsFixed_YieldsNone(string id) => new DiagnosticPage(id).RunFixed().AssertClean();

    [Fact]
    public void Rules_HaveOneDescriptorEach()
    {
        IEnumerable<string> rules = Enum.GetValues<Rule>().Where(rule => rule != Rule.CompilerError).Select(rule => $"NNG{(int)rule:0000}");
        Assert.Equal(rules.Order(), Rules.All.Select(descriptor => descriptor.Id).Order());
        Assert.Equal(Rules.All, new NeuralNetworkAnalyzer().SupportedDiagnostics);
        Assert.Equal(Rules.All.Count(), Rules.All.Select(descriptor => descriptor.Title.ToString()).Distinct().Count());
    }

    [Fact]
    public void Pages_OfNoDiagnostic_DoNotExist()
    {
        string[] files = Directory.GetFiles(RepositoryFiles.PathOf("docs", "diagnostics"), "NNG*.md");
        IEnumerable<string?> pages = files.Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(Rules.All.Select(descriptor => descriptor.Id).Order(), pages.Order());
    }

    [Fact]
    public void ReleaseNotes_ListEveryDiagnosticOnce()
    {
        IEnumerable<string> lines = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(name => File.ReadAllLines(RepositoryFiles.PathOf("src", "Generator", name)))
            .Where(line => line.StartsWith("NNG", StringComparison.Ordinal));
        IEnumerable<string> expected = Rules.All.Select(item => $"{item.Id} | {item.Category} | {item.DefaultSeverity} | {item.Title}");
        Assert.Equal(expected.Order(), lines.Order());
    }

    private static DiagnosticDescriptor Find(string id) => Rules.All.Single(descriptor => descriptor.Id == id);}
