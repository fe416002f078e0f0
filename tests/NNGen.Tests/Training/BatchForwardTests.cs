using System;
using Xunit;

namespace NNGen.Tests.Training;

public class BatchForwardTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(100)]
    public void Run_AnyCount_EverySampleAsIfAlone(int count)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] inputs = TrainingSamples.Inputs(count);
        var outputs = new float[count * HandWrittenNetwork.Outputs];
        BatchForward.Run(network, inputs, outputs);
        var alone = new float[HandWrittenNetwork.Outputs];
        for (int s = 0; s < count; s++)
        {
            BatchForward.Run(network, inputs.AsSpan(s * HandWrittenNetwork.Inputs, HandWrittenNetwork.Inputs), alone);
            Assert.Equal(alone, outputs.AsSpan(s * HandWrittenNetwork.Outputs, HandWrittenNetwork.Outputs).ToArray());
        }
    }

    [Fact]
    public void Run_NoSamples_DoesNothing() => BatchForward.Run(HandWrittenNetwork.Create(seed: 1), default, default);

    [Fact]
    public void Run_OwnWorkspace_UsesIt()
    {
        var workspace = new Workspace();
        BatchForward.Run(HandWrittenNetwork.Create(seed: 1), TrainingSamples.Inputs(3), new float[9], workspace);
        Assert.True(workspace.Length >= HandWrittenNetwork.Description.BlockLength);
    }

    [Theory]
    [InlineData(6, 3)]
    [InlineData(5, 4)]
    [InlineData(10, 3)]
    public void Run_WrongLengths_Throws(int inputs, int outputs)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Assert.Throws<ArgumentException>(() => BatchForward.Run(network, new float[inputs], new float[outputs]));
    }

    [Fact]
    public void Run_OutputsOverlapInputs_Throws()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        var memory = new float[7];
        Assert.Throws<ArgumentException>(() => BatchForward.Run(network, memory.AsSpan(0, 5), memory.AsSpan(4, 3)));
    }

    [Fact]
    public void Run_AfterWarmUp_AllocatesNothing()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] inputs = TrainingSamples.Inputs(70);
        var outputs = new float[70 * HandWrittenNetwork.Outputs];
        Assert.Equal(0, Allocations.After(() => BatchForward.Run(network, inputs, outputs)));
    }
}
