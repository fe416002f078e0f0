using System;
using Xunit;

namespace NNGen.Tests.Training;

public class EvaluationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(75)]
    public void Evaluate_AnyCount_EqualsTheReference(int count)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Dataset data = TrainingSamples.Random(count + 10).Slice(10, count);
        Evaluation evaluation = network.Evaluate(data);
        double[] p = TrainerTests.ToDouble(network.Parameters.AsReadOnlySpan());
        Assert.Equal(ReferenceTraining.MeanLoss(p, data.Inputs, data.Labels, new double[p.Length]), evaluation.Loss, 1e-6);
        int[] classes = network.PredictClasses(data);
        int right = 0;
        for (int s = 0; s < count; s++) right += classes[s] == data.Labels[s] ? 1 : 0;
        Assert.Equal(right / (double)count, evaluation.Accuracy);
        Assert.Equal(count, evaluation.Count);
    }

    [Fact]
    public void Evaluate_OneHotTargets_AreAsGoodAsLabels()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Dataset data = TrainingSamples.Random(50);
        Dataset targets = Dataset.FromTargets(
            data.Inputs, HandWrittenNetwork.Inputs, TrainingSamples.OneHot(data.Labels.ToArray()), HandWrittenNetwork.Outputs);
        Assert.Equal(network.Evaluate(data).Loss, network.Evaluate(targets).Loss);
        Assert.Equal(network.Evaluate(data).Accuracy, network.Evaluate(targets).Accuracy);
    }

    [Fact]
    public void Evaluate_DataDoesNotFit_Throws()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Assert.Throws<ArgumentException>(() => network.Evaluate(Dataset.FromInputs(new float[5], 5)));
        Assert.Throws<ArgumentNullException>(() => network.Evaluate(null!));
    }

    [Fact]
    public void CountCorrect_ManyOutputs_TheLabelHasToBeGreatest()
    {
        // Samples 0 to 3 have the outputs (1, 0), (0, 1), (2, 2) and (NaN, 1).
        var outputs = new float[64];
        outputs[0] = 1;
        outputs[32 + 1] = 1;
        outputs[2] = outputs[32 + 2] = 2;
        outputs[3] = float.NaN;
        outputs[32 + 3] = 1;
        var labels = new int[32];
        Assert.Equal(2, TargetLanes.CountCorrect(outputs, labels, valid: 4, threshold: 0.5f));
        labels.AsSpan().Fill(1);
        Assert.Equal(2, TargetLanes.CountCorrect(outputs, labels, valid: 4, threshold: 0.5f));
        Assert.Equal(1, TargetLanes.CountCorrect(outputs, labels, valid: 2, threshold: 0.5f));
    }

    [Fact]
    public void CountSides_SeveralOutputs_CountsEachWithItsTarget()
    {
        // Two outputs; samples 0 to 2 have (0.7, 0.2), (0.4, 0.6) and (0.5, NaN).
        var outputs = new float[64];
        var targets = new float[64];
        (outputs[0], outputs[1], outputs[2]) = (0.7f, 0.4f, 0.5f);
        (outputs[32], outputs[33], outputs[34]) = (0.2f, 0.6f, float.NaN);
        targets.AsSpan(0, 3).Fill(1);
        Assert.Equal(4, TargetLanes.CountSides(outputs, targets, blockSize: 32, valid: 3, threshold: 0.5f));
        Assert.Equal(2, TargetLanes.CountSides(outputs, targets, blockSize: 32, valid: 1, threshold: 0.5f));
        Assert.Equal(3, TargetLanes.CountSides(outputs, targets, blockSize: 32, valid: 2, threshold: 0.3f));
    }

    [Fact]
    public void CountGreatest_TwoRowsOfTwoClasses_CountsEachRow()
    {
        // Sample 0 has (1, 2) and (3, 0), sample 1 has (2, 1) and (0, 0).
        var outputs = new float[128];
        var targets = new float[128];
        (outputs[0], outputs[32], outputs[64], outputs[96]) = (1, 2, 3, 0);
        (outputs[1], outputs[33]) = (2, 1);
        targets.AsSpan(32, 2).Fill(1);
        targets.AsSpan(96, 2).Fill(1);
        Assert.Equal(1, TargetLanes.CountGreatest(outputs, targets, blockSize: 32, valid: 1, classes: 2));
        Assert.Equal(2, TargetLanes.CountGreatest(outputs, targets, blockSize: 32, valid: 2, classes: 2));
    }

    [Fact]
    public void Evaluate_SeveralLabels_CountsEveryDecision()
    {
        var network = new SeveralLabels(seed: 1);
        network.Parameters.AsSpan().Clear();
        network.Parameters["dense_1.bias"].CopyFrom([-1f, 0.5f, 2f]);
        Dataset data = Dataset.FromTargets(new float[4], 2, [0, 1, 1, 1, 0, 1], 3);
        Assert.Equal(4 / 6d, network.Evaluate(data).Accuracy);
        Assert.Null(new Line(seed: 1).Evaluate(Dataset.FromTargets([1, 2], 1, [1, 2], 1)).Accuracy);
    }

    [Fact]
    public void Evaluate_Hinge_ZeroDecides()
    {
        var network = new Sides(seed: 1);
        network.Parameters.AsSpan().Clear();
        network.Parameters["dense_1.kernel"].CopyFrom([1f]);
        Assert.Equal([1, 1, 0], network.PredictClasses([0.2f, 3f, -0.2f]));
        Assert.Equal(1, network.Evaluate(Dataset.FromLabels([0.2f, 3f, -0.2f], 1, [1, 1, 0])).Accuracy);
        Assert.Equal(1, network.Evaluate(Dataset.FromTargets([0.2f, 3f, -0.2f], 1, [1, 1, -1], 1)).Accuracy);
        Assert.Equal((0.8 + 0 + 0.8) / 3, network.Evaluate(Dataset.FromTargets([0.2f, 3f, -0.2f], 1, [1, 1, 0], 1)).Loss, 1e-6);
    }

    /// <summary>What is counted while the network learns is decided like everywhere else: 0.2 is more than 0.</summary>
    [Fact]
    public void Fit_Hinge_CountsWithTheSameThreshold()
    {
        var network = new Sides(seed: 1);
        network.Parameters.AsSpan().Clear();
        network.Parameters["dense_1.kernel"].CopyFrom([1f]);
        Dataset data = Dataset.FromLabels([0.2f, 3f, -0.2f], 1, [1, 1, 0]);
        Assert.Equal(1, network.Fit(data, new FitOptions { Optimizer = new Sgd(0) }).Epochs[0].Accuracy);
    }

    [Fact]
    public void CountCorrect_OneOutput_HalfIsYes()
    {
        var outputs = new float[32];
        outputs[0] = 0.5f;
        outputs[1] = 0.49f;
        outputs[2] = 1;
        int[] labels = new int[32];
        labels[0] = 1;
        labels[1] = 1;
        Assert.Equal(1, TargetLanes.CountCorrect(outputs, labels, valid: 3, threshold: 0.5f));
        Assert.Equal(2, TargetLanes.CountCorrect(outputs, labels, valid: 4, threshold: 0.5f));
    }

    [Fact]
    public void FillLabels_OneOutput_TheLabelItself()
    {
        var labels = new int[32];
        labels[5] = 1;
        var lanes = new float[32];
        TargetLanes.FillLabels(lanes, labels);
        for (int s = 0; s < 32; s++) Assert.Equal(s == 5 ? 1 : 0, lanes[s]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    public void FillRows_AnyBlockSize_Transposes(int blockSize)
    {
        float[] values = TrainingSamples.Inputs(blockSize);
        var rows = new nint[blockSize];
        for (int s = 0; s < blockSize; s++) rows[s] = (blockSize - 1 - s) * HandWrittenNetwork.Inputs;
        var lanes = new float[values.Length];
        TargetLanes.FillRows(lanes, values, rows);
        for (int s = 0; s < blockSize; s++)
        {
            for (int o = 0; o < HandWrittenNetwork.Inputs; o++) Assert.Equal(values[(int)rows[s] + o], lanes[(o * blockSize) + s]);
        }
    }
}

/// <summary>Three labels that do not exclude each other, from their logits.</summary>
[NeuralNetwork(Loss = Loss.BinaryCrossEntropy, FromLogits = true), Input(2), Dense(3)]
internal sealed partial class SeveralLabels;

[NeuralNetwork, Input(1), Dense(1)]
internal sealed partial class Line;

/// <summary>A support vector machine's loss.</summary>
[NeuralNetwork(Loss = Loss.Hinge), Input(1), Dense(1)]
internal sealed partial class Sides;
