using System;
using System.IO;
using System.Runtime.CompilerServices;
using Xunit;

namespace NNGen.Tests.Approval;

/// <summary>
/// Compares text with an approved file beside the test, in Verify's conventions: on a mismatch the text is written to <c>….received…</c>
/// and the test fails. To accept, read the difference and run the test with <c>NNGEN_ACCEPT_SNAPSHOTS=1</c>, which overwrites
/// <c>….verified…</c>; continuous integration (<c>CI=true</c>) never accepts anything.
/// </summary>
internal static class Snapshot
{
    public const string AcceptVariable = "NNGEN_ACCEPT_SNAPSHOTS";

    /// <param name="actual">The text.</param>
    /// <param name="name">The file's name without its ending, as in <c>Class.Method</c>.</param>
    /// <param name="extension">The ending, as in <c>cs</c>.</param>
    /// <param name="caller">The test's file, which the compiler fills in; the snapshot stands beside it.</param>
    public static void Verify(string actual, string name, string extension, [CallerFilePath] string caller = "") =>
        new SnapshotFolder(FolderOf(caller), Environment.GetEnvironmentVariable).Verify(actual, name, extension);

    /// <summary>A build for continuous integration maps paths, so only what lies inside the repository is taken from the caller.</summary>
    private static string FolderOf(string caller)
    {
        string path = caller.Replace('\\', '/');
        const string tests = "/tests/";
        int start = path.LastIndexOf(tests, StringComparison.Ordinal);
        Assert.True(start >= 0, $"Expected a test below {tests}, found {caller}.");
        return RepositoryFiles.PathOf("tests", Path.GetDirectoryName(path[(start + tests.Length)..])!);
    }
}

/// <summary>The snapshots of one folder, under the rules of one environment.</summary>
internal sealed class SnapshotFolder(string folder, Func<string, string?> environment)
{
    public void Verify(string actual, string name, string extension)
    {
        string verified = Path.Combine(folder, $"{name}.verified.{extension}");
        string received = Path.Combine(folder, $"{name}.received.{extension}");
        if (File.Exists(verified) && File.ReadAllText(verified) == actual)
        {
            File.Delete(received);
            return;
        }

        bool isWanted = environment(Snapshot.AcceptVariable) == "1";
        bool isAllowed = !string.Equals(environment("CI"), "true", StringComparison.OrdinalIgnoreCase);
        if (isWanted && isAllowed)
        {
            File.WriteAllText(verified, actual);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        string refusal = isWanted ? " Nothing is accepted while CI=true." : string.Empty;
        string advice = $"If it is right, run the test with {Snapshot.AcceptVariable}=1.";
        Assert.Fail($"{received} differs from {Path.GetFileName(verified)}.{refusal} {advice}");
    }
}
