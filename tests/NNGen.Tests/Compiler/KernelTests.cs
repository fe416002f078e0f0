using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>Every kernel of both targets against the interpreter, each value within the error that float32 may make.</summary>
public class KernelTests
{
    private static readonly int[] Counts = [1, 5, 31, 32, 33, 64, KernelCases.Samples];

    public static TheoryData<string, KernelTarget> All => KernelCases.OnEveryTarget(KernelCases.All);

    public static TheoryData<string, KernelTarget> Trainable => KernelCases.OnEveryTarget(KernelCases.Trainable);

    [Theory]
    [MemberData(nameof(All))]
    public void Forward_EverySample_IsTheInterpreters(string name, KernelTarget target)
    {
        NetworkCase network = KernelCases.Find(name);
        CaseData data = KernelCases.Data(network);
        NetworkDriver driver = KernelCases.Create(network, target);
        float[] outputs = data.Samples(data.Inputs).SelectMany(input => driver.Forward(input)).ToArray();
        Closeness.Require("output", KernelCases.Oracle(network).Outputs, outputs);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ForwardBatch_AllSamples_IsTheInterpreters(string name, KernelTarget target)
    {
        NetworkCase network = KernelCases.Find(name);
        float[] outputs = KernelCases.Create(network, target).ForwardBatch(KernelCases.Data(network).Inputs);
        Closeness.Require("output", KernelCases.Oracle(network).Outputs, outputs);
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void LossGradient_AnyCount_IsTheInterpreters(string name, KernelTarget target) =>
        RequireGradients(KernelCases.Find(name), target, seedsOutputGradient: false);

    [Theory]
    [MemberData(nameof(Trainable))]
    public void OutputGradient_AnyCount_IsTheInterpreters(string name, KernelTarget target) =>
        RequireGradients(KernelCases.Find(name), target, seedsOutputGradient: true);

    private static void RequireGradients(NetworkCase network, KernelTarget target, bool seedsOutputGradient)
    {
        CaseData data = KernelCases.Data(network);
        NetworkDriver driver = KernelCases.Create(network, target);
        foreach (int count in Counts)
        {
            Oracle oracle = KernelCases.Oracle(network).For(count);
            TrainingResult result = driver.Train(data.First(count, seedsOutputGradient));
            Closeness.Require("output", oracle.TrainingOutputs.AsSpan(0, result.Outputs.Length), result.Outputs);
            if (!seedsOutputGradient) Closeness.Require("loss", oracle.Losses.AsSpan(0, count), result.Losses);
            ReadOnlySpan<Bounded> inputGradients = oracle.InputGradients(seedsOutputGradient).AsSpan(0, result.InputGradients.Length);
            Closeness.Require("∂input", inputGradients, result.InputGradients);
            var gradient = new ParameterBuffer(driver.Description);
            result.ParameterGradient.CopyTo(gradient.AsSpan());
            foreach ((Tensor tensor, Bounded[] expected) in oracle.ParameterGradients(seedsOutputGradient, count))
            {
                Closeness.Require($"∂{tensor} of {count} samples", expected, gradient[tensor.Name].ToArray());
            }
        }
    }
}
