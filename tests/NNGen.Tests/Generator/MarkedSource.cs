using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NNGen.Tests.Generator;

/// <summary>
/// C# text in which the expected diagnostics are marked where they belong: <c>[Dense({|NNG0006:0|})]</c>. Every other diagnostic of ours,
/// and every one of the compiler's that is not announced, is a failure.
/// </summary>
internal static partial class MarkedSource
{
    /// <param name="marked">One file; it needs no <c>using NNGen</c>.</param>
    /// <param name="compilerErrors">The ids that the compiler itself reports, each once.</param>
    public static GeneratorOutcome Verify(string marked, params string[] compilerErrors)
    {
        (string text, IReadOnlyList<string> expected) = Parse(marked);
        GeneratorOutcome outcome = GeneratorHost.Run(text);
        outcome.AssertNobodyThrew();
        Assert.Equal(expected, outcome.AnalyzerDiagnostics.Select(Describe));
        IEnumerable<Diagnostic> errors = outcome.CompilerDiagnostics.Where(item => item.Severity == DiagnosticSeverity.Error);
        Assert.Equal(compilerErrors.Order(), errors.Select(item => item.Id).Distinct().Order());
        return outcome;
    }

    private static string Describe(Diagnostic diagnostic)
    {
        Location location = diagnostic.Location;
        string text = location.SourceTree?.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length) ?? "nowhere";
        return $"{diagnostic.Id} at {location.SourceSpan.Start}: {text}";
    }

    private static (string Text, IReadOnlyList<string> Expected) Parse(string marked)
    {
        var expected = new List<string>();
        int removed = 0;
        string text = Mark().Replace(marked, match =>
        {
            string inner = match.Groups[2].Value;
            expected.Add($"{match.Groups[1].Value} at {match.Index - removed}: {inner}");
            removed += match.Length - inner.Length;
            return inner;
        });
        return (text, expected);
    }

    [GeneratedRegex(@"\{\|(NNG\d{4}):(.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
