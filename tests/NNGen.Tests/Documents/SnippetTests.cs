using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Documents;

/// <summary>
/// The C# in the documents is compiled. The pages of diagnostics have tests of their own, since one of their two examples is wrong on
/// purpose.
/// </summary>
public sealed class SnippetTests
{
    // Generated text, the mathematics of a layer in the compiler, and models that stand beside a project.
    private const int MostExcerpts = 4;

    public static TheoryData<string> Places => [.. All().Where(block => block.Info != Snippet.NotCompiled).Select(block => block.Place)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Block_OfADocument_Compiles(string place)
    {
        CodeBlock block = All().Single(block => block.Place == place);
        Assert.Contains(block.Info, new[] { Snippet.OfUser, Snippet.OfGenerator });
        Assert.Empty(Snippet.Mistakes(Snippet.Compile(block.Text, block.Info)));
    }

    [Fact]
    public void Excerpts_ThatNobodyCompiles_AreFew() =>
        Assert.InRange(All().Count(block => block.Info == Snippet.NotCompiled), 0, MostExcerpts);

    [Theory]
    [InlineData("new Net().Frobnicate(); [NeuralNetwork, Input(2), Dense(1)] partial class Net;", "CS1061")]
    [InlineData("[NeuralNetwork, Dense(1)] partial class Net;", "NNG0003")]
    [InlineData("class Kind : NNGen.Generator.Layers.LayerKind;", "CS0234")]
    public void Mistake_InASnippet_IsFound(string text, string expected) =>
        Assert.Contains(Snippet.Mistakes(Snippet.Compile(text)), mistake => mistake.Contains(expected, StringComparison.Ordinal));

    private static IEnumerable<CodeBlock> All() => Document.All
        .Where(document => !document.Path.StartsWith("docs/diagnostics/", StringComparison.Ordinal))
        .SelectMany(document => document.Blocks)
        .Where(block => block.Info.Split(' ')[0] is "csharp" or "cs" or "c#");
}
