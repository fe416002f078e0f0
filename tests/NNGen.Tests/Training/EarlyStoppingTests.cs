using System;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>What ends a training, and with which parameters.</summary>
public sealed class EarlyStoppingTests
{
    private static readonly Dataset Training = TrainingSamples.Random(60);
    private static readonly Dataset Validation = TrainingSamples.Random(60, seed: 8);

    /// <summary>Labels at random can only be learnt by heart: the validation loss gets worse at some time.</summary>
    [Fact]
    public void Fit_ValidationLossGetsWorse_StopsAndRestoresTheBestEpoch()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        TrainingHistory history = network.Fit(Training, Options(new EarlyStopping { Patience = 3 }));
        Assert.Equal(TrainingEnd.StoppedEarly, history.End);
        Assert.False(history.Cancelled);
        double[] losses = [.. history.Epochs.Select(epoch => epoch.ValidationLoss!.Value)];
        int best = Array.IndexOf(losses, losses.Min()) + 1;
        Assert.Equal(best, history.BestEpoch);
        Assert.Equal(best + 3, history.Epochs.Count);
        Assert.Equal(losses.Min(), network.Evaluate(Validation).Loss);

        // Without it, the same epochs give the parameters of the best one.
        HandWrittenNetwork other = HandWrittenNetwork.Create(seed: 1);
        other.Fit(Training, new FitOptions { Epochs = best, Optimizer = new Adam(0.05f) });
        Assert.Equal(other.Parameters.AsReadOnlySpan().ToArray(), network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_NotRestoring_KeepsTheLastEpoch()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        TrainingHistory history = network.Fit(Training, Options(new EarlyStopping { Patience = 3, RestoreBest = false }));
        Assert.Equal(history.Epochs[^1].ValidationLoss, network.Evaluate(Validation).Loss);
        Assert.NotEqual(history.BestEpoch, history.Epochs.Count);
    }

    [Fact]
    public void Fit_AllEpochsDone_RestoresTheBestToo()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        TrainingHistory history = network.Fit(Training, new FitOptions
        {
            Epochs = 60, Optimizer = new Adam(0.05f), Validation = Validation, EarlyStopping = new EarlyStopping { Patience = 1000 },
        });
        Assert.Equal(TrainingEnd.Completed, history.End);
        Assert.Equal(60, history.Epochs.Count);
        Assert.NotEqual(60, history.BestEpoch);
        Assert.Equal(history.Epochs[history.BestEpoch!.Value - 1].ValidationLoss, network.Evaluate(Validation).Loss);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(4, 5)]
    public void Fit_LossThatNeverMoves_StopsAfterThePatience(int patience, int expectedEpochs)
    {
        var stopping = new EarlyStopping { Monitor = TrainingMetric.Loss, Patience = patience };
        TrainingHistory history = HandWrittenNetwork.Create(seed: 1).Fit(
            Training, new FitOptions { Epochs = 20, Optimizer = new Sgd(0), EarlyStopping = stopping, Shuffle = false });
        Assert.Equal(expectedEpochs, history.Epochs.Count);
        Assert.Equal(1, history.BestEpoch);
    }

    [Fact]
    public void Fit_SmallImprovements_DoNotCount()
    {
        var stopping = new EarlyStopping { Monitor = TrainingMetric.Loss, Patience = 2, MinDelta = 100 };
        TrainingHistory history = HandWrittenNetwork.Create(seed: 1).Fit(
            Training, new FitOptions { Epochs = 20, EarlyStopping = stopping });
        Assert.Equal(3, history.Epochs.Count);
        stopping = new EarlyStopping { Monitor = TrainingMetric.Loss, Patience = 2, MinDelta = 100, StartAfter = 5 };
        history = HandWrittenNetwork.Create(seed: 1).Fit(Training, new FitOptions { Epochs = 20, EarlyStopping = stopping });
        Assert.Equal(8, history.Epochs.Count);
        Assert.Equal(6, history.BestEpoch);
    }

    /// <summary>
    /// Losses that fall by 0.3 with a tolerance of 0.5. scikit-learn's rule, <c>loss &gt; best − tol</c>, counts each of them, whatever they
    /// add up to; its n_iter_no_change of 2 ends at the third in a row.
    /// </summary>
    [Theory]
    [InlineData(true, 0, 5)]
    [InlineData(false, 4, 4)]
    public void EndEpoch_SmallGains_AddUpOnlyIfAskedTo(bool addUp, int stopsAt, int best)
    {
        var settings = new EarlyStopping { MinDelta = 0.5f, Patience = 3, SmallGainsAddUp = addUp };
        var stopper = new EarlyStopper(settings, HandWrittenNetwork.Create(seed: 1).Parameters);
        int stopped = 0;
        double[] losses = [5, 4.7, 4.4, 4.1, 3.8];
        for (int epoch = 1; epoch <= losses.Length && stopped == 0; epoch++)
        {
            if (stopper.EndEpoch(new EpochResult(epoch, losses[epoch - 1], null, null, null, default))) stopped = epoch;
        }

        Assert.Equal(stopsAt, stopped);
        Assert.Equal(best, stopper.BestEpoch);
    }

    [Fact]
    public void Fit_Accuracy_MayBeWatched()
    {
        Dataset data = TrainingSamples.Separable(100);
        var stopping = new EarlyStopping { Monitor = TrainingMetric.Accuracy, Patience = 5 };
        TrainingHistory history = HandWrittenNetwork.Create(seed: 1).Fit(
            data, new FitOptions { Epochs = 200, Optimizer = new Adam(0.02f), EarlyStopping = stopping });
        Assert.Equal(1, history.Epochs[history.BestEpoch!.Value - 1].Accuracy);
        Assert.Equal(history.BestEpoch + 5, history.Epochs.Count);
    }

    [Fact]
    public void Fit_MetricThatIsNotThere_ThrowsBeforeAnything()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        long version = network.Parameters.Version;
        Assert.Throws<ArgumentException>(() => network.Fit(
            Training, new FitOptions { EarlyStopping = new EarlyStopping { Monitor = TrainingMetric.ValidationLoss } }));
        Assert.Throws<ArgumentException>(() => network.Fit(
            Training, new FitOptions { Schedule = new Warmup(1, new ReduceOnPlateau { Monitor = TrainingMetric.ValidationAccuracy }) }));
        Dataset targets = Dataset.FromTargets(
            TrainingSamples.Inputs(4), HandWrittenNetwork.Inputs, TrainingSamples.OneHot([0, 1, 2, 0]), HandWrittenNetwork.Outputs);
        Assert.Throws<ArgumentException>(() => network.Fit(
            targets, new FitOptions { EarlyStopping = new EarlyStopping { Monitor = TrainingMetric.Accuracy } }));
        Assert.Equal(version, network.Parameters.Version);
    }

    [Theory]
    [InlineData(-1)]
    public void Settings_OutOfRange_Throw(int value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { StartAfter = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { MinDelta = value });
    }

    private static FitOptions Options(EarlyStopping stopping) =>
        new() { Epochs = 500, Optimizer = new Adam(0.05f), Validation = Validation, EarlyStopping = stopping };
}
