using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NNGen.Tests.Approval;

namespace NNGen.Tests.Documents;

/// <summary>A fenced block of code in a document.</summary>
/// <param name="Place">The document and the line of the fence, as in <c>README.md:12</c>.</param>
/// <param name="Info">What stands behind the opening fence, as in <c>csharp</c>.</param>
/// <param name="Text">The lines between the fences.</param>
internal sealed record CodeBlock(string Place, string Info, string Text);

/// <summary>A Markdown document of the repository.</summary>
internal sealed partial class Document
{
    private readonly List<CodeBlock> blocks = [];
    private readonly List<string> prose = [];

    public Document(string path, string text)
    {
        Path = path;
        string[] lines = text.Split('\n');
        int fence = -1;
        for (int line = 0; line < lines.Length; line++)
        {
            if (!lines[line].StartsWith("```", StringComparison.Ordinal))
            {
                if (fence < 0) prose.Add(lines[line]);
                continue;
            }

            if (fence >= 0)
            {
                string code = string.Concat(lines[(fence + 1)..line].Select(inside => inside + "\n"));
                blocks.Add(new CodeBlock($"{path}:{fence + 1}", lines[fence][3..].Trim(), code));
            }

            fence = fence < 0 ? line : -1;
        }

        if (fence >= 0) throw new InvalidDataException($"{path}:{fence + 1}: the fence is never closed.");
    }

    /// <summary>All documents: those at the root, and those below <c>docs</c>.</summary>
    public static IEnumerable<Document> All => Directory.GetFiles(RepositoryFiles.Root, "*.md")
        .Concat(Directory.GetFiles(RepositoryFiles.PathOf("docs"), "*.md", SearchOption.AllDirectories))
        .Select(file => System.IO.Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)
        .Select(Read);

    /// <summary>The path from the root, with slashes.</summary>
    public string Path { get; }

    public IReadOnlyList<CodeBlock> Blocks => blocks;

    /// <summary>The targets of links to the repository's own files and headings.</summary>
    public IEnumerable<string> Links => prose
        .SelectMany(line => Link().Matches(InlineCode().Replace(line, string.Empty)))
        .Select(match => match.Groups[1].Value)
        .Where(target => !Scheme().IsMatch(target));

    /// <summary>Paths of the repository that the text names as code; one with a star stands for several files.</summary>
    public IEnumerable<string> NamedPaths => prose.SelectMany(line => NamedPath().Matches(line)).Select(match => match.Groups[1].Value);

    /// <summary>The headings as links name them.</summary>
    public IEnumerable<string> Anchors => prose
        .Where(line => Heading().IsMatch(line))
        .Select(line => Heading().Replace(line, string.Empty).Trim().ToLowerInvariant())
        .Select(heading => NotInAnchor().Replace(heading, string.Empty).Replace(' ', '-'));

    public static Document Read(string path) => new(path, File.ReadAllText(RepositoryFiles.PathOf(path)).Replace("\r\n", "\n"));

    [GeneratedRegex(@"\]\(([^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^[a-z]+:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"`((?:\.ci|src|tests|docs|samples|benchmarks)/[\w./*-]+)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex("^#+ ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
