using System.Diagnostics;

namespace NNGen;

/// <summary>One run of <c>Fit</c>: epochs of shuffled batches, measured, reported and guarded against divergence.</summary>
internal sealed class FitLoop<TNetwork> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly Dataset training;
    private readonly FitOptions options;
    private readonly Trainer<TNetwork> trainer;
    private readonly AugmentedInputs? augmented;
    private readonly Evaluator<TNetwork>? evaluator;
    private readonly ParameterSnapshot snapshot;
    private readonly int[] order;
    private readonly int stepsPerEpoch;
    private readonly long start = Stopwatch.GetTimestamp();
    private long lastReport;

    public FitLoop(TNetwork network, Dataset training, FitOptions options)
    {
        BatchChecks checks = BatchChecks.For<TNetwork>(options.BatchSize);
        checks.Data(training);
        if (options.Validation is not null) checks.Data(options.Validation);
        if (options.Augmentation is not null) checks.Augmentation(options.Augmentation);
        this.training = training;
        this.options = options;
        int batchSize = Math.Min(options.BatchSize, training.Count);
        stepsPerEpoch = ((training.Count - 1) / batchSize) + 1;
        order = new int[training.Count];
        snapshot = new ParameterSnapshot(network.Parameters);
        trainer = new Trainer<TNetwork>(
            network,
            options.Optimizer,
            new TrainerOptions { BatchCapacity = batchSize, Threads = options.Threads, Frozen = options.Frozen });
        if (options.Augmentation is not null) augmented = trainer.Augment(options.Augmentation, options.Seed);
        if (options.Validation is not null) evaluator = new Evaluator<TNetwork>(network, trainer.Team);
    }

    public TrainingHistory Run()
    {
        var epochs = new List<EpochResult>();
        lastReport = start;
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            if (RunEpoch(epoch) is not { } result) return new TrainingHistory(epochs, Cancelled: true);
            epochs.Add(result);
        }

        return new TrainingHistory(epochs, Cancelled: false);
    }

    public void Dispose() => trainer.Dispose();

    /// <summary>One pass over the data; null when cancelled.</summary>
    private EpochResult? RunEpoch(int epoch)
    {
        long epochStart = Stopwatch.GetTimestamp();
        Shuffle(epoch);
        if (augmented is not null) augmented.Epoch = epoch;
        var totals = new EpochTotals(training.HasLabels);
        for (int step = 1; step <= stepsPerEpoch; step++)
        {
            if (options.CancellationToken.IsCancellationRequested) return null;
            RunStep(epoch, step, ref totals);
            if (step < stepsPerEpoch) ReportNowAndThen(epoch, step, totals);
        }

        if (!snapshot.TryTake()) throw Diverged(epoch, stepsPerEpoch, loss: 0);
        Evaluation? validation = evaluator?.Run(options.Validation!);
        Report(epoch, stepsPerEpoch, totals, validation, isEndOfEpoch: true);
        TimeSpan duration = Stopwatch.GetElapsedTime(epochStart);
        return new EpochResult(epoch, totals.Loss, totals.Accuracy, validation?.Loss, validation?.Accuracy, duration);
    }

    private void RunStep(int epoch, int step, ref EpochTotals totals)
    {
        int first = (step - 1) * trainer.BatchCapacity;
        ReadOnlySpan<int> batch = order.AsSpan(first, Math.Min(trainer.BatchCapacity, order.Length - first));
        long stepsBefore = ((long)(epoch - 1) * stepsPerEpoch) + step - 1;
        long totalSteps = (long)options.Epochs * stepsPerEpoch;
        if (options.Schedule is not null) trainer.LearningRateFactor = options.Schedule.Factor(stepsBefore, totalSteps);
        float loss = trainer.Step(training, batch, countCorrect: true);
        if (!float.IsFinite(loss)) throw Diverged(epoch, step, loss);
        totals.Add(loss, training.HasLabels ? trainer.LastCorrect : 0, batch.Length);
    }

    /// <summary>From the natural order every time, so that an epoch's order does not depend on the epochs before.</summary>
    private void Shuffle(int epoch)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        if (!options.Shuffle) return;
        var random = new CounterRandom((uint)options.Seed, (ulong)epoch);
        random.Shuffle(order);
    }

    private TrainingDivergedException Diverged(int epoch, int step, float loss)
    {
        snapshot.Restore();
        return new TrainingDivergedException(epoch, step, loss);
    }

    private void ReportNowAndThen(int epoch, int step, in EpochTotals totals)
    {
        if (options.Progress is not null && Stopwatch.GetElapsedTime(lastReport) >= ReportInterval)
        {
            Report(epoch, step, totals, validation: null, isEndOfEpoch: false);
        }
    }

    private void Report(int epoch, int step, in EpochTotals totals, Evaluation? validation, bool isEndOfEpoch)
    {
        if (options.Progress is null) return;
        lastReport = Stopwatch.GetTimestamp();
        options.Progress.Report(new TrainingProgress(
            epoch,
            options.Epochs,
            step,
            stepsPerEpoch,
            totals.Loss,
            totals.Accuracy,
            validation?.Loss,
            validation?.Accuracy,
            Stopwatch.GetElapsedTime(start),
            isEndOfEpoch));
    }
}
