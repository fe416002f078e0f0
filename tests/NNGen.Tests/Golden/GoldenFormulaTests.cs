using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using NNGen.Tests.Compiler;
using Xunit;

namespace NNGen.Tests.Golden;

/// <summary>
/// The algebra of activations and losses, in double, against PyTorch's values and gradients in double. The kernels are compared with the
/// algebra elsewhere. <c>activations_and_losses.py</c> has written the numbers.
/// </summary>
public sealed class GoldenFormulaTests
{
    // Constants of the algebra are floats: 0.044715 and its like are off by up to 6e-8 of their size.
    private const double Tolerance = 1e-6;

    private static readonly JsonElement Golden = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "activations_and_losses.json")))
        .RootElement;

    private static readonly Lazy<IReadOnlyDictionary<NetworkCase, InferredNetwork>> Networks =
        new(() => NetworkCompiler.Infer(Layers().Select(ActivationCase).Concat(Losses().Select(LossCase))));

    public static TheoryData<string> EveryLayer => new(Layers());

    public static TheoryData<int> EveryLoss => new(Enumerable.Range(0, Losses().Count()));

    [Theory]
    [MemberData(nameof(EveryLayer))]
    public void Activation_ValueAndSlope_ArePyTorchs(string layer)
    {
        JsonElement expected = Golden.GetProperty("activations").EnumerateArray().Single(item => item.GetProperty("layer").GetString() == layer);
        Stage stage = Networks.Value[ActivationCase(layer)].Stages[^1];
        double[] x = Numbers(Golden, "x");
        StageTensors tensors = StageTensors.Of(stage, "activation");
        var interpreter = new Interpreter<Real>(x.Length);
        interpreter.Set(tensors.Input, x);
        interpreter.Set(tensors.OutputGradient, x.Select(_ => 1.0));
        interpreter.Run([.. stage.Forward(tensors), .. stage.Backward(tensors)]);
        RequireClose(Numbers(expected, "y"), interpreter[tensors.Output]);
        RequireClose(Numbers(expected, "slope"), interpreter[tensors.InputGradient]);
    }

    [Theory]
    [MemberData(nameof(EveryLoss))]
    public void Loss_ValueAndGradient_ArePyTorchs(int index)
    {
        JsonElement expected = Losses().ElementAt(index);
        var algorithm = new NetworkAlgorithm(Networks.Value[LossCase(expected)]);
        double[] value = Numbers(expected, "value");
        var interpreter = new Interpreter<Real>(value.Length);
        interpreter.Set(algorithm.Input, Numbers(expected, "z"));
        interpreter.Set(algorithm.Target, Numbers(expected, "t"));
        interpreter.Set(algorithm.SampleWeight, value.Select(_ => 1.0));

        // The dense layer passes its input on.
        foreach (NetworkParameter parameter in algorithm.Parameters)
        {
            bool isKernel = parameter.Spec.Name == "kernel";
            interpreter.Set(parameter.Tensor, Enumerable.Range(0, parameter.Tensor.Length).Select(i => isKernel && i % 5 == 0 ? 1.0 : 0));
        }

        interpreter.Run([.. algorithm.TrainingForward, .. algorithm.LossGradient, .. algorithm.Backward, .. algorithm.InputGradient]);
        RequireClose(value, interpreter[algorithm.LossValue]);
        RequireClose(Numbers(expected, "gradient"), interpreter[algorithm.InputGradientTensor!]);
    }

    [Fact]
    public void Values_SlightlyWrong_AreFound() =>
        Assert.ThrowsAny<Exception>(() => RequireClose([1, 2], [new Real(1), new Real(2 + (4 * Tolerance))]));

    private static IEnumerable<string> Layers() =>
        Golden.GetProperty("activations").EnumerateArray().Select(item => item.GetProperty("layer").GetString()!);

    private static IEnumerable<JsonElement> Losses() => Golden.GetProperty("losses").EnumerateArray();

    private static NetworkCase ActivationCase(string layer) => new($"Input(1), Dense(1), {layer}");

    private static NetworkCase LossCase(JsonElement loss)
    {
        string activation = loss.GetProperty("activation").GetString()!;
        return new NetworkCase($"Input(4), Dense(4, Activation.{activation})", loss.GetProperty("loss").GetString()!);
    }

    private static void RequireClose(double[] expected, Real[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second.Value, Tolerance * (1 + Math.Abs(pair.First))));
    }

    private static double[] Numbers(JsonElement item, string name) =>
        item.GetProperty(name).EnumerateArray().Select(number => number.GetDouble()).ToArray();
}
