using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>The comparison with the interpreter would notice a kernel that is slightly wrong.</summary>
public class ClosenessTests
{
    public static TheoryData<string> Shapes => new(KernelCases.Shapes.Select(network => network.Name));

    /// <summary>What a wrong address in a kernel, a panel or a layout does: one weight changes places with its neighbour.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Difference_OneWeightInTheWrongPlace_IsFound(string name)
    {
        NetworkCase network = KernelCases.Find(name);
        CaseData data = KernelCases.Data(network);
        Oracle oracle = KernelCases.Oracle(network);
        foreach ((Tensor tensor, float[] values) in data.Parameters)
        {
            NetworkDriver driver = KernelCases.Create(network, KernelTarget.Vector512);
            float[] wrong = [.. values];
            int place = wrong.Length / 2;
            wrong[place] = values[(place + 1) % wrong.Length];
            wrong[(place + 1) % wrong.Length] = wrong.Length == 1 ? 1.001f * values[place] : values[place];
            driver.Parameters[tensor.Name].CopyFrom(wrong);
            Assert.NotNull(Closeness.Difference(oracle.Outputs, driver.ForwardBatch(data.Inputs)));
        }
    }

    /// <summary>What a wrong loop bound does: the gradient lacks the last sample.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Difference_OneSampleLeftOut_IsFound(string name)
    {
        NetworkCase network = KernelCases.Find(name);
        NetworkDriver driver = KernelCases.Create(network, KernelTarget.Vector512);
        var gradient = new ParameterBuffer(driver.Description);
        driver.Train(KernelCases.Data(network).First(32, false)).ParameterGradient.CopyTo(gradient.AsSpan());
        foreach ((Tensor tensor, Bounded[] expected) in KernelCases.Oracle(network).ParameterGradients(false, 33))
        {
            Assert.NotNull(Closeness.Difference(expected, gradient[tensor.Name].ToArray()));
        }
    }

    [Fact]
    public void Difference_NaNOrLooseBounds_IsFound()
    {
        Bounded[] expected = [new(1, 1e-6), new(-1, 1e-6)];
        Assert.Null(Closeness.Difference(expected, [1, -1]));
        Assert.NotNull(Closeness.Difference(expected, [1, float.NaN]));
        Assert.NotNull(Closeness.Difference(expected, [1]));
        Assert.NotNull(Closeness.Difference([new(1, 0.1), new(-1, 0.1)], [1, -1]));
    }
}
