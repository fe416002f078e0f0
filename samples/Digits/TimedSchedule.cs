using System;
using System.Diagnostics;
using System.IO;
using NNGen;

namespace Digits;

/// <summary>
/// Times the fixed schedules the honest way: from the call of Fit in a fresh process, with everything still to be compiled by the JIT, to
/// the trained weights. Reading the data and testing are not counted.
/// </summary>
internal static class TimedSchedule
{
    /// <summary>Trains by the schedule and prints one line.</summary>
    public static void Run<TNetwork>(TNetwork network, Schedule schedule, Options options)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        DigitData data = DigitData.Load(options.MnistFolder);
        FitOptions fitOptions = Training.FitOptionsOf(schedule, options);
        long start = Stopwatch.GetTimestamp();
        network.Fit(data.Train, fitOptions);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double accuracy = 100 * network.Evaluate(data.Test).Accuracy!.Value;
        Console.WriteLine($"{schedule.Name,-5}  {seconds:F3} s  test accuracy {accuracy:F2} %  ({schedule})");
    }

    /// <summary>Starts this program anew for each schedule and lets it print its line.</summary>
    public static void RunAllInFreshProcesses(Schedules schedules, Options options)
    {
        Console.WriteLine();
        Console.WriteLine("from the call of Fit in a fresh process, JIT included, to the weights:");
        foreach (Schedule schedule in (ReadOnlySpan<Schedule>)[schedules.Short, schedules.Long])
        {
            using Process process =
                Process.Start(CommandLine(options, schedule)) ?? throw new IOException("this program cannot start itself");
            process.WaitForExit();
            if (process.ExitCode != 0) throw new IOException($"the {schedule.Name} schedule failed with exit code {process.ExitCode}");
        }
    }

    private static ProcessStartInfo CommandLine(Options options, Schedule schedule)
    {
        string program = Environment.ProcessPath ?? throw new IOException("this program does not know where it is");
        var start = new ProcessStartInfo(program);

        // Started as `dotnet Digits.dll`, the process is dotnet and the program its first argument.
        string[] words = Environment.GetCommandLineArgs();
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(words[0]);
        foreach (string word in (ReadOnlySpan<string>)[
            "--schedule", schedule.Name, "--mnist", options.MnistFolder!, "--network", options.Network,
            "--seed", $"{options.Seed}", "--threads", $"{options.Threads}"])
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }
}
