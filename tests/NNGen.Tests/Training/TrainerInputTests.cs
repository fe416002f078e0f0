using System;
using Xunit;

namespace NNGen.Tests.Training;

public sealed class TrainerInputTests : IDisposable
{
    private const int Capacity = 8;

    private readonly HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
    private readonly Trainer<HandWrittenNetwork> trainer;
    private readonly float[] before;

    public TrainerInputTests()
    {
        trainer = new Trainer<HandWrittenNetwork>(network, new Adam(), new TrainerOptions { BatchCapacity = Capacity });
        before = network.Parameters.AsReadOnlySpan().ToArray();
    }

    public void Dispose() => trainer.Dispose();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(14, 3)]
    [InlineData(15, 2)]
    [InlineData(45, 9)]
    public void Step_WrongLengths_ThrowAndChangeNothing(int inputs, int labels) =>
        AssertRefused<ArgumentException>(() => trainer.Step(new float[inputs], new int[labels]));

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Step_LabelOutOfRange_ThrowsWithItsPosition(int label)
    {
        var thrown = AssertRefused<ArgumentOutOfRangeException>(() => trainer.Step(new float[20], [0, 1, label, 2]));
        Assert.Contains($"Label 2 is {label}", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("0 to 2", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_TargetsOfWrongLength_ThrowsWithBothLengths()
    {
        var thrown = AssertRefused<ArgumentException>(() => trainer.Step(new float[10], new float[7]));
        Assert.Contains("6 floats", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("7", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_IndexOutOfRange_ThrowsWithItsPosition()
    {
        Dataset data = TrainingSamples.Random(10);
        var thrown = AssertRefused<ArgumentOutOfRangeException>(() => trainer.Step(data, [3, 10]));
        Assert.Contains("Index 1 is 10", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_DatasetDoesNotFit_Throws()
    {
        AssertRefused<ArgumentException>(() => trainer.Step(Dataset.FromLabels(new float[4], 4, [0], 3), [0]));
        AssertRefused<ArgumentException>(() => trainer.Step(Dataset.FromLabels(new float[5], 5, [0], 4), [0]));
        AssertRefused<ArgumentException>(() => trainer.Step(Dataset.FromTargets(new float[5], 5, new float[2], 2), [0]));
        AssertRefused<ArgumentException>(() => trainer.Step(Dataset.FromInputs(new float[5], 5), [0]));
        AssertRefused<ArgumentNullException>(() => trainer.Step((Dataset)null!, [0]));
    }

    [Fact]
    public void Step_NoOrTooManyIndices_Throws()
    {
        Dataset data = TrainingSamples.Random(10);
        AssertRefused<ArgumentException>(() => trainer.Step(data, []));
        AssertRefused<ArgumentException>(() => trainer.Step(data, TrainingSamples.Indices(Capacity + 1)));
    }

    [Fact]
    public void Gradients_SpansOfWrongLength_Throw()
    {
        var gradient = new float[HandWrittenNetwork.ParameterCount];
        AssertRefused<ArgumentException>(() => trainer.Gradients(new float[5], new int[1], gradient.AsSpan(1)));
        AssertRefused<ArgumentException>(() => trainer.Gradients(new float[5], new int[1], gradient, new float[6]));
        AssertRefused<ArgumentException>(() => trainer.Backward(new float[5], new float[4], gradient));
        AssertRefused<ArgumentException>(() => trainer.Apply(new float[HandWrittenNetwork.ParameterCount + 1]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1)]
    [InlineData(float.PositiveInfinity)]
    public void LearningRateFactor_BadValue_Throws(float factor) =>
        AssertRefused<ArgumentOutOfRangeException>(() => trainer.LearningRateFactor = factor);

    [Fact]
    public void Step_AfterDispose_Throws()
    {
        trainer.Dispose();
        AssertRefused<ObjectDisposedException>(() => trainer.Step(new float[5], new int[1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_NetworkThrows_CallerSeesItAndParametersStay(int threads)
    {
        Misbehaving<Throwing> broken = Misbehaving<Throwing>.Create(seed: 1);
        float[] parameters = broken.Parameters.AsReadOnlySpan().ToArray();
        using var brokenTrainer = new Trainer<Misbehaving<Throwing>>(
            broken, new Sgd(), new TrainerOptions { BatchCapacity = 64, Threads = threads });
        Assert.Throws<InvalidOperationException>(
            () => brokenTrainer.Step(TrainingSamples.Inputs(64), TrainingSamples.Labels(64)));
        Assert.Equal(parameters, broken.Parameters.AsReadOnlySpan().ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void TrainerOptions_BadValues_Throw(int value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { BatchCapacity = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { Threads = value });
    }

    [Fact]
    public void Trainer_HugeCapacity_ThrowsInsteadOfOverflowing() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new Trainer<HandWrittenNetwork>(network, new Sgd(), new TrainerOptions { BatchCapacity = int.MaxValue }));

    private TException AssertRefused<TException>(Action action)
        where TException : Exception
    {
        TException thrown = Assert.ThrowsAny<TException>(action);
        Assert.Equal(before, network.Parameters.AsReadOnlySpan().ToArray());
        Assert.Equal(0, trainer.Steps);
        return thrown;
    }
}
