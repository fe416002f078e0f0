using System.Diagnostics;

namespace NNGen;

/// <summary>One run of <c>Fit</c>: epochs of steps, measured, reported, checkpointed and guarded against divergence.</summary>
internal sealed class FitLoop<TNetwork> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly TNetwork network;
    private readonly FitOptions options;
    private readonly FitData data;
    private readonly IEpochSteps steps;
    private readonly FitPosition position = new();
    private readonly EpochTotals totals;
    private readonly EpochList history = new();
    private readonly ScheduleMemory schedule;
    private readonly EarlyStopper? stopper;
    private readonly WeightAverage? average;
    private readonly ParameterSnapshot snapshot;
    private readonly Evaluator<TNetwork>? evaluator;
    private readonly CheckpointSeries? checkpoints;
    private readonly TrainingContext context;
    private readonly FitEvents events;

    public FitLoop(TNetwork network, Dataset training, FitOptions options)
    {
        this.network = network;
        this.options = options;
        data = FitData.Of<TNetwork>(training, options);
        options.WarmStart?.Require(network.Parameters.Description, options.Optimizer);
        steps = options.Optimizer.Begin(network, data.Training, options);
        totals = new EpochTotals(data.Training.HasLabels);
        schedule = new ScheduleMemory(options.Schedule, steps.PerEpoch, data.Training.Count, options.Epochs);
        if (options.EarlyStopping is { } stopping) stopper = new EarlyStopper(stopping, network.Parameters);
        if (options.AverageDecay is { } decay) average = new WeightAverage(network.Parameters, decay);
        snapshot = new ParameterSnapshot(network.Parameters);
        if (data.Validation is not null) evaluator = new Evaluator<TNetwork>(network, steps.Team);
        context = new TrainingContext(network.Parameters, options.Epochs, steps.PerEpoch, history.All);
        events = new FitEvents(options, context, totals);
        if (options.Checkpoints is { } settings)
        {
            TrainingIdentity identity = TrainingIdentity.Of(network.Parameters.Description, data.Training, options, steps.PerEpoch);
            checkpoints = new CheckpointSeries(settings, identity, State());
        }
    }

    public TrainingHistory Run()
    {
        options.WarmStart?.Take(steps);
        int resumed = checkpoints?.TryResume() == true ? history.All.Count : 0;
        events.TrainingBegin();
        TrainingEnd? end = position.End;
        while (end is null && position.Epoch <= options.Epochs) end = RunEpoch();
        bool isCut = end is TrainingEnd.Cancelled || (end is TrainingEnd.StoppedByCallback && position.Step > 0);
        if (isCut) checkpoints?.Save();
        options.WarmStart?.Keep(network.Parameters.Description, options.Optimizer, steps, position.Epoch - 1);
        average?.Exchange();
        if (!isCut) stopper?.Restore();
        events.TrainingEnd();
        return new TrainingHistory(history.All, isCut)
        {
            End = end ?? TrainingEnd.Completed,
            BestEpoch = stopper is { BestEpoch: > 0 } ? stopper.BestEpoch : null,
            ResumedEpochs = resumed,
        };
    }

    public void Dispose() => steps.Dispose();

    /// <summary>Everything that the rest of the training depends on, in the order in which it is stored.</summary>
    private List<ICheckpointed> State()
    {
        var parameters = new ParameterContents(network.Parameters);
        var state = new List<ICheckpointed> { position, totals, history, schedule, steps, parameters, snapshot };
        if (stopper is not null) state.Add(stopper);
        if (average is not null) state.Add(average);
        return state;
    }

    /// <summary>The rest of the current epoch.</summary>
    /// <returns>Why the training ends; null when it goes on.</returns>
    private TrainingEnd? RunEpoch()
    {
        long start = Stopwatch.GetTimestamp();
        steps.BeginEpoch(position.Epoch + (options.WarmStart?.EpochsBefore ?? 0));
        if (position.Step == 0)
        {
            totals.Clear();
            events.EpochBegin(position.Epoch);
        }

        while (position.Step < steps.PerEpoch)
        {
            if (options.CancellationToken.IsCancellationRequested) return TrainingEnd.Cancelled;
            RunStep();
            if (context.IsStopping) return TrainingEnd.StoppedByCallback;
            if (position.Step < steps.PerEpoch) checkpoints?.AfterStep();
        }

        return EndEpoch(start);
    }

    private void RunStep()
    {
        StepResult result = steps.Run(position.Step, schedule.Factor(position.Epoch, position.Step));
        position.Step++;
        if (!float.IsFinite(result.Loss)) throw Diverged(result.Loss);
        totals.Add(result);
        average?.Update();
        events.BatchEnd(position.Epoch, position.Step, result.Loss, steps.LearningRate);
    }

    private TrainingEnd? EndEpoch(long start)
    {
        if (!snapshot.TryTake()) throw Diverged(loss: 0);
        average?.Exchange();
        Evaluation? validation = evaluator?.Run(data.Validation!);
        var result = new EpochResult(
            position.Epoch, totals.Loss, totals.Accuracy, validation?.Loss, validation?.Accuracy, Stopwatch.GetElapsedTime(start));
        bool stops = stopper?.EndEpoch(result) ?? false;
        average?.Exchange();
        history.Add(result);
        schedule.EndEpoch(result);
        position.NextEpoch();
        position.End = stops ? TrainingEnd.StoppedEarly : steps.HasConverged ? TrainingEnd.Converged : null;
        events.EpochEnd(validation);
        checkpoints?.AfterEpoch(isLast: position.End is not null || position.Epoch > options.Epochs || context.IsStopping);
        return position.End ?? (context.IsStopping ? TrainingEnd.StoppedByCallback : null);
    }

    private TrainingDivergedException Diverged(float loss)
    {
        snapshot.Restore();
        return new TrainingDivergedException(position.Epoch, position.Step, loss);
    }
}
