using System;
using System.IO;

namespace NNGen.Tests.Approval;

/// <summary>Finds the repository's own files from wherever the tests were built to.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NNGen.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"Expected NNGen.sln in a folder above {AppContext.BaseDirectory}, found it in none.");
    }
}
