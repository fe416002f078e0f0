using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NNGen.Tests.Approval;
using Xunit;

namespace NNGen.Tests.SameBits;

/// <summary>One run of WidthProbe as a process of its own: what it says of its vectors, and its results.</summary>
/// <param name="Widths">The line about the machine.</param>
/// <param name="Results">One line for each scenario.</param>
internal sealed record WidthProbeRun(string Widths, IReadOnlyList<string> Results)
{
    /// <param name="setting">A setting of the runtime, as in <c>DOTNET_EnableAVX512=0</c>, or an empty string.</param>
    /// <param name="threads">The number of threads that train.</param>
    /// <param name="seed">The seed of the data.</param>
    public static WidthProbeRun Start(string setting, int threads, int seed = 1)
    {
        using Process process = Begin(setting, $"{threads}", $"{seed}");
        var errors = process.StandardError.ReadToEndAsync();
        string[] lines = process.StandardOutput.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"WidthProbe ended with {process.ExitCode}: {errors.Result}");
        return new WidthProbeRun(lines[0], lines[1..]);
    }

    /// <summary>Starts the probe, whose output and errors are to be read.</summary>
    public static Process Begin(string setting, params string[] arguments)
    {
        var start = new ProcessStartInfo(Host(), ["exec", Program(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // The run decides about its vectors, not the shell that the tests were started from.
        foreach (string name in start.Environment.Keys.Where(IsAboutVectors).ToArray()) start.Environment.Remove(name);
        if (setting.Length > 0) start.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        return Process.Start(start)!;
    }

    private static bool IsAboutVectors(string name) =>
        name.StartsWith("DOTNET_Enable", StringComparison.OrdinalIgnoreCase)
        || name.Contains("VectorBitWidth", StringComparison.OrdinalIgnoreCase)
        || name.Contains("VectorTBitWidth", StringComparison.OrdinalIgnoreCase);

    /// <summary>The dotnet of the runtime that runs the tests.</summary>
    private static string Host()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string path = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(path) ? path : name;
    }

    /// <summary>The probe that was built with these tests: the same configuration and framework.</summary>
    private static string Program()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        string path = RepositoryFiles.PathOf("tests", "WidthProbe", "bin", folder.Parent!.Name, folder.Name, "WidthProbe.dll");
        Assert.True(File.Exists(path), $"{path} is missing: build the solution.");
        return path;
    }
}
