using System;
using System.IO;
using NNGen;

namespace Digits;

/// <summary>Trains a network to read handwritten digits, and shows what it learnt.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            Options options = Options.Parse(arguments);
            if (options.WantsHelp)
            {
                Console.WriteLine(Options.Help);
                return 0;
            }

            if (!BuildCheck.IsOptimized) Console.WriteLine(BuildCheck.Advice);

            // The one place that knows the networks by name: a network of another shape is one more case.
            switch (options.Network)
            {
                case "mlp":
                    Run(options, Schedules.Mlp, seed => new DigitsMlp(seed));
                    break;
                case "lenet5":
                    Run(options, Schedules.LeNet5, seed => new LeNet5(seed));
                    break;
            }

            return 0;
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine($"error: {error.Message}; --help lists the options");
            return 1;
        }
        catch (Exception error) when (
            error is IOException or InvalidDataException or UnauthorizedAccessException or TrainingDivergedException)
        {
            Console.Error.WriteLine($"error: {error.Message}");
            return 1;
        }
    }

    private static void Run<TNetwork>(Options options, Schedules schedules, Func<int, TNetwork> create)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        if (options.Timed is not null)
        {
            TimedSchedule.Run(create(options.Seed), options.Timed == "short" ? schedules.Short : schedules.Long, options);
            return;
        }

        RequirePlace(options.SavePath);
        DigitData data = DigitData.Load(options.MnistFolder);
        Console.WriteLine($"{data.Train.Count:N0} digits to learn from, {data.Test.Count:N0} to be tested with, {data.Source}");
        Console.WriteLine();
        Console.WriteLine(TNetwork.Description.Summary());

        TNetwork network = create(options.Seed);
        Training.Run(network, data.Train, schedules.Long, options);
        TestReport.Print(network, data.Test);

        network.Save(options.SavePath);
        Console.WriteLine($"weights saved as {Path.GetFullPath(options.SavePath)}");
        if (options.MnistFolder is not null) TimedSchedule.RunAllInFreshProcesses(schedules, options);
    }

    /// <summary>Finds out before the training, not after it, whether the weights can be saved.</summary>
    private static void RequirePlace(string file)
    {
        if (Directory.Exists(file)) throw new IOException($"'{file}' is a folder, not a file to save the weights in");
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"there is no folder '{folder}' to save '{file}' in");
    }
}
