using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>Layers that use the parameters of others: one set of weights, to which all uses add their gradients.</summary>
public sealed class SharedWeightsTests
{
    private const int Count = 70;

    [Fact]
    public void Tensors_OfSharedLayers_ExistOnce()
    {
        NetworkDescription description = Siamese.Description;
        Assert.Equal(
            ["left.conv2d_1.kernel", "left.conv2d_1.bias", "left.dense_3.kernel", "left.dense_3.bias", "dense_5.kernel"],
            description.Tensors.Select(tensor => tensor.Name));
        Assert.Equal((3 * 4) + 4 + (8 * 5) + 5 + 5, Siamese.ParameterCount);
        Assert.Equal(["left.conv2d_1", "left.dense_3"], description.Layers.Select(layer => layer.WeightsOf).OfType<string>());
        Assert.Equal(Siamese.ParameterCount, description.Layers.Sum(layer => layer.ParameterCount));
        Assert.Contains("weights of left.dense_3", description.Summary());
        Assert.NotEqual(TwoTowers.Description.ArchitectureHash, description.ArchitectureHash);
    }

    [Fact]
    public void Forward_OfTwins_ChangesItsSignWithTheirOrder()
    {
        var network = new Siamese(seed: 2);
        float[] inputs = Emitted.Samples.Values(12);
        float[] forward = new float[1], backward = new float[1];
        network.Forward(inputs.AsSpan(0, 6), inputs.AsSpan(6), forward);
        network.Forward(inputs.AsSpan(6), inputs.AsSpan(0, 6), backward);
        Assert.NotEqual(0, forward[0]);
        Assert.Equal(forward[0], -backward[0]);
    }

    /// <summary>The same network with two sets of equal weights has the two parts of the gradient.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(Count)]
    public void Gradients_OfSharedWeights_AreTheSumsOfThoseOfTheUses(int count)
    {
        var shared = new Siamese(seed: 2);
        var own = new TwoTowers(seed: 3);
        foreach (TensorDescription tensor in TwoTowers.Description.Tensors)
        {
            own.Parameters[tensor.Name].CopyFrom(shared.Parameters[tensor.Name.Replace("right.", "left.", StringComparison.Ordinal)].ToArray());
        }

        float[] sum = new float[Siamese.ParameterCount], parts = new float[TwoTowers.ParameterCount];
        float[] inputs = Emitted.Samples.Values(count * 12), targets = Emitted.Samples.Values(count, seed: 2);
        var options = new TrainerOptions { BatchCapacity = count };
        using (var trainer = new Trainer<Siamese>(shared, new Sgd(), options)) trainer.Gradients(inputs, targets, sum);
        using (var trainer = new Trainer<TwoTowers>(own, new Sgd(), options)) trainer.Gradients(inputs, targets, parts);
        foreach (TensorDescription tensor in Siamese.Description.Tensors)
        {
            float[] Part(string name)
            {
                TensorDescription? part = TwoTowers.Description.Tensors.SingleOrDefault(other => other.Name == name);
                return part is null ? new float[tensor.Length] : parts.AsSpan(part.Offset, part.Length).ToArray();
            }

            bool isShared = tensor.Name.StartsWith("left.", StringComparison.Ordinal);
            float[] left = Part(tensor.Name), right = isShared ? Part("right." + tensor.Name[5..]) : new float[tensor.Length];
            Assert.Contains(left, value => value != 0);
            Assert.Equal(left.Zip(right, (a, b) => a + b), sum.AsSpan(tensor.Offset, tensor.Length).ToArray());
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_OnSeveralThreads_GivesTheSameBits(int threads) =>
        Assert.Equal(Trained(1).Parameters.AsSpan().ToArray(), Trained(threads).Parameters.AsSpan().ToArray());

    [Fact]
    public void Save_SharedWeights_AreStoredOnceAndCompleteTheNetwork()
    {
        Siamese network = Trained(1);
        string path = Path.GetTempFileName();
        try
        {
            network.Save(path);
            var loaded = new Siamese(seed: 9);
            loaded.Load(path);
            Assert.Equal(network.Parameters.AsSpan().ToArray(), loaded.Parameters.AsSpan().ToArray());
            Assert.Equal(network.Predict(Data()), loaded.Predict(Data()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Repetitions_OfSharedWeights_ApplyTheSameLayersAgain()
    {
        Assert.Equal((3 * 3) + 3 + 3 + 1, Refining.ParameterCount);
        var network = new Refining(seed: 4);
        float[] input = [0.5f, -0.25f, 1], output = new float[1];
        network.Forward(input, output);
        float[] kernel = network.Parameters["refine_1_1.dense_1.kernel"].ToArray(), bias = network.Parameters["refine_1_1.dense_1.bias"].ToArray();
        double[] values = [.. input.Select(value => (double)value)];
        for (int turn = 0; turn < 3; turn++)
        {
            double Sum(int unit) => bias[unit] + Enumerable.Range(0, 3).Sum(i => values[i] * kernel[(3 * i) + unit]);
            values = [.. Enumerable.Range(0, 3).Select(unit => values[unit] + Math.Tanh(Sum(unit)))];
        }

        float[] last = network.Parameters["dense_2.kernel"].ToArray();
        Assert.Equal(Enumerable.Range(0, 3).Sum(i => values[i] * last[i]) + network.Parameters["dense_2.bias"].ToArray()[0], output[0], 1e-5);
    }

    /// <summary>Every use normalises by its own batch, and the running averages move once with each of them, as in Keras.</summary>
    [Fact]
    public void Step_SharedBatchNormalization_MovesTheAveragesWithEveryUse()
    {
        var network = new SharedNormalization(seed: 1);
        using var trainer = new Trainer<SharedNormalization>(network, new Sgd(1e-6f), new TrainerOptions { BatchCapacity = Count });
        float[] inputs = Emitted.Samples.Values(Count * 4);
        trainer.Step(inputs, Emitted.Samples.Values(Count, seed: 2));
        double expected = 0;
        foreach (int port in new[] { 0, 1 })
        {
            expected = (0.5 * expected) + (0.5 * Enumerable.Range(0, Count).Average(sample => inputs[(4 * sample) + (2 * port)]));
        }

        Assert.Equal(expected, network.Parameters["norm.moving_mean"].ToArray()[0], 1e-6);
    }

    [Fact]
    public void Fit_FrozenOwner_KeepsTheSharedWeights()
    {
        var network = new Siamese(seed: 2);
        float[] before = network.Parameters["left.dense_3.kernel"].ToArray();
        network.Fit(Data(), new FitOptions { Frozen = ["left"], Epochs = 2 });
        Assert.Equal(before, network.Parameters["left.dense_3.kernel"].ToArray());
    }

    private static Siamese Trained(int threads)
    {
        var network = new Siamese(seed: 2);
        network.Fit(Data(), new FitOptions { Epochs = 2, BatchSize = 50, Threads = threads });
        return network;
    }

    private static Dataset Data() =>
        Dataset.FromTargets(Emitted.Samples.Values(Count * 12), 12, Emitted.Samples.Values(Count, seed: 2), 1);
}

/// <summary>What both twins do.</summary>
[Conv2D(4, 1, Activation.Tanh), Flatten, Dense(5, Activation.Tanh)]
internal sealed class Tower : BlockAttribute;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(1, 2, 3, Name = "a"), Input(1, 2, 3, Name = "b")]
[Tower(From = "a", Name = "left"), Tower(From = "b", WeightsOf = "left", Name = "right")]
[Subtract("left", "right"), Dense(1, UseBias = false)]
internal sealed partial class Siamese;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(1, 2, 3, Name = "a"), Input(1, 2, 3, Name = "b")]
[Tower(From = "a", Name = "left"), Tower(From = "b", Name = "right")]
[Subtract("left", "right"), Dense(1, UseBias = false)]
internal sealed partial class TwoTowers;

/// <summary>One turn of a loop.</summary>
[Dense(3, Activation.Tanh), Add(Block.Input)]
internal sealed class Refine : BlockAttribute;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(3), Refine(Repeat = 3, SharesWeights = true), Dense(1)]
internal sealed partial class Refining;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(2, Name = "a"), Input(2, Name = "b")]
[BatchNormalization(momentum: 0.5f, From = "a", Name = "norm"), BatchNormalization(momentum: 0.5f, From = "b", WeightsOf = "norm")]
[Add("norm"), Dense(1)]
internal sealed partial class SharedNormalization;
