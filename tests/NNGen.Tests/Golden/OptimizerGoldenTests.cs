using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace NNGen.Tests.Golden;

/// <summary>Every optimiser that PyTorch has follows PyTorch's in float64, step by step; made by <c>optimizers.py</c>.</summary>
public sealed class OptimizerGoldenTests
{
    /// <summary>14 steps of a few roundings each, on weights of up to 4: some tens of units of 2⁻²⁴.</summary>
    private const double Tolerance = 4e-6;

    private static readonly Dictionary<string, Optimizer> Optimizers = new()
    {
        ["Sgd"] = new Sgd(0.1f),
        ["Sgd momentum"] = new Sgd(0.1f) { Momentum = 0.9f },
        ["Sgd nesterov"] = new Sgd(0.1f) { Momentum = 0.9f, Nesterov = true },
        ["Adam"] = new Adam(),
        ["Adam amsgrad"] = new Adam(0.01f) { Beta1 = 0.8f, Beta2 = 0.9f, AmsGrad = true },
        ["AdamW"] = new AdamW(0.01f),
        ["AdamW decay"] = new AdamW(0.01f) { WeightDecay = 0.3f },
        ["Nadam"] = new Nadam(),
        ["Nadam decay"] = new Nadam(0.01f) { MomentumDecay = 0.5f },
        ["Adagrad"] = new Adagrad(),
        ["Adagrad decay"] = new Adagrad(0.1f) { LearningRateDecay = 0.2f, InitialAccumulator = 0.1f },
        ["Adadelta"] = new Adadelta(),
        ["Adadelta rho"] = new Adadelta(0.5f) { Rho = 0.5f, Epsilon = 1e-3f },
        ["RMSprop"] = new RMSprop(),
        ["RMSprop momentum"] = new RMSprop { Alpha = 0.9f, Momentum = 0.8f },
        ["RMSprop centered"] = new RMSprop { Alpha = 0.9f, Centered = true },
        ["RMSprop centered momentum"] = new RMSprop { Alpha = 0.9f, Centered = true, Momentum = 0.8f },
        ["Rprop"] = new Rprop(),
        ["Rprop limits"] = new Rprop(0.02f) { Decrease = 0.4f, Increase = 1.5f, SmallestStep = 0.01f, LargestStep = 0.04f },
    };

    private static readonly JsonElement Recorded = Read();

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Update_GivenGradients_FollowsPyTorch(string name) => Assert.InRange(Deviation(name, Optimizers[name]), 0, Tolerance);

    [Fact]
    public void Recording_AllCases_AreCompared() =>
        Assert.Equal(Recorded.GetProperty("weights").EnumerateObject().Select(run => run.Name), Optimizers.Keys);

    /// <summary>The guard can fail: settings a little beside the recorded ones do not follow.</summary>
    [Fact]
    public void Update_WrongSettings_AreCaught()
    {
        Assert.True(Deviation("Adam amsgrad", new Adam(0.01f) { Beta1 = 0.8f, Beta2 = 0.9f }) > Tolerance);
        Assert.True(Deviation("AdamW", new AdamW(0.01f) { WeightDecay = 0.009f }) > Tolerance);
        Assert.True(Deviation("Nadam", new Nadam { MomentumDecay = 0.04f }) > Tolerance);
        Assert.True(Deviation("Adagrad decay", new Adagrad(0.1f) { InitialAccumulator = 0.1f }) > Tolerance);
        Assert.True(Deviation("Adadelta", new Adadelta { Rho = 0.901f }) > Tolerance);
        Assert.True(Deviation("RMSprop", new RMSprop { Alpha = 0.9901f }) > Tolerance);
        Assert.True(Deviation("RMSprop centered", new RMSprop { Alpha = 0.9f }) > Tolerance);
        Assert.True(Deviation("Rprop", new Rprop { Increase = 1.201f }) > Tolerance);
    }

    private static double Deviation(string name, Optimizer optimizer)
    {
        float[][] gradients = Recorded.GetProperty("gradients").Deserialize<float[][]>()!;
        double[][] expected = Recorded.GetProperty("weights").GetProperty(name).Deserialize<double[][]>()!;
        float[] weights = [.. Enumerable.Range(0, gradients[0].Length).Select(index => 0.5f - (0.125f * index))];
        var memory = new OptimizerMemory(optimizer, weights.Length);
        double largest = 0;
        for (int step = 0; step < gradients.Length; step++)
        {
            memory.BeginStep(optimizer.LearningRate);
            memory.Update(0, weights, gradients[step]);
            largest = Math.Max(largest, weights.Zip(expected[step], (found, right) => Math.Abs(found - right)).Max());
        }

        return largest;
    }

    private static JsonElement Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "optimizers.json")));
        return document.RootElement.Clone();
    }
}
