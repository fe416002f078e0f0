using System;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>L-BFGS: its line search, its direction, and what it reaches.</summary>
public sealed class LbfgsTests
{
    /// <summary>The loss that gradient descent approaches slowly is reached in a few iterations.</summary>
    [Fact]
    public void Fit_PenalisedNetwork_FindsAMinimum()
    {
        Dataset data = TrainingSamples.Random(60);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        TrainingHistory history = network.Fit(data, new FitOptions
        {
            Epochs = 500, Optimizer = new Lbfgs(), Regularization = new Regularization { L2 = 0.01f },
        });
        Assert.Equal(TrainingEnd.Converged, history.End);
        Assert.InRange(history.Epochs.Count, 5, 200);
        double[] losses = [.. history.Epochs.Select(epoch => epoch.Loss)];
        for (int i = 1; i < losses.Length; i++) Assert.True(losses[i] <= losses[i - 1], $"The loss rises in iteration {i + 1}.");
        Assert.InRange(SteepestSlope(network, data), 0, 2e-4);

        HandWrittenNetwork descended = HandWrittenNetwork.Create(seed: 1);
        TrainingHistory other = descended.Fit(data, new FitOptions
        {
            Epochs = history.Epochs.Count, BatchSize = 60, Optimizer = new Sgd(0.1f), Regularization = new Regularization { L2 = 0.01f },
        });
        Assert.True(losses[^1] < other.Epochs[^1].Loss - 0.01);
    }

    [Fact]
    public void Fit_Threads_SameBits()
    {
        Assert.Equal(Trained(1), Trained(2));

        static float[] Trained(int threads)
        {
            HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
            network.Fit(TrainingSamples.Random(2500), new FitOptions { Epochs = 5, Optimizer = new Lbfgs(), Threads = threads });
            return network.Parameters.AsReadOnlySpan().ToArray();
        }
    }

    [Fact]
    public void Fit_FrozenLayer_KeepsItsBits()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] before = network.Parameters["dense_1.kernel"].ToArray();
        network.Fit(TrainingSamples.Random(60), new FitOptions { Epochs = 5, Optimizer = new Lbfgs(), Frozen = ["dense_1"] });
        Assert.Equal(before, network.Parameters["dense_1.kernel"].ToArray());
        Assert.NotEqual(
            HandWrittenNetwork.Create(seed: 1).Parameters["dense_2.kernel"].ToArray(), network.Parameters["dense_2.kernel"].ToArray());
    }

    [Fact]
    public void Fit_WarmStart_TwoTrainingsAreOne()
    {
        Dataset data = TrainingSamples.Random(60);
        HandWrittenNetwork once = HandWrittenNetwork.Create(seed: 1);
        once.Fit(data, new FitOptions { Epochs = 9, Optimizer = new Lbfgs { Memory = 3 } });
        HandWrittenNetwork twice = HandWrittenNetwork.Create(seed: 1);
        var warm = new WarmStart();
        twice.Fit(data, new FitOptions { Epochs = 6, Optimizer = new Lbfgs { Memory = 3 }, WarmStart = warm });
        twice.Fit(data, new FitOptions { Epochs = 3, Optimizer = new Lbfgs { Memory = 3 }, WarmStart = warm });
        Assert.Equal(once.Parameters.AsReadOnlySpan().ToArray(), twice.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_LossNotANumber_Diverges() => Assert.Throws<TrainingDivergedException>(
        () => HandWrittenNetwork.CreateOverflowing().Fit(TrainingSamples.Random(8), new FitOptions { Optimizer = new Lbfgs() }));

    [Fact]
    public void Fit_OptionsWithoutMeaning_AreRefused()
    {
        FitOptions[] refused =
        [
            new() { Optimizer = new Lbfgs(), Schedule = new CosineDecay() },
            new() { Optimizer = new Lbfgs(), ClipValue = 1 },
            new() { Optimizer = new Lbfgs(), ClipGlobalNorm = 1 },
            new() { Optimizer = new Lbfgs(), AverageDecay = 0.9f },
            new() { Optimizer = new Lbfgs(), Regularization = new Regularization { L1 = 1 } },
            new() { Optimizer = new Lbfgs(), Regularization = new Regularization { DecoupledDecay = 1 } },
            new() { Optimizer = new Lbfgs(), Regularization = new Regularization { MaxNorm = 1 } },
        ];
        foreach (FitOptions options in refused)
        {
            Assert.Throws<ArgumentException>(() => HandWrittenNetwork.Create(seed: 1).Fit(TrainingSamples.Random(8), options));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs { Memory = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs { GradientTolerance = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs { ChangeTolerance = -1 });
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(1e4)]
    public void Search_AnyFirstStep_MeetsTheStrongWolfeConditions(double firstStep)
    {
        // Moré and Thuente's second function: nearly straight, then a narrow valley around 1.6.
        static LinePoint At(double t) => new(
            t, Math.Pow(t + 0.004, 5) - (2 * Math.Pow(t + 0.004, 4)), (5 * Math.Pow(t + 0.004, 4)) - (8 * Math.Pow(t + 0.004, 3)));
        LinePoint start = At(0);
        LinePoint found = new WolfeSearch(At).Run(start, firstStep);
        Assert.True(found.Loss <= start.Loss + (1e-4 * found.Step * start.Slope));
        Assert.True(Math.Abs(found.Slope) <= 0.9 * Math.Abs(start.Slope));
    }

    [Fact]
    public void Search_LossInfiniteFarAway_ComesBack()
    {
        LinePoint found = new WolfeSearch(t => t > 0.3 ? new(t, double.NaN, double.NaN) : new(t, (t - 0.2) * (t - 0.2), 2 * (t - 0.2)))
            .Run(new LinePoint(0, 0.04, -0.4), 1);
        Assert.InRange(found.Step, 0.01, 0.3);
    }

    [Fact]
    public void Search_NothingLower_StaysWhereItIs()
    {
        var start = new LinePoint(0, 0, -1);
        Assert.Equal(start, new WolfeSearch(t => new(t, 1, 1)).Run(start, 1));
    }

    /// <summary>On a quadratic bowl the direction becomes Newton's, once there is a change for every axis.</summary>
    [Fact]
    public void Direction_AfterAChangeAlongEveryAxis_IsNewtons()
    {
        float[] curvature = [1, 4, 9];
        var memory = new LbfgsMemory(3, 3);
        for (int axis = 0; axis < 3; axis++)
        {
            var move = new float[3];
            move[axis] = 1;
            var after = new float[3];
            after[axis] = curvature[axis];
            memory.Add(move, 1, after, new float[3]);
        }

        var direction = new float[3];
        memory.Direction([2, 2, 2], direction);
        for (int axis = 0; axis < 3; axis++) Assert.Equal(-2 / curvature[axis], direction[axis], 1e-6f);
    }

    /// <summary>The largest element of the penalised loss's gradient.</summary>
    private static double SteepestSlope(HandWrittenNetwork network, Dataset data)
    {
        using var trainer = new Trainer<HandWrittenNetwork>(
            network, new Sgd(), new TrainerOptions { BatchCapacity = 60, Regularization = new Regularization { L2 = 0.01f } });
        var gradient = new float[HandWrittenNetwork.ParameterCount];
        trainer.Objective(data, TrainingSamples.Indices(60), gradient);
        return gradient.Max(Math.Abs);
    }
}
