using System;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>Random numbers of layers: the right ones, whoever draws them, and none in use.</summary>
public sealed class NoiseTests
{
    private const int Count = 75;

    private static readonly float[] Inputs = Emitted.Samples.Values(Count * Dropping.InputLength);
    private static readonly float[] Targets = Emitted.Samples.Values(Count * Dropping.OutputLength, seed: 2);
    private static readonly Dataset Data = Dataset.FromTargets(Inputs, Dropping.InputLength, Targets, Dropping.OutputLength);

    [Theory]
    [InlineData(NoiseKind.Dropout, 0.3f, 1, 0.3 / 0.7)]
    [InlineData(NoiseKind.Additive, 0.5f, 0, 0.25)]
    [InlineData(NoiseKind.Factor, 0.2f, 1, 0.25)]
    public void Numbers_OfAKind_HaveItsMeanAndVariance(NoiseKind kind, float amount, double mean, double variance)
    {
        const int length = 2000;
        var block = new float[32 * length];
        var source = new NoiseSource([new SampleNoise(0, length, kind, amount)], blockSize: 32, seed: 1);
        source.Fill(block, firstSample: 0, valid: 32, step: 0);
        double found = block.Average();
        Assert.Equal(mean, found, 0.02);
        Assert.Equal(variance, block.Average(value => (value - found) * (value - found)), 0.02);
        if (kind == NoiseKind.Dropout) Assert.Equal([0, 1 / 0.7f], block.Distinct().Order().ToArray());
    }

    [Fact]
    public void Numbers_OfASample_DependOnItsPlaceStepAndSeedAlone()
    {
        float[] Draw(int first, long step, int seed)
        {
            var block = new float[32 * 5];
            new NoiseSource([new SampleNoise(0, 5, NoiseKind.Additive, 1)], blockSize: 32, seed).Fill(block, first, valid: 32, step);
            return block;
        }

        float[] numbers = Draw(0, 3, 1);
        float[] later = Draw(16, 3, 1);
        for (int i = 0; i < 5; i++) Assert.Equal(numbers[((i * 32) + 16)..((i * 32) + 32)], later[(i * 32)..((i * 32) + 16)]);
        Assert.NotEqual(numbers, Draw(0, 4, 1));
        Assert.NotEqual(numbers, Draw(0, 3, 2));
        Assert.Equal(numbers, Draw(0, 3, 1));
    }

    [Theory]
    [InlineData(2, Count)]
    [InlineData(3, Count)]
    [InlineData(1, 32)]
    public void Steps_OnThreadsAndInPieces_GiveTheSameBits(int threads, int capacity)
    {
        Assert.Equal(AfterSteps(1, Count, out float expected), AfterSteps(threads, capacity, out float loss));
        Assert.Equal(expected, loss, 1e-6f);

        static float[] AfterSteps(int threads, int capacity, out float loss)
        {
            // One step, as the gradient of pieces is added up in another order.
            var network = new Dropping(seed: 1);
            var options = new TrainerOptions { BatchCapacity = capacity, AccumulationSteps = 3, Threads = threads, Seed = 5 };
            using var trainer = new Trainer<Dropping>(network, new Sgd(0.1f), options);
            loss = trainer.Step(Data, TrainingSamples.Indices(Count));
            return network.Parameters.AsReadOnlySpan().ToArray().Select(value => MathF.Round(value, 5)).ToArray();
        }
    }

    [Fact]
    public void Fit_OtherSeed_GivesOtherParameters()
    {
        float[] Fit(int seed)
        {
            var network = new Dropping(seed: 1);
            network.Fit(Data, new FitOptions { Shuffle = false, Seed = seed, Epochs = 2 });
            return network.Parameters.AsReadOnlySpan().ToArray();
        }

        Assert.Equal(Fit(1), Fit(1));
        Assert.NotEqual(Fit(1), Fit(2));
    }

    [Fact]
    public void Use_OfANetworkWithNoise_IsThatWithout()
    {
        var network = new Dropping(seed: 1);
        var plain = new NotDropping(seed: 2);
        network.Parameters.AsReadOnlySpan().CopyTo(plain.Parameters.AsSpan());
        Assert.Equal(plain.Predict(Inputs), network.Predict(Inputs));
        Assert.Equal(plain.Evaluate(Data).Loss, network.Evaluate(Data).Loss);
        Span<float> expected = stackalloc float[Dropping.OutputLength];
        Span<float> output = stackalloc float[Dropping.OutputLength];
        plain.Forward(Inputs.AsSpan(0, Dropping.InputLength), expected);
        network.Forward(Inputs.AsSpan(0, Dropping.InputLength), output);
        Assert.Equal(expected, output);
    }

    [Fact]
    public void Gradients_OfANetworkWithNoise_AreTheDifferences()
    {
        GradientCheckResult result = GradientCheck.Run(new Dropping(seed: 1), Data);
        Assert.InRange(result.LargestError, 0, 0.01);
    }
}

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(4, 3), GaussianNoise(0.1f), SpatialDropout1D(0.3f), Flatten]
[Dense(7, Activation.Tanh), Dropout(0.5f), Dense(6, Activation.Tanh), GaussianDropout(0.2f), Dense(2), Dropout(0.1f)]
internal sealed partial class Dropping;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(4, 3), Flatten, Dense(7, Activation.Tanh), Dense(6, Activation.Tanh), Dense(2)]
internal sealed partial class NotDropping;
