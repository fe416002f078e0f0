using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace NNGen.Tests.Training;

[NeuralNetwork(Loss = Loss.MeanSquaredError), Input(2), Dense(1, Activation.BinaryStep, KernelInitializer = Initializer.Zeros)]
internal sealed partial class StepNeuron;

[NeuralNetwork, Input(2), Dense(1, KernelInitializer = Initializer.Zeros)]
internal sealed partial class LinearNeuron;

[NeuralNetwork, Input(2), Dense(3)]
internal sealed partial class ThreeUnits;

/// <summary>The perceptron rule and Adaline, exactly as taught.</summary>
public sealed class HistoricRulesTests
{
    private static readonly float[] Corners = [0, 0, 0, 1, 1, 0, 1, 1];
    private static readonly Dataset And = Dataset.FromLabels(Corners, 2, [0, 0, 0, 1]);
    private static readonly Dataset Xor = Dataset.FromLabels(Corners, 2, [0, 1, 1, 0]);

    /// <summary>Worked out by hand: every number on the way is a small integer.</summary>
    [Fact]
    public void Perceptron_And_TakesTheStepsOfTheTextbook()
    {
        var network = new StepNeuron(seed: 1);
        PerceptronResult result = new PerceptronRule().Fit(network, And);
        Assert.True(result.HasConverged);
        Assert.Equal([2, 3, 3, 2, 1, 0], result.Mistakes);
        Assert.Equal(11, result.Updates);
        Assert.Equal(6, result.Epochs);
        Assert.Equal([2f, 1], network.Parameters["dense_1.kernel"].ToArray());
        Assert.Equal([-3f], network.Parameters["dense_1.bias"].ToArray());
        Assert.Equal("Converged after 11 updates in 6 epochs.", result.ToString());

        // With a linear output, whose sign decides, the same.
        var linear = new LinearNeuron(seed: 1);
        Assert.Equal(result.Mistakes, new PerceptronRule { LearningRate = 0.5f }.Fit(linear, And).Mistakes);
        Assert.Equal([1f, 0.5f], linear.Parameters["dense_1.kernel"].ToArray());
    }

    [Fact]
    public void Perceptron_Xor_DoesNotConverge()
    {
        PerceptronResult result = new PerceptronRule { Epochs = 50 }.Fit(new StepNeuron(seed: 1), Xor);
        Assert.False(result.HasConverged);
        Assert.Equal(50, result.Epochs);
        Assert.All(result.Mistakes, mistakes => Assert.InRange(mistakes, 1, 4));
        Assert.StartsWith("Not converged", result.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Points at most R from the origin and at least γ = 1 / √2 from the line: Novikoff's bound is (R/γ)².</summary>
    [Fact]
    public void Perceptron_TenThousandSeparablePoints_ConvergesWithinNovikoffsBound()
    {
        Dataset data = Clouds(10_000);
        var network = new StepNeuron(seed: 1);
        PerceptronResult result = new PerceptronRule().Fit(network, data);
        Assert.True(result.HasConverged);
        double radius = Math.Sqrt(Enumerable.Range(0, data.Count).Max(sample => 1 + Squares(data.Input(sample).ToArray())));
        Assert.InRange(result.Updates, 1, (long)(radius * radius / 0.5));
        Span<float> output = stackalloc float[1];
        for (int sample = 0; sample < data.Count; sample++)
        {
            network.Forward(data.Input(sample), output);
            Assert.Equal(data.Labels[sample], output[0]);
        }
    }

    [Fact]
    public void Perceptron_UnitForEachClass_TellsThreeCloudsApart()
    {
        var random = new CounterRandom(5);
        var inputs = new float[600];
        var labels = new int[300];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = i % 3;
            inputs[2 * i] = (random.NextSingle() - 0.5f) + (labels[i] == 1 ? 4 : 0);
            inputs[(2 * i) + 1] = (random.NextSingle() - 0.5f) + (labels[i] == 2 ? 4 : 0);
        }

        Dataset data = Dataset.FromLabels(inputs, 2, labels);
        var network = new ThreeUnits(seed: 1);
        Assert.True(new PerceptronRule { Shuffle = true, Seed = 3 }.Fit(network, data).HasConverged);
        Assert.Equal(0, new PerceptronRule { Epochs = 1 }.Fit(network, data).Updates);
    }

    [Fact]
    public void Adaline_Samples_TakesTheStepsOfTheTextbook()
    {
        var network = new LinearNeuron(seed: 1);
        AdalineResult result = new Adaline { LearningRate = 0.5f, Epochs = 1 }.Fit(
            network, Dataset.FromTargets([1, 0, 0, 2], 2, [1, 3], 1));

        // Errors 1 and 3 − 0.5: b = 0.5 + 1.25, w = (0.5, 2.5).
        Assert.Equal([0.5f, 2.5f], network.Parameters["dense_1.kernel"].ToArray());
        Assert.Equal([1.75f], network.Parameters["dense_1.bias"].ToArray());
        Assert.Equal((1 + 6.25) / 2, result.Losses.Single(), 1e-9);
    }

    [Fact]
    public void Adaline_Batch_SeesTheSameWeightsInEverySample()
    {
        var network = new LinearNeuron(seed: 1);
        new Adaline { LearningRate = 0.5f, Epochs = 1, FullBatch = true }.Fit(network, Dataset.FromTargets([1, 0, 0, 2], 2, [1, 3], 1));
        Assert.Equal([0.25f, 1.5f], network.Parameters["dense_1.kernel"].ToArray());
        Assert.Equal([1f], network.Parameters["dense_1.bias"].ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Adaline_Line_FindsTheLeastSquares(bool fullBatch)
    {
        float[] inputs = [.. Enumerable.Range(0, 200).Select(i => (float)Math.Sin(i))];
        float[] targets = [.. Enumerable.Range(0, 100).Select(i => (2 * inputs[2 * i]) - inputs[(2 * i) + 1] + 0.5f)];
        var network = new LinearNeuron(seed: 1);
        AdalineResult result = new Adaline { LearningRate = 0.1f, Epochs = 2000, Tolerance = 1e-12f, FullBatch = fullBatch }.Fit(
            network, Dataset.FromTargets(inputs, 2, targets, 1));
        Assert.True(result.HasConverged);
        Assert.Equal(2, network.Parameters["dense_1.kernel"][0, 0], 0.01f);
        Assert.Equal(-1, network.Parameters["dense_1.kernel"][1, 0], 0.01f);
        Assert.Equal(0.5f, network.Parameters["dense_1.bias"][0], 0.01f);
    }

    [Fact]
    public void Adaline_Labels_AreClassifiedByTheStep()
    {
        Dataset data = Clouds(500);
        var network = new StepNeuron(seed: 1);
        new Adaline().Fit(network, data);
        Span<float> output = stackalloc float[1];
        int right = 0;
        for (int sample = 0; sample < data.Count; sample++)
        {
            network.Forward(data.Input(sample), output);
            right += output[0] == data.Labels[sample] ? 1 : 0;
        }

        Assert.InRange(right, 480, 500);
    }

    [Fact]
    public void Adaline_LearningRateTooLarge_DivergesAndRestores()
    {
        var network = new LinearNeuron(seed: 1);
        Assert.Throws<TrainingDivergedException>(() => new Adaline { LearningRate = 1e6f, Epochs = 1000 }.Fit(network, And));
        Assert.All(network.Parameters.AsReadOnlySpan().ToArray(), parameter => Assert.True(float.IsFinite(parameter)));
    }

    [Fact]
    public void Rules_OtherNetworks_SayWhatTheyNeed()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        long version = network.Parameters.Version;
        var thrown = Assert.Throws<ArgumentException>(() => new PerceptronRule().Fit(network, TrainingSamples.Random(4)));
        Assert.Contains("Dense (Tanh), Dense (Softmax)", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Adaline().Fit(network, TrainingSamples.Random(4)));
        Assert.Throws<ArgumentException>(() => new PerceptronRule().Fit(new StepNeuron(seed: 1), TrainingSamples.Random(4)));
        Assert.Contains("Sample 1, target 0", Assert.Throws<ArgumentException>(
            () => new PerceptronRule().Fit(new StepNeuron(seed: 1), Dataset.FromTargets(Corners, 2, [0, 2, 1, 1], 1))).Message,
            StringComparison.Ordinal);
        Assert.Equal(version, network.Parameters.Version);
    }

    [Fact]
    public void Rules_Cancelled_Stop()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.Equal(0, new PerceptronRule().Fit(new StepNeuron(seed: 1), And, cancelled).Epochs);
        Assert.Equal(0, new Adaline().Fit(new StepNeuron(seed: 1), And, cancelled).Epochs);
    }

    [Fact]
    public void Settings_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerceptronRule { LearningRate = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerceptronRule { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adaline { LearningRate = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adaline { Tolerance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adaline { Epochs = 0 });
    }

    /// <summary>Squares of side 2 around (−1.5, −1.5) and (1.5, 1.5): points are at least 1 / √2 from the line between them.</summary>
    private static Dataset Clouds(int count)
    {
        var random = new CounterRandom(7);
        var inputs = new float[2 * count];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextInt(2);
            for (int axis = 0; axis < 2; axis++)
            {
                inputs[(2 * i) + axis] = (2 * random.NextSingle()) - 1 + (labels[i] == 1 ? 1.5f : -1.5f);
            }
        }

        return Dataset.FromLabels(inputs, 2, labels, 2);
    }

    private static double Squares(float[] values) => values.Sum(value => (double)value * value);
}
