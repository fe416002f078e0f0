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
    public void Evaluate_Targets_SameLossAndNoAccuracy()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Dataset data = TrainingSamples.Random(50);
        Dataset targets = Dataset.FromTargets(
            data.Inputs, HandWrittenNetwork.Inputs, TrainingSamples.OneHot(data.Labels.ToArray()), HandWrittenNetwork.Outputs);
        Assert.Equal(network.Evaluate(data).Loss, network.Evaluate(targets).Loss);
        Assert.Null(network.Evaluate(targets).Accuracy);
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
        Assert.Equal(2, TargetLanes.CountCorrect(outputs, labels, valid: 4));
        labels.AsSpan().Fill(1);
        Assert.Equal(2, TargetLanes.CountCorrect(outputs, labels, valid: 4));
        Assert.Equal(1, TargetLanes.CountCorrect(outputs, labels, valid: 2));
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
        Assert.Equal(1, TargetLanes.CountCorrect(outputs, labels, valid: 3));
        Assert.Equal(2, TargetLanes.CountCorrect(outputs, labels, valid: 4));
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
