using System;
using System.Collections.Generic;
using NNGen.Onnx.Conversion;
using Xunit;

namespace NNGen.Onnx.Tests;

/// <summary>Samples and outputs that travel in a model.</summary>
public sealed class SelfTestTests
{
    /// <summary>The unused state is no port of the network, so its numbers are no part of the network's self-test.</summary>
    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Class_OfAModelWithASelfTest_Verifies(float recorded, bool passes)
    {
        var model = new ModelBytes(-1, 2);
        string idle = model.Input("state", -1, 1);
        string state = model.NodeOn("Identity", [idle]).Last;
        model.NodeOn("MatMul", ["x", model.Constant("w", [2, 1], 2, 3)]);
        model.SelfTest([1, 1, 9, 0, 2, 9], [5, 9, recorded, 9]);

        LoadedNetwork network = Compile(model.ToArray(13, model.Last, state));

        SelfTestResult result = network.Verify();
        Assert.Equal((passes, 2), (result.IsPassed, result.Samples));
        if (!passes) Assert.Equal((1, 0, 7f, 6f, 1.0), (result.Sample, result.Output, result.Expected, result.Found, result.Deviation));
    }

    /// <summary>Weights beyond 16 KB are a resource, and the self-test goes with the class all the same.</summary>
    [Fact]
    public void Class_OfALargeModelWithASelfTest_Verifies()
    {
        var model = new ModelBytes(-1, 1);
        model.Node("MatMul", [model.Constant("w", [1, 5000], new float[5000])]).Node("ReduceSum", [model.Integers("axes", 1)]);
        model.SelfTest([1], [0]);

        Assert.True(Compile(model.ToArray()).Verify().IsPassed);
    }

    [Fact]
    public void Class_OfAModelWithoutSelfTest_SaysSo()
    {
        LoadedNetwork network = Compile(new ModelBytes(-1, 2).Node("Neg").ToArray());

        Assert.Contains("has no self-test", Assert.Throws<InvalidOperationException>(() => network.Verify()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_SelfTestOfOtherLengths_IsRefused()
    {
        var model = new ModelBytes(-1, 2);
        model.Node("Neg");
        model.SelfTest([1, 2, 3], [1, 2]);

        Assert.Contains("self-test are 12 bytes", Assert.Throws<OnnxException>(() => OnnxFile.Convert(model.ToArray())).Message, StringComparison.Ordinal);
    }

    private static LoadedNetwork Compile(byte[] model)
    {
        ConvertedNetwork network = OnnxFile.Convert(model);
        Assert.Empty(network.Unsupported);
        IReadOnlyDictionary<string, LoadedNetwork> compiled = GeneratedNetworks.Compile(
            new Dictionary<string, ConvertedNetwork> { ["Imported"] = network }, out IReadOnlyDictionary<string, string> refused);
        Assert.Empty(refused);
        return compiled["Imported"];
    }
}
