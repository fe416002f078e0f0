using System;
using System.Diagnostics;
using System.Threading;
using NNGen;

namespace Digits;

/// <summary>Trains a network in view of the user, who may stop it.</summary>
internal static class Training
{
    /// <summary>Trains by the schedule, or as the command line says, until it ends or the user presses Ctrl+C.</summary>
    public static void Run<TNetwork>(TNetwork network, Dataset samples, Schedule schedule, Options options)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        schedule = schedule with
        {
            Epochs = options.Epochs ?? schedule.Epochs,
            BatchSize = options.BatchSize ?? schedule.BatchSize,
        };
        Console.WriteLine($"{schedule}; Ctrl+C stops and keeps what was learnt");

        using var cancellation = new CancellationTokenSource();
        ConsoleCancelEventHandler stop = (_, pressed) =>
        {
            // The first time the training ends in an orderly way, the second time the program ends.
            pressed.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        Console.CancelKeyPress += stop;
        try
        {
            var progress = new ProgressLines();
            long start = Stopwatch.GetTimestamp();
            TrainingHistory history = network.Fit(samples, FitOptionsOf(schedule, options, progress, cancellation.Token));
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            progress.End();
            PrintSpeed(history, time, samples.Count);
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }

    /// <summary>A schedule as the library wants it.</summary>
    public static FitOptions FitOptionsOf(
        Schedule schedule, Options options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) => new()
    {
        Epochs = schedule.Epochs,
        BatchSize = schedule.BatchSize,
        Optimizer = new Adam(schedule.LearningRate),
        Schedule = new CosineDecay(),
        Augmentation = schedule.Augmentation,
        Seed = options.Seed,
        Threads = options.Threads,
        Progress = progress,
        CancellationToken = cancellation,
    };

    private static void PrintSpeed(TrainingHistory history, TimeSpan time, int sampleCount)
    {
        if (history.Cancelled) Console.WriteLine($"stopped in epoch {history.Epochs.Count + 1}, what was learnt is kept");
        Console.Write($"trained for {time.TotalSeconds:F2} s");

        // Only finished epochs tell how many samples they had.
        double seconds = 0;
        foreach (EpochResult epoch in history.Epochs) seconds += epoch.Duration.TotalSeconds;
        if (seconds > 0) Console.Write($", {(double)history.Epochs.Count * sampleCount / seconds:N0} samples per second");
        Console.WriteLine();
    }
}
