using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace NNGen.Tests.SameBits;

/// <summary>
/// A training in a process of its own, killed in the middle and started again, ends with the bits of one that was left alone.
/// </summary>
public sealed class KilledTrainingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nngen-killed").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Fit_KilledWhileItTrainsAndWrites_ResumesToTheSameBits()
    {
        string[] unbroken = Finish();
        int steps = unbroken.Length - 1;
        string path = Path.Combine(folder, "training.ckpt");
        int made = 0;
        foreach ((int afterSteps, int milliseconds) in new[] { (3, 0), (6, 5), (5, 12) }) made += Kill(path, afterSteps, milliseconds);
        string[] resumed = Finish(path);
        Assert.Equal(unbroken[^1], resumed[^1]);
        Assert.InRange(resumed.Length - 1, 1, steps - 1);

        // A step is repeated when its checkpoint was cut off, which was at most one for each kill.
        Assert.InRange(made + resumed.Length - 1, steps, steps + 3);
    }

    /// <summary>Lets the training make some steps, and kills it a moment later: in a step, or while it writes.</summary>
    /// <returns>The steps that it has made.</returns>
    private static int Kill(string path, int afterSteps, int milliseconds)
    {
        using Process process = WidthProbeRun.Begin(string.Empty, "interrupted", path);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        int steps = 0;
        while (steps < afterSteps && process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("step", StringComparison.Ordinal)) steps++;
        }

        Thread.Sleep(milliseconds);
        process.Kill();
        string[] rest = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();
        Assert.DoesNotContain(rest, line => line.StartsWith("result", StringComparison.Ordinal));
        return steps + rest.Count(line => line.StartsWith("step", StringComparison.Ordinal));
    }

    private static string[] Finish(params string[] arguments)
    {
        using Process process = WidthProbeRun.Begin(string.Empty, ["interrupted", .. arguments]);
        var errors = process.StandardError.ReadToEndAsync();
        string[] lines = process.StandardOutput.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The training ended with {process.ExitCode}: {errors.Result}");
        return lines;
    }
}
