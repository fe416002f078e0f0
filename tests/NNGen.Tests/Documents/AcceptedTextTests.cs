using System;
using System.IO;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Tests.Documents;

/// <summary>The rules by which documents are written anew.</summary>
public sealed class AcceptedTextTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("0", null, false)]
    [InlineData(null, "true", false)]
    [InlineData("1", null, true)]
    [InlineData("1", "false", true)]
    public void Accepting_NeedsTheVariable(string? accept, string? ci, bool expected) => Assert.Equal(expected, IsAccepting(accept, ci));

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    public void Accepting_InContinuousIntegration_IsRefused(string ci) =>
        Assert.Throws<InvalidOperationException>(() => IsAccepting("1", ci));

    [Fact]
    public void Section_IsReplaced_AndNothingElse()
    {
        const string text = "a\n<!-- s -->\nold\n<!-- /s -->\nb";
        Assert.Equal("a\n<!-- s -->\nnew\n<!-- /s -->\nb", AcceptedText.Replace("x.md", text, "s", "new\n"));
    }

    [Fact]
    public void Section_ThatIsMissing_IsAnError() =>
        Assert.Throws<InvalidDataException>(() => AcceptedText.Replace("x.md", "a\n<!-- s -->\n", "s", "new\n"));

    private static bool IsAccepting(string? accept, string? ci) =>
        AcceptedText.IsAccepting(name => name == Snapshot.AcceptVariable ? accept : ci);
}
