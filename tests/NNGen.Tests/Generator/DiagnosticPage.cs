using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>One page of <c>docs/diagnostics</c>: what it says of the diagnostic, and its two examples.</summary>
internal sealed partial class DiagnosticPage
{
    private readonly string text;

    public DiagnosticPage(string id)
    {
        string path = RepositoryFiles.PathOf("docs", "diagnostics", $"{id}.md");
        Assert.True(File.Exists(path), $"{id} has no page {path}.");
        text = File.ReadAllText(path);
    }

    public string Title => text.Split('\n')[0];

    public string Severity => text.Split('\n').Single(line => line.StartsWith("Severity: ", StringComparison.Ordinal)).Split(' ')[1];

    public GeneratorOutcome RunTriggers() => Run("Triggers");

    public GeneratorOutcome RunFixed() => Run("Fixed");

    /// <summary>The example behind a heading, compiled as its first line asks.</summary>
    private GeneratorOutcome Run(string heading)
    {
        string section = text.Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        string example = Example().Matches(section).Single().Groups[1].Value;
        Match version = Version().Match(example);
        string number = version.Success ? version.Groups[1].Value : "12";
        LanguageVersion language = Enum.Parse<LanguageVersion>("CSharp" + number);
        SyntaxTree tree = GeneratorHost.Tree("using NNGen;\n" + example, "Example.cs", new CSharpParseOptions(language));
        return GeneratorHost.Run(
            GeneratorHost.Compile().AddSyntaxTrees(tree), [.. Manifest().Matches(section).Select(match => match.Groups[1].Value)]);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("```text\n(nngen-model .*?)```", RegexOptions.Singleline)]
    private static partial Regex Manifest();

    [GeneratedRegex("^// <LangVersion>(\\d+)</LangVersion>")]
    private static partial Regex Version();
}
