using System;
using System.IO;
using Xunit;

namespace NNGen.Tests;

/// <summary>
/// Finds the data that some tests read and that is not part of the repository: in the folder that the environment variable NNGEN_DATA
/// names, or else in <c>../shared/data</c> beside the repository root. For tests marked <see cref="SkippableFactAttribute"/>.
/// </summary>
internal static class TestData
{
    /// <summary>
    /// The path of one folder of the data. When it is missing, the calling test is skipped; with NNGEN_REQUIRE_DATA=1 it fails instead.
    /// </summary>
    public static string RequireFolder(string name)
    {
        string path = Path.Combine(Root(), name);
        if (Directory.Exists(path)) return path;
        string reason = $"The test data {path} is missing; set NNGEN_DATA to the folder that holds '{name}'.";
        if (Environment.GetEnvironmentVariable("NNGEN_REQUIRE_DATA") == "1") throw new DirectoryNotFoundException(reason);
        Skip.If(true, reason);
        return path;
    }

    private static string Root()
    {
        string? root = Environment.GetEnvironmentVariable("NNGEN_DATA");
        if (!string.IsNullOrEmpty(root)) return root;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            bool isRepository = File.Exists(Path.Combine(folder.FullName, "NNGen.sln"));
            if (isRepository) return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data"));
        }

        throw new DirectoryNotFoundException($"Expected NNGen.sln in a folder above {AppContext.BaseDirectory}, found it in none.");
    }
}
