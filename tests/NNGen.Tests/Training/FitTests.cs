using System;
using System.Collections.Generic;
using System.Threading;
using Xunit;

namespace NNGen.Tests.Training;

public class FitTests
{
    [Fact]
    public void Fit_SeparableClouds_LearnsThemAll()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Dataset data = TrainingSamples.Separable(500);
        TrainingHistory history = network.Fit(data, new FitOptions { Epochs = 20, Optimizer = new Adam(0.01f) });
        Assert.False(history.Cancelled);
        Assert.Equal(20, history.Epochs.Count);
        Assert.Equal(1, history.Epochs[^1].Accuracy);
        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss / 5);
        Assert.Equal(1, network.Evaluate(data).Accuracy);
    }

    [Fact]
    public void Fit_History_NumbersEpochsAndMeasuresValidation()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Dataset validation = TrainingSamples.Separable(70, seed: 9);
        TrainingHistory history = network.Fit(TrainingSamples.Separable(50), new FitOptions { Epochs = 3, Validation = validation });
        for (int i = 0; i < 3; i++) Assert.Equal(i + 1, history.Epochs[i].Epoch);
        Evaluation last = network.Evaluate(validation);
        Assert.Equal(last.Loss, history.Epochs[^1].ValidationLoss);
        Assert.Equal(last.Accuracy, history.Epochs[^1].ValidationAccuracy);
    }

    [Fact]
    public void Fit_Targets_HaveNoAccuracy()
    {
        int[] labels = TrainingSamples.Labels(40);
        Dataset data = Dataset.FromTargets(
            TrainingSamples.Inputs(40), HandWrittenNetwork.Inputs, TrainingSamples.OneHot(labels), HandWrittenNetwork.Outputs);
        TrainingHistory history = HandWrittenNetwork.Create(seed: 1).Fit(data);
        Assert.Null(history.Epochs[0].Accuracy);
        Assert.Null(history.Epochs[0].ValidationLoss);
    }

    [Fact]
    public void Fit_SameSeed_SameBitsForAnyNumberOfThreads()
    {
        float[] one = Trained(new FitOptions { Epochs = 3, BatchSize = 100, Seed = 5 });
        Assert.Equal(one, Trained(new FitOptions { Epochs = 3, BatchSize = 100, Seed = 5 }));
        Assert.Equal(one, Trained(new FitOptions { Epochs = 3, BatchSize = 100, Seed = 5, Threads = 2 }));
        Assert.Equal(one, Trained(new FitOptions { Epochs = 3, BatchSize = 100, Seed = 5, Threads = 3 }));
        Assert.NotEqual(one, Trained(new FitOptions { Epochs = 3, BatchSize = 100, Seed = 6 }));
    }

    [Fact]
    public void Fit_Shuffled_EachEpochIsTheDocumentedPermutation()
    {
        Dataset data = TrainingSamples.Random(70);
        HandWrittenNetwork expected = HandWrittenNetwork.Create(seed: 1);
        using var trainer = new Trainer<HandWrittenNetwork>(expected, new Adam());
        for (ulong epoch = 1; epoch <= 2; epoch++)
        {
            int[] order = TrainingSamples.Indices(70);
            new CounterRandom(11, epoch).Shuffle(order);
            trainer.Step(data, order.AsSpan(0, 32));
            trainer.Step(data, order.AsSpan(32, 32));
            trainer.Step(data, order.AsSpan(64, 6));
        }

        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        network.Fit(data, new FitOptions { Epochs = 2, Seed = 11 });
        Assert.Equal(expected.Parameters.AsReadOnlySpan().ToArray(), network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_NotShuffled_TakesTheSamplesInOrder()
    {
        Dataset data = TrainingSamples.Random(40);
        HandWrittenNetwork expected = HandWrittenNetwork.Create(seed: 1);
        using var trainer = new Trainer<HandWrittenNetwork>(expected, new Adam());
        trainer.Step(data, TrainingSamples.Indices(40).AsSpan(0, 32));
        trainer.Step(data, TrainingSamples.Indices(40).AsSpan(32));
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        network.Fit(data, new FitOptions { Shuffle = false });
        Assert.Equal(expected.Parameters.AsReadOnlySpan().ToArray(), network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_EpochLoss_IsTheMeanOverSamples()
    {
        Dataset data = TrainingSamples.Random(33);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Evaluation before = network.Evaluate(data);
        TrainingHistory history = network.Fit(data, new FitOptions { Optimizer = new Sgd(0) });
        Assert.Equal(before.Loss, history.Epochs[0].Loss, 1e-6);
        Assert.Equal(before.Accuracy, history.Epochs[0].Accuracy);
    }

    [Fact]
    public void Fit_Schedule_SeesEveryStep()
    {
        var schedule = new RecordingSchedule();
        HandWrittenNetwork.Create(seed: 1).Fit(
            TrainingSamples.Random(70), new FitOptions { Epochs = 2, Schedule = schedule, Optimizer = new Sgd() });
        Assert.Equal([0L, 1, 2, 3, 4, 5], schedule.Steps);
        Assert.Equal(6, schedule.Total);
    }

    [Fact]
    public void Fit_Progress_ReportsTheEndOfEveryEpoch()
    {
        var progress = new RecordingProgress();
        Dataset data = TrainingSamples.Separable(100);
        TrainingHistory history = HandWrittenNetwork.Create(seed: 1).Fit(
            data, new FitOptions { Epochs = 2, Progress = progress, Validation = data });
        List<TrainingProgress> ends = progress.Reports.FindAll(report => report.IsEndOfEpoch);
        Assert.Equal(2, ends.Count);
        Assert.Equal(2, ends[1].Epoch);
        Assert.Equal(2, ends[1].Epochs);
        Assert.Equal(4, ends[1].Step);
        Assert.Equal(4, ends[1].StepsPerEpoch);
        Assert.Equal(history.Epochs[1].Loss, ends[1].Loss);
        Assert.Equal(history.Epochs[1].Accuracy, ends[1].Accuracy);
        Assert.Equal(history.Epochs[1].ValidationLoss, ends[1].ValidationLoss);
        Assert.All(progress.Reports, report => Assert.True(report.IsEndOfEpoch || report.ValidationLoss is null));
    }

    [Fact]
    public void Fit_Cancelled_KeepsWhatWasLearntAndSaysSo()
    {
        using var cancellation = new CancellationTokenSource();
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Dataset data = TrainingSamples.Separable(96);
        TrainingHistory history = network.Fit(data, new FitOptions
        {
            Epochs = 100,
            CancellationToken = cancellation.Token,
            Progress = new RecordingProgress(report =>
            {
                if (report.Epoch == 3) cancellation.Cancel();
            }),
        });
        Assert.True(history.Cancelled);
        Assert.Equal(3, history.Epochs.Count);
        Assert.Equal(Trained(new FitOptions { Epochs = 3 }, data), network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_CancelledBefore_DoesNothing()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        TrainingHistory history = network.Fit(
            TrainingSamples.Random(40), new FitOptions { CancellationToken = new CancellationToken(canceled: true) });
        Assert.True(history.Cancelled);
        Assert.Empty(history.Epochs);
        float[] before = HandWrittenNetwork.Create(seed: 1).Parameters.AsReadOnlySpan().ToArray();
        Assert.Equal(before, network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_DivergesInASecondEpoch_RestoresTheFirst()
    {
        Dataset data = TrainingSamples.Random(64);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        var options = new FitOptions { Epochs = 3, Schedule = new BurstingSchedule(afterSteps: 2), Optimizer = new Sgd(0.1f) };
        var thrown = Assert.Throws<TrainingDivergedException>(() => network.Fit(data, options));
        Assert.Equal(2, thrown.Epoch);
        Assert.Equal(2, thrown.Step);
        Assert.Contains("smaller learning rate", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(
            Trained(new FitOptions { Epochs = 1, Optimizer = new Sgd(0.1f) }, data), network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_DivergesAtOnce_RestoresTheStart()
    {
        HandWrittenNetwork network = HandWrittenNetwork.CreateOverflowing();
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        var thrown = Assert.Throws<TrainingDivergedException>(() => network.Fit(TrainingSamples.Random(8)));
        Assert.Equal(1, thrown.Epoch);
        Assert.Equal(1, thrown.Step);
        Assert.Equal(before, network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_LastStepBreaksAParameter_IsNoticed()
    {
        Dataset data = TrainingSamples.Random(32);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        Assert.Throws<TrainingDivergedException>(() => network.Fit(data, new FitOptions { Optimizer = new BreakingRule() }));
        Assert.Equal(before, network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_DataDoesNotFit_ThrowsBeforeAnything()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        long version = network.Parameters.Version;
        Dataset good = TrainingSamples.Random(4);
        Dataset bad = Dataset.FromLabels(new float[4], 4, [0], 3);
        Assert.Throws<ArgumentException>(() => network.Fit(bad));
        Assert.Throws<ArgumentException>(() => network.Fit(good, new FitOptions { Validation = bad }));
        Assert.Throws<ArgumentNullException>(() => network.Fit(null!));
        Assert.Equal(version, network.Parameters.Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void FitOptions_BadValues_Throw(int value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { Epochs = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { BatchSize = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { Threads = value });
        Assert.Throws<ArgumentNullException>(() => new FitOptions { Optimizer = null! });
    }

    private static float[] Trained(FitOptions options, Dataset? data = null)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        network.Fit(data ?? TrainingSamples.Random(230), options);
        return network.Parameters.AsReadOnlySpan().ToArray();
    }

    private sealed class RecordingProgress(Action<TrainingProgress>? action = null) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value)
        {
            Reports.Add(value);
            action?.Invoke(value);
        }
    }

    private sealed class RecordingSchedule : LearningRateSchedule
    {
        public List<long> Steps { get; } = [];

        public long Total { get; private set; }

        public override float Factor(in ScheduleStep step)
        {
            Steps.Add(step.Number);
            Total = step.Total;
            return 1;
        }
    }

    /// <summary>Constant, then so large that the next step's loss is not finite.</summary>
    private sealed class BurstingSchedule(int afterSteps) : LearningRateSchedule
    {
        public override float Factor(in ScheduleStep step) => step.Number < afterSteps ? 1 : 1e30f;
    }

    /// <summary>Makes every parameter infinite.</summary>
    private sealed class BreakingRule() : Optimizer(1)
    {
        public override int StateCount => 0;

        public override void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state) =>
            weights.Fill(float.PositiveInfinity);
    }
}
