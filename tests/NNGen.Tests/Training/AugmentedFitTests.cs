using System;
using Digits;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>Training with changed images.</summary>
public class AugmentedFitTests
{
    // Three blocks, the last one partial.
    private const int Count = 70;
    private const int Pixels = DrawnDigits.PixelCount;

    private static readonly ImageAugmentation Changes =
        new(DrawnDigits.Side, DrawnDigits.Side) { Shift = 2, Rotation = 15, Scaling = 0.1f, Noise = 0.05f };

    private static readonly Dataset Data = Drawn(seed: 1);

    [Fact]
    public void Fit_SameSeed_SameBitsForAnyNumberOfThreads()
    {
        float[] one = Trained(new FitOptions { Epochs = 2, BatchSize = Count, Seed = 5, Augmentation = Changes });
        Assert.Equal(one, Trained(new FitOptions { Epochs = 2, BatchSize = Count, Seed = 5, Augmentation = Changes, Threads = 3 }));
        Assert.NotEqual(one, Trained(new FitOptions { Epochs = 2, BatchSize = Count, Seed = 5 }));
    }

    [Fact]
    public void Fit_EachEpoch_LearnsFromTheDocumentedChanges()
    {
        const int seed = 11;
        var expected = new DigitsMlp(seed: 1);
        using var trainer = new Trainer<DigitsMlp>(expected, new Adam(), new TrainerOptions { BatchCapacity = 40 });
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            int[] order = TrainingSamples.Indices(Count);
            new CounterRandom(seed, (ulong)epoch).Shuffle(order);
            Step(trainer, order.AsSpan(0, 40), seed, epoch);
            Step(trainer, order.AsSpan(40), seed, epoch);
        }

        float[] trained = Trained(new FitOptions { Epochs = 2, BatchSize = 40, Seed = seed, Augmentation = Changes });
        Assert.Equal(expected.Parameters.AsReadOnlySpan().ToArray(), trained);
    }

    [Fact]
    public void Fit_Validation_IsNotChanged()
    {
        var network = new DigitsMlp(seed: 1);
        Dataset validation = Drawn(seed: 2);
        TrainingHistory history = network.Fit(Data, new FitOptions { Augmentation = Changes, Validation = validation });
        Assert.Equal(network.Evaluate(validation).Loss, history.Epochs[0].ValidationLoss);
    }

    [Fact]
    public void Fit_ImagesOfAnotherSize_AreRefused()
    {
        var network = new DigitsMlp(seed: 1);
        var options = new FitOptions { Augmentation = new ImageAugmentation(28, 28, channels: 3) };
        var thrown = Assert.Throws<ArgumentException>(() => network.Fit(Data, options));
        Assert.Contains("784 elements, but the augmentation's images have 2352", thrown.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_AfterWarmUp_AllocatesNothing(int threads)
    {
        var options = new TrainerOptions { BatchCapacity = Count, Threads = threads };
        using var trainer = new Trainer<DigitsMlp>(new DigitsMlp(seed: 1), new Sgd(), options);
        AugmentedInputs augmented = trainer.Augment(Changes, seed: 1);
        int[] indices = TrainingSamples.Indices(Count);
        Assert.Equal(0, Allocations.After(() =>
        {
            augmented.Epoch++;
            trainer.Step(Data, indices);
        }));
    }

    private static void Step(Trainer<DigitsMlp> trainer, ReadOnlySpan<int> samples, int seed, int epoch)
    {
        var inputs = new float[samples.Length * Pixels];
        var labels = new int[samples.Length];
        for (int s = 0; s < samples.Length; s++)
        {
            var random = new CounterRandom((ulong)seed, ((ulong)epoch << 32) | (uint)samples[s]);
            Changes.Apply(Data.Input(samples[s]), inputs.AsSpan(s * Pixels, Pixels), ref random);
            labels[s] = Data.Labels[samples[s]];
        }

        trainer.Step(inputs, labels);
    }

    private static Dataset Drawn(int seed)
    {
        (float[] images, int[] labels) = DrawnDigits.Draw(Count, seed);
        return Dataset.FromLabels(images, Pixels, labels, DrawnDigits.ClassCount);
    }

    private static float[] Trained(FitOptions options)
    {
        var network = new DigitsMlp(seed: 1);
        network.Fit(Data, options);
        return network.Parameters.AsReadOnlySpan().ToArray();
    }
}
