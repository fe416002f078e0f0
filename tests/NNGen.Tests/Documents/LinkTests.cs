using System.Collections.Generic;
using System.IO;
using System.Linq;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Tests.Documents;

/// <summary>Whatever a document points to is there.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Paths => [.. Document.All.Select(document => document.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Links_OfADocument_LeadSomewhere(string path) => Assert.Empty(Broken(Document.Read(path)));

    [Theory]
    [InlineData("[a](docs/architecture.md)", true)]
    [InlineData("[a](docs)", true)]
    [InlineData("[a](https://example.org/nowhere) and `[b](nowhere.md)`", true)]
    [InlineData("# A heading: `x` and y\n[a](#a-heading-x-and-y)", true)]
    [InlineData("`src/Generator/Layers/Catalogue.cs` and `docs/decisions/*.md`", true)]
    [InlineData("[a](docs/nowhere.md)", false)]
    [InlineData("[a](#nowhere)", false)]
    [InlineData("[a](docs/architecture.md#nowhere)", false)]
    [InlineData("`src/Generator/Nowhere.cs`", false)]
    [InlineData("`src/Generator/Nowhere/*.cs`", false)]
    public void Link_IsBroken_OnlyWhereNothingIs(string text, bool isWhole) =>
        Assert.Equal(isWhole, !Broken(new Document("README.md", text)).Any());

    private static IEnumerable<string> Broken(Document document) => document.Links
        .Where(link => !LeadsSomewhere(document, link))
        .Concat(document.NamedPaths.Where(path => !Exists(path)));

    private static bool LeadsSomewhere(Document document, string link)
    {
        string[] parts = link.Split('#', 2);
        string folder = RepositoryFiles.PathOf(document.Path, "..");
        string file = parts[0].Length == 0 ? RepositoryFiles.PathOf(document.Path) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        if (parts.Length == 1) return File.Exists(file) || Directory.Exists(file);
        if (parts[0].Length == 0) return document.Anchors.Contains(parts[1]);
        return File.Exists(file) && Document.Read(Path.GetRelativePath(RepositoryFiles.Root, file)).Anchors.Contains(parts[1]);
    }

    private static bool Exists(string path)
    {
        string file = RepositoryFiles.PathOf(path);
        if (!path.Contains('*')) return File.Exists(file) || Directory.Exists(file);
        string folder = Path.GetDirectoryName(file)!;
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(file)).Any();
    }
}
