using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace NNGen.Tests.Approval;

/// <summary>The snapshots' own rules, in a folder of their own.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("snapshots").FullName;
    private readonly Dictionary<string, string> environment = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Text_LikeTheVerified_PassesAndRemovesWhatWasReceived()
    {
        Write("verified", "a\n");
        Write("received", "old");
        Verify("a\n");
        Assert.Null(Read("received"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a\r\n")]
    [InlineData("a\n\n")]
    [InlineData("A\n")]
    public void Text_UnlikeTheVerified_FailsAndIsReceived(string actual)
    {
        Write("verified", "a\n");
        Assert.ThrowsAny<Exception>(() => Verify(actual));
        Assert.Equal(("a\n", actual), (Read("verified"), Read("received")));
    }

    [Fact]
    public void Text_WithoutAVerified_FailsAndIsReceived()
    {
        Assert.ThrowsAny<Exception>(() => Verify("a"));
        Assert.Equal((null, "a"), (Read("verified"), Read("received")));
    }

    [Fact]
    public void Text_OnDemand_IsAccepted()
    {
        Write("verified", "a");
        Write("received", "old");
        environment[Snapshot.AcceptVariable] = "1";
        Verify("b");
        Assert.Equal(("b", null), (Read("verified"), Read("received")));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    public void Text_OnDemandInContinuousIntegration_IsRefused(string ci)
    {
        Write("verified", "a");
        environment[Snapshot.AcceptVariable] = "1";
        environment["CI"] = ci;
        Assert.ThrowsAny<Exception>(() => Verify("b"));
        Assert.Equal(("a", "b"), (Read("verified"), Read("received")));
    }

    private void Verify(string actual) =>
        new SnapshotFolder(folder, name => environment.GetValueOrDefault(name)).Verify(actual, "Class.Method", "cs");

    private void Write(string kind, string text) => File.WriteAllText(PathOf(kind), text);

    private string? Read(string kind) => File.Exists(PathOf(kind)) ? File.ReadAllText(PathOf(kind)) : null;

    private string PathOf(string kind) => Path.Combine(folder, $"Class.Method.{kind}.cs");
}
