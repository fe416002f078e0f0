using System;
using System.Linq;
using NNGen.Tests.Training;
using Xunit;

namespace NNGen.Tests.Emitted;

/// <summary>Generated code promises garbage-free passes and steps once it is warm.</summary>
public sealed class AllocationTests
{
    [Theory]
    [MemberData(nameof(EmittedCase.All), MemberType = typeof(EmittedCase))]
    public void Forward_AfterWarmUp_AllocatesNothing(EmittedCase network)
    {
        Assert.Equal(0, Allocated(network.Forward(withWorkspace: false)));
        Assert.Equal(0, Allocated(network.Forward(withWorkspace: true)));
    }

    [Theory]
    [MemberData(nameof(EmittedCase.All), MemberType = typeof(EmittedCase))]
    public void ForwardBatch_AfterWarmUp_AllocatesNothing(EmittedCase network)
    {
        // A part of a block, whole blocks, and both.
        Assert.Equal(0, Allocated(network.ForwardBatch(1)));
        Assert.Equal(0, Allocated(network.ForwardBatch(2 * network.BlockSize)));
        Assert.Equal(0, Allocated(network.ForwardBatch(network.BlockSize + 1)));
    }

    [Theory]
    [MemberData(nameof(EmittedCase.All), MemberType = typeof(EmittedCase))]
    public void Step_AfterWarmUp_AllocatesNothing(EmittedCase network)
    {
        using (network.Step(count: 33, out Action step)) Assert.Equal(0, Allocated(step));
    }

    // A new workspace every time is the mistake that the others are there to find: it allocates on the first reservation.
    [Fact]
    public void Forward_AlwaysANewWorkspace_IsCaught()
    {
        var network = new Controller(seed: 1);
        float[] input = Samples.Values(Controller.InputLength);
        var output = new float[Controller.OutputLength];
        Assert.NotEqual(0, Allocated(() => network.Forward(input, output, new Workspace(1))));
    }

    // What a pass allocates it allocates every time; what the runtime does once on the test's thread, such as exchanging code for
    // better code, is not the pass's. So the least of several windows counts.
    private static long Allocated(Action action) => Enumerable.Range(0, 3).Min(_ => Allocations.After(action));
}
