using System;
using System.IO;
using System.Linq;
using NNGen.Tests.Emitted;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>What batch normalisation asks of the runtime: sums over the batch, running averages, and both kept, saved and frozen.</summary>
public sealed class BatchNormalizationTests
{
    private const int Count = 75;
    private const float Momentum = 0.75f;

    private static readonly float[] Inputs = Shifted(Emitted.Samples.Values(Count * Normalizing.InputLength));
    private static readonly float[] Targets = Emitted.Samples.Values(Count * Normalizing.OutputLength, seed: 2);
    private static readonly Dataset Data = Dataset.FromTargets(Inputs, Normalizing.InputLength, Targets, Normalizing.OutputLength);

    [Fact]
    public void Parameters_RunningStatistics_AreNotCounted()
    {
        // Two layers of 3 and 4 channels: gamma and beta are parameters, moving mean and variance are not.
        Assert.Equal((2 * 3) + (3 * 4) + (2 * 4) + (4 * 2 * 2) + 2, Normalizing.ParameterCount);
        Assert.Equal((2 * 3) + (2 * 4), Normalizing.Description.StatisticCount);
        var network = new Normalizing(seed: 1);
        Assert.Equal(Normalizing.ParameterCount, network.Parameters.AsSpan().Length);
        Assert.Equal([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1], network.Parameters.AsStatisticsSpan().ToArray());
        Assert.Contains("running statistics", Normalizing.Description.Summary());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Step_RunningStatistics_FollowThoseOfTheBatch(int threads)
    {
        var network = new Normalizing(seed: 1);
        using Trainer<Normalizing> trainer = Trainer(network, threads);
        trainer.Step(Inputs, Targets);
        float[] mean = network.Parameters["first.moving_mean"].ToArray();
        float[] variance = network.Parameters["first.moving_variance"].ToArray();
        for (int channel = 0; channel < 3; channel++)
        {
            double[] values = Inputs.Where((_, i) => i % 3 == channel).Select(value => (double)value).ToArray();
            double expected = values.Average();
            double square = values.Average(value => (value - expected) * (value - expected));
            Assert.Equal((1 - Momentum) * expected, mean[channel], 1e-6 * Math.Abs(expected));
            Assert.Equal(Momentum + ((1 - Momentum) * square), variance[channel], 1e-6 * (1 + square));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Steps_OnSeveralThreads_GiveTheSameBits(int threads)
    {
        float[] one = AfterSteps(1);
        Assert.Equal(one, AfterSteps(threads));

        static float[] AfterSteps(int threads)
        {
            var network = new Normalizing(seed: 1);
            using Trainer<Normalizing> trainer = Trainer(network, threads);
            for (int step = 0; step < 5; step++) trainer.Step(Data, TrainingSamples.Indices(Count - (7 * step)));
            return network.Parameters.Everything.ToArray();
        }
    }

    /// <summary>The means of large values that hardly differ are those values, and nothing is lost in the variance.</summary>
    [Fact]
    public void Step_LargeMeans_KeepTheVariance()
    {
        var network = new Normalizing(seed: 1);
        float[] inputs = Inputs.Select((_, i) => 1e6f + (i / Normalizing.InputLength % 2)).ToArray();
        using Trainer<Normalizing> trainer = Trainer(network, 1);
        trainer.Step(inputs.AsSpan(0, 64 * Normalizing.InputLength), Targets.AsSpan(0, 64 * Normalizing.OutputLength));
        Assert.All(
            network.Parameters["first.moving_variance"].ToArray(), value => Assert.Equal(Momentum + ((1 - Momentum) * 0.25f), value, 1e-3));
    }

    [Fact]
    public void Gradients_WholeBatchOfSeveralBlocks_AreTheDifferences()
    {
        GradientCheckResult result = GradientCheck.Run(new Normalizing(seed: 1), Data);
        Assert.Equal(Normalizing.ParameterCount, result.Checked);
        Assert.InRange(result.LargestError, 0, 0.01);
    }

    /// <summary>The first layer's parameters need a part of the pass into the inputs.</summary>
    [Fact]
    public void Gradients_WithoutThoseOfTheInputs_AreTheSame()
    {
        using Trainer<Normalizing> trainer = Trainer(new Normalizing(seed: 1), 1);
        var with = new float[Normalizing.ParameterCount];
        var without = new float[Normalizing.ParameterCount];
        trainer.Gradients(Inputs, Targets, with, new float[Inputs.Length]);
        trainer.Gradients(Inputs, Targets, without);
        Assert.Equal(with, without);
        Assert.DoesNotContain(without, value => value == 0);

        using var rows = new Trainer<NormalizingRows>(new NormalizingRows(seed: 1), new Sgd(), new TrainerOptions { BatchCapacity = Count });
        with = new float[NormalizingRows.ParameterCount];
        without = new float[NormalizingRows.ParameterCount];
        rows.Gradients(Inputs, Targets, with, new float[Inputs.Length]);
        rows.Gradients(Inputs, Targets, without);
        Assert.Equal(with, without);
    }

    [Fact]
    public void Gradients_RunningStatistics_MoveOnlyWithApply()
    {
        var network = new Normalizing(seed: 1);
        using Trainer<Normalizing> trainer = Trainer(network, 1);
        var gradient = new float[Normalizing.ParameterCount];
        float[] before = network.Parameters.AsStatisticsSpan().ToArray();
        trainer.Gradients(Inputs, Targets, gradient);
        Assert.Equal(before, network.Parameters.AsStatisticsSpan().ToArray());
        trainer.Apply(gradient);
        var stepped = new Normalizing(seed: 1);
        using Trainer<Normalizing> other = Trainer(stepped, 1);
        other.Step(Inputs, Targets);
        Assert.Equal(stepped.Parameters.Everything.ToArray(), network.Parameters.Everything.ToArray());
        trainer.Apply(gradient);
        Assert.Equal(stepped.Parameters.AsStatisticsSpan().ToArray(), network.Parameters.AsStatisticsSpan().ToArray());
    }

    [Fact]
    public void Evaluate_TrainedNetwork_UsesTheRunningStatistics()
    {
        Normalizing network = Trained();
        float[] outputs = network.Predict(Inputs);
        double expected = outputs.Zip(Targets, (y, t) => (double)(y - t) * (y - t)).Average();
        Assert.Equal(expected, network.Evaluate(Data).Loss, 1e-5);
        Span<float> output = stackalloc float[Normalizing.OutputLength];
        network.Forward(Inputs.AsSpan(0, Normalizing.InputLength), output);
        for (int o = 0; o < output.Length; o++) Assert.Equal(outputs[o], output[o], 1e-5f);
    }

    [Fact]
    public void Files_RunningStatistics_AreSavedAndLoaded()
    {
        Normalizing network = Trained();
        var file = new MemoryStream();
        network.Save(file);
        var loaded = new Normalizing(seed: 2);
        file.Position = 0;
        loaded.Load(file);
        AssertSame(network, loaded);
        var matched = new Normalizing(seed: 3);
        file.Position = 0;
        Assert.Contains("second.moving_variance", matched.LoadMatching(file).Loaded);
        AssertSame(network, matched);
        AssertSame(network, network.Clone());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_FrozenLayer_KeepsAndUsesItsRunningStatistics(int threads)
    {
        Normalizing network = Trained();
        float[] Kept() => [.. network.Parameters["first.moving_mean"].ToArray(), .. network.Parameters["first.moving_variance"].ToArray()];
        float[] kept = Kept();
        float[] moving = network.Parameters["second.moving_mean"].ToArray();
        var options = new TrainerOptions { BatchCapacity = Count, Threads = threads, Frozen = ["first"] };
        using var trainer = new Trainer<Normalizing>(network, new Sgd(0.1f), options);
        trainer.Step(Inputs, Targets);
        Assert.Equal(kept, Kept());
        Assert.NotEqual(moving, network.Parameters["second.moving_mean"].ToArray());

        // With all of them frozen, a step computes what the network in use does.
        options = new TrainerOptions { BatchCapacity = Count, Threads = threads, Frozen = ["first", "second"] };
        using var frozen = new Trainer<Normalizing>(network, new Sgd(0.1f), options);
        double expected = network.Evaluate(Data).Loss;
        Assert.Equal(expected, frozen.Gradients(Inputs, Targets, new float[Normalizing.ParameterCount]), 1e-6);
    }

    [Fact]
    public void Fit_DivergingNetwork_RestoresTheRunningStatistics()
    {
        Normalizing network = Trained();
        float[] before = network.Parameters.Everything.ToArray();
        var options = new FitOptions { Optimizer = new Sgd(1e38f), BatchSize = 25, Epochs = 5 };
        Assert.Throws<TrainingDivergedException>(() => network.Fit(Data, options));
        Assert.Equal(before, network.Parameters.Everything.ToArray());
    }

    private static void AssertSame(Normalizing expected, Normalizing found)
    {
        Assert.Equal(expected.Parameters.Everything.ToArray(), found.Parameters.Everything.ToArray());
        Assert.Equal(expected.Predict(Inputs), found.Predict(Inputs));
    }

    private static Normalizing Trained()
    {
        var network = new Normalizing(seed: 1);
        network.Fit(Data, new FitOptions { Epochs = 3, Optimizer = new Adam(0.01f) });
        return network;
    }

    private static Trainer<Normalizing> Trainer(Normalizing network, int threads) =>
        new(network, new Adam(0.01f), new TrainerOptions { BatchCapacity = Count, Threads = threads });

    /// <summary>Channels with means and deviations of their own.</summary>
    private static float[] Shifted(float[] values) => values.Select((value, i) => (value * (1 + (i % 3))) + (4 * (i % 3)) - 3).ToArray();
}

[NeuralNetwork, Input(4, 3), BatchNormalization(0.75f, Name = "first")]
[Conv1D(4, 1, UseBias = false), BatchNormalization(0.75f, Name = "second"), Tanh, AveragePool1D(2), Flatten, Dense(2, UseBias = true)]
internal sealed partial class Normalizing;

[NeuralNetwork, Input(4, 3), LayerNormalization, Flatten, Dense(2)]
internal sealed partial class NormalizingRows;
