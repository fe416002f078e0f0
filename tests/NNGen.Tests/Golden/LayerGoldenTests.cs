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
/// Layers that PyTorch has too give what it gives: outputs and every gradient, both in double. The numbers come from
/// <c>make_layers.py</c> in this folder.
/// </summary>
public class LayerGoldenTests
{
    // The file has nine digits, and constants as 1/9 or ε are floats here.
    private const double Tolerance = 1e-6;

    private static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> Golden = new(() =>
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "layers.json")));
        return document.RootElement.Clone().EnumerateArray().ToDictionary(element => element.GetProperty("layers").GetString()!);
    });

    private static readonly Lazy<IReadOnlyDictionary<NetworkCase, InferredNetwork>> Inferred = new(
        () => NetworkCompiler.Infer(Golden.Value.Values.Select(CaseOf)));

    public static TheoryData<string> Layers => new(Golden.Value.Keys);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_AsPyTorchDefinesIt_GivesItsOutputsAndGradients(string layers)
    {
        JsonElement golden = Golden.Value[layers];
        var algorithm = new NetworkAlgorithm(Inferred.Value[CaseOf(golden)]);
        var interpreter = new Interpreter<Real>(1);
        interpreter.Set(algorithm.Input, Numbers(golden.GetProperty("input")));
        double[][] parameters = HasParameters(golden)
            ? golden.GetProperty("parameters").EnumerateArray().Select(Numbers).ToArray()
            : [Identity(algorithm.Input.Shape[^1])];
        Tensor[] tensors = algorithm.Parameters.Select(parameter => parameter.Tensor).ToArray();
        for (int index = 0; index < parameters.Length; index++) interpreter.Set(tensors[index], parameters[index]);
        interpreter.Run(algorithm.TrainingForward);
        RequireClose("output", golden.GetProperty("output"), interpreter, algorithm.Output);
        interpreter.Set(algorithm.Target, Numbers(golden.GetProperty("output_gradient")));
        interpreter.Run([.. algorithm.OutputGradient, .. algorithm.Backward, .. algorithm.InputGradient, .. algorithm.ParameterGradients]);
        RequireClose("∂input", golden.GetProperty("input_gradient"), interpreter, algorithm.InputGradientTensor!);
        JsonElement[] gradients = golden.GetProperty("parameter_gradients").EnumerateArray().ToArray();
        for (int index = 0; index < gradients.Length; index++)
        {
            RequireClose($"∂{tensors[index]}", gradients[index], interpreter, tensors[index] with { Role = TensorRole.ParameterGradient });
        }
    }

    private static bool HasParameters(JsonElement golden) => golden.GetProperty("parameters").GetArrayLength() > 0;

    /// <summary>A network without parameters has no backward pass, so a convolution that changes nothing stands before the layer.</summary>
    private static NetworkCase CaseOf(JsonElement golden)
    {
        string layers = golden.GetProperty("layers").GetString()!;
        if (HasParameters(golden)) return new NetworkCase(layers);
        string[] parts = layers.Split("), ", 2);
        string[] shape = parts[0].Split('(')[1].Split(", ");
        return new NetworkCase($"{parts[0]}), Conv{shape.Length - 1}D({shape[^1]}, 1, UseBias = false), {parts[1]}");
    }

    private static double[] Identity(int channels) =>
        Enumerable.Range(0, channels * channels).Select(index => index % (channels + 1) == 0 ? 1.0 : 0.0).ToArray();

    private static double[] Numbers(JsonElement array) => array.EnumerateArray().Select(number => number.GetDouble()).ToArray();

    private static void RequireClose(string what, JsonElement golden, Interpreter<Real> interpreter, Tensor tensor)
    {
        double[] expected = Numbers(golden);
        double[] found = interpreter[tensor].Select(value => value.Value).ToArray();
        Assert.Equal(expected.Length, found.Length);
        double size = Math.Max(1, expected.Max(Math.Abs));
        for (int index = 0; index < expected.Length; index++)
        {
            bool isClose = Math.Abs(found[index] - expected[index]) <= Tolerance * size;
            Assert.True(isClose, $"{what}[{index}] is {found[index]:G9}, but PyTorch gives {expected[index]:G9}.");
        }
    }
}
