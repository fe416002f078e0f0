using System.Diagnostics;

namespace NNGen;

/// <summary>Tells callbacks and progress what happens.</summary>
internal sealed class FitEvents(FitOptions options, TrainingContext context, EpochTotals totals)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>An array: going through a list by its interface would allocate in every step.</summary>
    private readonly TrainingCallback[] callbacks = [.. options.Callbacks];
    private readonly long start = Stopwatch.GetTimestamp();
    private long lastReport = Stopwatch.GetTimestamp();

    public void TrainingBegin()
    {
        foreach (TrainingCallback callback in callbacks) callback.OnTrainingBegin(context);
    }

    public void EpochBegin(int epoch)
    {
        context.Epoch = epoch;
        context.Step = 0;
        foreach (TrainingCallback callback in callbacks) callback.OnEpochBegin(context);
    }

    public void BatchEnd(int epoch, int step, float loss, float learningRate)
    {
        context.Epoch = epoch;
        context.Step = step;
        context.BatchLoss = loss;
        context.LearningRate = learningRate;
        context.Loss = totals.Loss;
        context.Accuracy = totals.Accuracy;
        foreach (TrainingCallback callback in callbacks) callback.OnBatchEnd(context);
        bool isDue = step < context.StepsPerEpoch && Stopwatch.GetElapsedTime(lastReport) >= ReportInterval;
        if (options.Progress is not null && isDue) Report(validation: null, isEndOfEpoch: false);
    }

    public void EpochEnd(Evaluation? validation)
    {
        if (options.Progress is not null) Report(validation, isEndOfEpoch: true);
        foreach (TrainingCallback callback in callbacks) callback.OnEpochEnd(context);
    }

    public void TrainingEnd()
    {
        foreach (TrainingCallback callback in callbacks) callback.OnTrainingEnd(context);
    }

    private void Report(Evaluation? validation, bool isEndOfEpoch)
    {
        lastReport = Stopwatch.GetTimestamp();
        options.Progress!.Report(new TrainingProgress(
            context.Epoch,
            context.Epochs,
            context.Step,
            context.StepsPerEpoch,
            totals.Loss,
            totals.Accuracy,
            validation?.Loss,
            validation?.Accuracy,
            Stopwatch.GetElapsedTime(start),
            isEndOfEpoch));
    }
}
