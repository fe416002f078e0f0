using System;
using Xunit;

namespace NNGen.Tests.Training;

public class TrainerAllocationTests
{
    private const int Count = 70;

    private static readonly float[] Inputs = TrainingSamples.Inputs(Count);
    private static readonly int[] Labels = TrainingSamples.Labels(Count);
    private static readonly float[] Targets = TrainingSamples.OneHot(Labels);
    private static readonly int[] Indices = TrainingSamples.Indices(Count);
    private static readonly Dataset Data = TrainingSamples.Random(Count);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_AfterWarmUp_AllocatesNothing(int threads)
    {
        using var trainer = Trainer(threads);
        Assert.Equal(0, Allocations.After(() =>
        {
            trainer.Step(Inputs, Labels);
            trainer.Step(Inputs, Targets);
            trainer.Step(Data, Indices);
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_AfterWarmUp_AllocateNothing(int threads)
    {
        using var trainer = Trainer(threads);
        var gradient = new float[HandWrittenNetwork.ParameterCount];
        var inputGradient = new float[Inputs.Length];
        Assert.Equal(0, Allocations.After(() =>
        {
            trainer.Gradients(Data, Indices, gradient, inputGradient);
            trainer.Backward(Inputs, Targets, gradient, inputGradient);
            trainer.Apply(gradient);
        }));
    }

    [Fact]
    public void Step_AllocatingNetwork_IsCaught()
    {
        Misbehaving<Allocating> network = Misbehaving<Allocating>.Create(seed: 1);
        using var trainer = new Trainer<Misbehaving<Allocating>>(network, new Adam(), new TrainerOptions { BatchCapacity = Count });
        Assert.NotEqual(0, Allocations.After(() => trainer.Step(Inputs, Labels)));
    }

    private static Trainer<HandWrittenNetwork> Trainer(int threads) =>
        new(HandWrittenNetwork.Create(seed: 1), new Adam(), new TrainerOptions { BatchCapacity = Count, Threads = threads });
}
