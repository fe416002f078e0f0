using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>Callbacks, averages, parts for validation, and trainings that go on where others ended.</summary>
public sealed class FitOptionsTests
{
    [Fact]
    public void Fit_Callbacks_SeeEverythingInOrder()
    {
        var log = new RecordingCallback();
        HandWrittenNetwork.Create(seed: 1).Fit(TrainingSamples.Random(40), new FitOptions { Epochs = 2, Callbacks = [log] });
        Assert.Equal(
            ["begin", "epoch 1", "batch 1/1", "batch 1/2", "end of 1", "epoch 2", "batch 2/1", "batch 2/2", "end of 2", "end"], log.Events);
    }

    [Fact]
    public void Fit_CallbackStopsWithinAnEpoch_KeepsTheStep()
    {
        Dataset data = TrainingSamples.Random(96);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        var callback = new RecordingCallback { StopAfterBatches = 4 };
        TrainingHistory history = network.Fit(data, new FitOptions { Epochs = 5, Shuffle = false, Callbacks = [callback] });
        Assert.Equal(TrainingEnd.StoppedByCallback, history.End);
        Assert.True(history.Cancelled);
        Assert.Single(history.Epochs);
        Assert.Equal("end", callback.Events[^1]);
        HandWrittenNetwork expected = HandWrittenNetwork.Create(seed: 1);
        using var trainer = new Trainer<HandWrittenNetwork>(expected, new Adam());
        foreach (int first in new[] { 0, 32, 64, 0 }) trainer.Step(data, TrainingSamples.Indices(96).AsSpan(first, 32));
        Assert.Equal(expected.Parameters.AsReadOnlySpan().ToArray(), network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_CallbackStopsAfterAnEpoch_EndsThere()
    {
        TrainingHistory history = HandWrittenNetwork.Create(seed: 1).Fit(
            TrainingSamples.Random(40), new FitOptions { Epochs = 5, Callbacks = [new RecordingCallback { StopAfterEpoch = 2 }] });
        Assert.Equal(TrainingEnd.StoppedByCallback, history.End);
        Assert.False(history.Cancelled);
        Assert.Equal(2, history.Epochs.Count);
    }

    [Fact]
    public void Fit_Average_IsMeasuredAndKept()
    {
        Dataset data = TrainingSamples.Random(64);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        TrainingHistory history = network.Fit(data, new FitOptions
        {
            Epochs = 2, Shuffle = false, Optimizer = new Sgd(0.5f), AverageDecay = 0.75f, Validation = data,
        });
        HandWrittenNetwork reference = HandWrittenNetwork.Create(seed: 1);
        double[] average = [.. reference.Parameters.AsReadOnlySpan().ToArray().Select(value => (double)value)];
        using var trainer = new Trainer<HandWrittenNetwork>(reference, new Sgd(0.5f));
        for (int step = 0; step < 4; step++)
        {
            trainer.Step(data, TrainingSamples.Indices(64).AsSpan(step % 2 * 32, 32));
            for (int i = 0; i < average.Length; i++) average[i] = (0.75 * average[i]) + (0.25 * reference.Parameters[i]);
        }

        for (int i = 0; i < average.Length; i++) Assert.Equal(average[i], network.Parameters[i], 1e-6);
        Assert.Equal(network.Evaluate(data).Loss, history.Epochs[^1].ValidationLoss);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { AverageDecay = 1 });
    }

    [Fact]
    public void Fit_ValidationFraction_TakesTheLastSamples()
    {
        Dataset data = TrainingSamples.Random(50);
        (Dataset training, Dataset validation) = data.Split(40);
        Assert.Equal(
            Results(training, new FitOptions { Epochs = 2, Validation = validation }),
            Results(data, new FitOptions { Epochs = 2, ValidationFraction = 0.2f }));
    }

    [Theory]
    [InlineData(0.001f)]
    [InlineData(0.999f)]
    public void Fit_ValidationFractionThatLeavesNothing_Throws(float fraction) => Assert.Throws<ArgumentException>(
        () => HandWrittenNetwork.Create(seed: 1).Fit(TrainingSamples.Random(20), new FitOptions { ValidationFraction = fraction }));

    [Fact]
    public void Fit_ValidationTwice_Throws()
    {
        Dataset data = TrainingSamples.Random(20);
        Assert.Throws<ArgumentException>(
            () => HandWrittenNetwork.Create(seed: 1).Fit(data, new FitOptions { Validation = data, ValidationFraction = 0.5f }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { ValidationFraction = 1 });
    }

    [Fact]
    public void Fit_WarmStart_TwoTrainingsAreOne()
    {
        Dataset data = TrainingSamples.Random(70);
        HandWrittenNetwork once = HandWrittenNetwork.Create(seed: 1);
        once.Fit(data, new FitOptions { Epochs = 5 });
        HandWrittenNetwork twice = HandWrittenNetwork.Create(seed: 1);
        var warm = new WarmStart();
        twice.Fit(data, new FitOptions { Epochs = 2, WarmStart = warm });
        Assert.Equal(2, warm.Epochs);
        twice.Fit(data, new FitOptions { Epochs = 3, WarmStart = warm });
        Assert.Equal(5, warm.Epochs);
        Assert.Equal(once.Parameters.AsReadOnlySpan().ToArray(), twice.Parameters.AsReadOnlySpan().ToArray());

        HandWrittenNetwork afresh = HandWrittenNetwork.Create(seed: 1);
        afresh.Fit(data, new FitOptions { Epochs = 2 });
        afresh.Fit(data, new FitOptions { Epochs = 3 });
        Assert.NotEqual(once.Parameters.AsReadOnlySpan().ToArray(), afresh.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_WarmStartOfAnotherRule_Throws()
    {
        Dataset data = TrainingSamples.Random(20);
        var warm = new WarmStart();
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        network.Fit(data, new FitOptions { WarmStart = warm });
        Assert.Throws<ArgumentException>(() => network.Fit(data, new FitOptions { WarmStart = warm, Optimizer = new Sgd() }));
    }

    [Fact]
    public void Fit_Plateau_LowersTheLearningRate()
    {
        var log = new RecordingCallback();
        HandWrittenNetwork.Create(seed: 1).Fit(TrainingSamples.Random(20), new FitOptions
        {
            Epochs = 6,
            Optimizer = new Sgd(0.5f),
            Schedule = new ReduceOnPlateau { ReductionFactor = 0.5f, Patience = 2, MinDelta = 100 },
            Callbacks = [log],
        });
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.25f, 0.25f, 0.125f], log.Rates);
    }

    private static double[] Results(Dataset data, FitOptions options)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        TrainingHistory history = network.Fit(data, options);
        return [.. history.Epochs.Select(epoch => epoch.ValidationLoss!.Value), .. network.Parameters.AsReadOnlySpan().ToArray()];
    }

    private sealed class RecordingCallback : TrainingCallback
    {
        private int batches;

        public int? StopAfterBatches { get; init; }

        public int? StopAfterEpoch { get; init; }

        public List<string> Events { get; } = [];

        public List<float> Rates { get; } = [];

        public override void OnTrainingBegin(TrainingContext training) => Events.Add("begin");

        public override void OnEpochBegin(TrainingContext training) => Events.Add($"epoch {training.Epoch}");

        public override void OnBatchEnd(TrainingContext training)
        {
            Events.Add($"batch {training.Epoch}/{training.Step}");
            if (training.Step == 1) Rates.Add(training.LearningRate);
            Assert.True(float.IsFinite(training.BatchLoss) && double.IsFinite(training.Loss));
            if (++batches == StopAfterBatches) training.Stop();
        }

        public override void OnEpochEnd(TrainingContext training)
        {
            Events.Add($"end of {training.History[^1].Epoch}");
            Assert.Equal(training.Loss, training.History[^1].Loss);
            if (training.Epoch == StopAfterEpoch) training.Stop();
        }

        public override void OnTrainingEnd(TrainingContext training) => Events.Add("end");
    }
}
