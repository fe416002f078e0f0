using System;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>Steps over several batches, and weights of samples.</summary>
public sealed class BatchPiecesTests
{
    [Fact]
    public void Step_InPieces_HasTheGradientOfTheWholeBatch()
    {
        Dataset data = TrainingSamples.Random(100);
        (float loss, float[] whole) = Stepped(data, new TrainerOptions { BatchCapacity = 100 });
        (float sameLoss, float[] pieces) = Stepped(data, new TrainerOptions { BatchCapacity = 32, AccumulationSteps = 4 });
        Assert.Equal(loss, sameLoss, 1e-6f);
        for (int i = 0; i < whole.Length; i++) Assert.Equal(whole[i], pieces[i], 1e-6f);
    }

    [Fact]
    public void Step_SpansInPieces_SameBitsAsSamplesInPieces()
    {
        Dataset data = TrainingSamples.Random(70);
        var options = new TrainerOptions { BatchCapacity = 32, AccumulationSteps = 3, Threads = 2 };
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using var trainer = new Trainer<HandWrittenNetwork>(network, new Sgd(0.1f), options);
        float loss = trainer.Step(data.Inputs, data.Labels);
        (float expectedLoss, float[] expected) = Stepped(data, options);
        Assert.Equal(expectedLoss, loss);
        Assert.Equal(expected, network.Parameters.AsReadOnlySpan().ToArray());
        HandWrittenNetwork third = HandWrittenNetwork.Create(seed: 1);
        using var targets = new Trainer<HandWrittenNetwork>(third, new Sgd(0.1f), options);
        Assert.Equal(loss, targets.Step(data.Inputs, TrainingSamples.OneHot(data.Labels.ToArray())));
        Assert.Equal(expected, third.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Step_MoreThanTheCapacity_Throws()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        var options = new TrainerOptions { BatchCapacity = 8, AccumulationSteps = 2 };
        using var trainer = new Trainer<HandWrittenNetwork>(network, new Sgd(0.1f), options);
        Assert.Equal(16, trainer.StepCapacity);
        trainer.Step(TrainingSamples.Inputs(16), TrainingSamples.Labels(16));
        Assert.Throws<ArgumentException>(() => trainer.Step(TrainingSamples.Inputs(17), TrainingSamples.Labels(17)));
        var gradient = new float[HandWrittenNetwork.ParameterCount];
        Assert.Throws<ArgumentException>(() => trainer.Gradients(TrainingSamples.Inputs(16), TrainingSamples.Labels(16), gradient));
    }

    [Fact]
    public void Fit_AccumulationSteps_AreTheBatchesOfOneStep()
    {
        Dataset data = TrainingSamples.Random(100);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        var steps = new StepCounter();
        network.Fit(data, new FitOptions { BatchSize = 32, AccumulationSteps = 2, Epochs = 3, Callbacks = [steps] });
        Assert.Equal(6, steps.Count);
    }

    [Fact]
    public void Step_SampleWeights_CountLikeRepetitions()
    {
        Dataset data = TrainingSamples.Random(20);
        float[] weights = [.. Enumerable.Range(0, 20).Select(sample => (float)(sample % 3))];
        (float loss, float[] weighted) = Stepped(data.WithWeights(weights), new TrainerOptions { BatchCapacity = 64 });

        // The same samples, each as often as its weight says: 19 of them, where the weighted mean divides by 20.
        int[] repeated = [.. Enumerable.Range(0, 20).SelectMany(sample => Enumerable.Repeat(sample, sample % 3))];
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float scale = repeated.Length / 20f;
        using var trainer = new Trainer<HandWrittenNetwork>(network, new Sgd(0.1f * scale), new TrainerOptions { BatchCapacity = 64 });
        Assert.Equal(trainer.Step(data, repeated) * scale, loss, 1e-6f);
        for (int i = 0; i < weighted.Length; i++) Assert.Equal(network.Parameters[i], weighted[i], 1e-6f);
    }

    [Fact]
    public void WithWeights_Ones_SameBitsAsWithout()
    {
        Dataset data = TrainingSamples.Random(45);
        float[] ones = [.. Enumerable.Repeat(1f, 45)];
        Assert.Equal(Stepped(data, new TrainerOptions { BatchCapacity = 45 }).Parameters,
            Stepped(data.WithWeights(ones), new TrainerOptions { BatchCapacity = 45 }).Parameters);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        (Evaluation plain, Evaluation weighted) = (network.Evaluate(data), network.Evaluate(data.WithWeights(ones)));
        Assert.Equal((plain.Loss, plain.Accuracy), (weighted.Loss, weighted.Accuracy));
    }

    [Fact]
    public void Evaluate_Weights_WeighTheLossAndNotTheAccuracy()
    {
        Dataset data = TrainingSamples.Random(40);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        var weights = new float[40];
        weights.AsSpan(0, 10).Fill(4);
        Evaluation weighted = network.Evaluate(data.WithWeights(weights));
        Assert.Equal(network.Evaluate(data.Slice(0, 10)).Loss, weighted.Loss, 1e-6);
        Assert.Equal(network.Evaluate(data).Accuracy, weighted.Accuracy);
    }

    [Fact]
    public void Slice_OfWeighted_KeepsTheWeights()
    {
        Dataset data = TrainingSamples.Random(6).Slice(1, 5).WithWeights([1, 2, 3, 4, 5]);
        Assert.Equal([2f, 3, 4], data.Slice(1, 3).Weights.ToArray());
        Assert.Equal([4f, 5], data.Split(3).Second.Weights.ToArray());
    }

    [Fact]
    public void WithBalancedClasses_EveryClass_HasTheSameTotal()
    {
        Dataset data = Dataset.FromLabels(new float[6], 1, [0, 0, 0, 0, 1, 2], 3).WithBalancedClasses();
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f, 2, 2], data.Weights.ToArray());
        Assert.Equal([1f, 1, 1, 1, 6, 0], data.WithClassWeights(2, 3, 0).Weights.ToArray());
    }

    [Fact]
    public void Weights_OfNoUse_SayWhy()
    {
        Dataset data = Dataset.FromLabels(new float[2], 1, [0, 2], 3);
        var thrown = Assert.Throws<InvalidOperationException>(data.WithBalancedClasses);
        Assert.Contains("Class 1 of 3", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Dataset.FromInputs(new float[2], 1).WithBalancedClasses());
        Assert.Contains("found 1", Assert.Throws<ArgumentException>(() => data.WithWeights([1])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Sample 1", Assert.Throws<ArgumentException>(() => data.WithWeights([1, float.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => data.WithWeights([0, 0]));
        Assert.Throws<ArgumentException>(() => data.WithClassWeights(1, 2));
        Assert.Throws<ArgumentException>(() => data.WithClassWeights(1, 2, -1));
    }

    private static (float Loss, float[] Parameters) Stepped(Dataset data, TrainerOptions options)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using var trainer = new Trainer<HandWrittenNetwork>(network, new Sgd(0.1f), options);
        float loss = trainer.Step(data, TrainingSamples.Indices(data.Count));
        return (loss, network.Parameters.AsReadOnlySpan().ToArray());
    }

    private sealed class StepCounter : TrainingCallback
    {
        public int Count { get; private set; }

        public override void OnBatchEnd(TrainingContext training) => Count++;
    }
}
