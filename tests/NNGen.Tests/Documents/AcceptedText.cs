using System;
using System.IO;
using System.Linq;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Tests.Documents;

/// <summary>
/// Text in a document that a test writes: compared exactly, or, where snapshots are accepted, written anew. The text is the whole file, or
/// the lines between the comments <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.
/// </summary>
internal static class AcceptedText
{
    public static void Verify(string document, string? section, string expected)
    {
        string path = RepositoryFiles.PathOf(document);
        string text = File.Exists(path) ? File.ReadAllText(path).Replace("\r\n", "\n") : string.Empty;
        string updated = section is null ? expected : Replace(document, text, section, expected);
        if (updated == text) return;
        if (IsAccepting(Environment.GetEnvironmentVariable))
        {
            File.WriteAllText(path, updated);
            return;
        }

        string[] lines = text.Split('\n');
        string line = updated.Split('\n').Where((line, index) => index >= lines.Length || line != lines[index]).FirstOrDefault("(the end)");
        string advice = $"{Snapshot.AcceptVariable}=1 accepts it. The first line that differs should be:\n{line}";
        Assert.Fail($"{document} is not what the code says; {advice}");
    }

    /// <summary>Whether texts are written instead of compared. Continuous integration never accepts: it would pass with anything.</summary>
    public static bool IsAccepting(Func<string, string?> environment)
    {
        bool isWanted = environment(Snapshot.AcceptVariable) == "1";
        bool isAllowed = !string.Equals(environment("CI"), "true", StringComparison.OrdinalIgnoreCase);
        if (isWanted && !isAllowed) throw new InvalidOperationException($"{Snapshot.AcceptVariable}=1 is refused where CI=true.");
        return isWanted;
    }

    /// <summary>The document with other lines between the comments.</summary>
    public static string Replace(string document, string text, string section, string lines)
    {
        string opening = $"<!-- {section} -->\n";
        int start = text.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        int end = text.IndexOf($"<!-- /{section} -->", StringComparison.Ordinal);
        if (start < opening.Length || end < start) throw new InvalidDataException($"{document} has no section '{section}'.");
        return text[..start] + lines + text[end..];
    }
}
