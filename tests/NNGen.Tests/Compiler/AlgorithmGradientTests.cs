using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Layers.Losses;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>The derivatives of every layer, activation and loss are right, and a wrong one would be found.</summary>
public class AlgorithmGradientTests
{
    // Measured: below 1e-9.
    private const double Tolerance = 1e-8;
    private const double SmallestMistake = 1e-2;
    private const int Samples = 2;

    private static readonly NetworkCase Ordinary = new("Input(5), Dense(4), Tanh, Dense(3, Activation.Softmax)");

    private static readonly Lazy<IReadOnlyDictionary<NetworkCase, InferredNetwork>> Inferred =
        new(() => NetworkCompiler.Infer([.. LayerCases(), .. WindowCases(), .. GraphCases(), .. LossCases(), Ordinary]));

    public static TheoryData<string> Layers => new(LayerCases().Select(network => network.Name));

    public static TheoryData<string> Windows => new(WindowCases().Select(network => network.Name));

    public static TheoryData<string> Graphs => new(GraphCases().Select(network => network.Name));

    public static TheoryData<string> Losses => new(LossCases().Select(network => network.Name));

    public static TheoryData<int> EveryOperation => new(Enumerable.Range(0, Gradients(Infer(Ordinary.Name), true).Backward.Count));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_OfEveryLayer_AreTheDifferences(string name) => RequireGradients(Infer(name));

    [Theory]
    [MemberData(nameof(Windows))]
    public void Gradients_OfEveryWindow_AreTheDifferences(string name) => RequireGradients(Infer(name));

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Gradients_OfEveryGraph_AreTheDifferences(string name) => RequireGradients(Infer(name));

    [Theory]
    [MemberData(nameof(Losses))]
    public void Gradients_OfEveryActivationAndLoss_AreTheDifferences(string name) => RequireGradients(Infer(name));

    [Fact]
    public void Gradients_WrongDerivativeOfAnActivation_AreFound()
    {
        InferredNetwork network = Infer(Ordinary.Name);
        InferredLayer tanh = network.Layers[1];
        ElementwiseStage wrong = (ElementwiseStage)tanh.Stages.Single() with { DerivativeOverOutput = 1f - Expr.Input(0) };
        InferredLayer[] layers = [network.Layers[0], tanh with { Stages = [wrong] }, network.Layers[2]];
        AssertWrong(Gradients(network with { Layers = layers }, false));
    }

    [Fact]
    public void Gradients_WrongSignOfTheLossGradient_AreFound()
    {
        AlgorithmGradients gradients = Gradients(Infer(Ordinary.Name), false);
        Operation seed = new NetworkAlgorithm(Infer(Ordinary.Name)).LossGradient[^1];
        AssertWrong(Gradients(Infer(Ordinary.Name), false, Negate(gradients.Backward, seed)));
    }

    [Theory]
    [MemberData(nameof(EveryOperation))]
    public void Gradients_WrongSignOfAnyOperation_AreFound(int index)
    {
        AlgorithmGradients gradients = Gradients(Infer(Ordinary.Name), true);
        AssertWrong(Gradients(Infer(Ordinary.Name), true, Negate(gradients.Backward, gradients.Backward[index])));
    }

    private static IEnumerable<NetworkCase> LayerCases() => Catalogue.Layers.SelectMany(NetworkCase.Around);

    /// <summary>Strides, dilations, paddings and groups: windows that overlap, touch, leave gaps or a rest.</summary>
    private static IEnumerable<NetworkCase> WindowCases()
    {
        string[] options =
        [
            "", "Stride = 2", "Stride = 3", "Dilation = 2", "Groups = 2", "Padding = Padding.Same", "Padding = Padding.Same, Stride = 2",
            "Padding = Padding.Same, Dilation = 3", "Pad = 1, Stride = 2", "Pad = 3", "KernelWidth = 1, StrideWidth = 2", "Pad = 2, Groups = 2, Stride = 3",
        ];
        foreach (int kernel in new[] { 1, 2, 3 })
        {
            foreach (string option in options)
            {
                string arguments = option.Length == 0 ? $"{kernel}" : $"{kernel}, {option}";
                bool hasGroups = option.Contains("Groups");
                yield return new NetworkCase($"Input(6, 5, 2), Conv2D(4, {arguments})");
                if (!hasGroups && !option.Contains("Pad = ")) yield return new NetworkCase($"Input(3, 2, 2), Conv2DTranspose(2, {arguments})");
                if (!hasGroups) yield return new NetworkCase($"Input(5, 6, 2), DepthwiseConv2D({arguments})");
                if (!option.Contains("Width")) yield return new NetworkCase($"Input(9, 2), Conv1D(4, {arguments})");
            }
        }

        yield return new NetworkCase("Input(3, 4, 2), Conv2DTranspose(2, 4, Pad = 1, Stride = 2)");
        yield return new NetworkCase("Input(3, 4, 2), Conv2DTranspose(2, 3, Pad = 1, Dilation = 2)");
        yield return new NetworkCase("Input(1, 1, 2), Conv2D(3, 3, Padding = Padding.Same, Stride = 2, Dilation = 2)");
        string[] windows = ["2", "3", "3, Stride = 1", "2, Stride = 3", "3, Stride = 2, Padding = Padding.Same", "3, Pad = 1", "2, WindowWidth = 3", "1, Stride = 2"];
        foreach (string pooling in new[] { "Max", "Average", "Sum" })
        {
            foreach (string window in windows)
            {
                yield return new NetworkCase($"Input(7, 6, 2), {pooling}Pool2D({window}), Flatten, Dense(2)");
                if (pooling != "Sum" && !window.Contains("Width")) yield return new NetworkCase($"Input(8, 2), {pooling}Pool1D({window}), Flatten, Dense(2)");
            }
        }
    }

    /// <summary>Layers with several inputs, values with several readers, operands that are repeated, and reshapes in odd places.</summary>
    private static IEnumerable<NetworkCase> GraphCases() => new[]
    {
        "Input(4), Dense(4, Name = \"a\"), Tanh, Dense(4), Add(\"a\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Dense(4, From = \"a\", Name = \"b\"), Add(\"a\", \"b\", \"a\")",
        "Input(4), Dense(4, Name = \"a\"), Dense(4, From = \"input\"), Subtract(\"a\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Sigmoid, Multiply(\"a\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Tanh(Name = \"b\"), Multiply(\"a\", \"b\", \"input\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Tanh(Name = \"b\"), Average(\"a\", \"b\", \"input\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Tanh(Name = \"b\"), Maximum(\"a\", \"b\", \"input\"), Dense(2)",
        "Input(4, 3, 2), Conv2D(2, 3, Padding = Padding.Same, Name = \"a\"), GlobalAveragePool2D, Dense(2, Activation.Sigmoid), Multiply(\"a\")",
        "Input(4, 3, 2), Conv2D(1, 1, Name = \"a\"), Conv2D(2, 3, Padding = Padding.Same, From = \"input\"), Add(\"a\")",
        "Input(4, 1, 2), Conv2D(2, 1, Name = \"a\"), Reshape(1, 4, 2), Multiply(\"a\"), Flatten, Dense(2)",
        "Input(3, 2), Conv1D(2, 1, Name = \"a\"), Conv1D(4, 1, Name = \"b\"), Concat(\"a\", \"b\", \"input\"), Flatten, Dense(2)",
        "Input(3, 2), Conv1D(2, 2, Name = \"a\"), Concat(\"input\", \"a\", \"a\", Axis = 1)",
        "Input(6), Reshape(3, 2), Conv1D(2, 2), Flatten(Name = \"f\"), Dense(4), Add(\"f\"), Reshape(2, 2)",
        "Input(6), Dense(6, Name = \"a\"), Reshape(2, 3), Permute(2, 1), Flatten, Add(\"a\"), Dense(2)",
        "Input(4, 4, 1), Cropping2D(0, Bottom = 1), ZeroPadding2D(2, Left = 0), Conv2D(1, 3)",
    }.Select(layers => new NetworkCase(layers));

    /// <summary>Every loss behind every activation with which it can stand, and further slopes of the leaky ReLU.</summary>
    private static IEnumerable<NetworkCase> LossCases()
    {
        foreach (string activation in ActivationCatalogue.Names)
        {
            foreach (LossKind loss in LossKind.All.Where(loss => loss.FusedActivation is null || loss.FusedActivation == activation))
            {
                yield return new NetworkCase($"Input(5), Dense(4, Activation.{activation}), Dense(3, Activation.{activation})", loss.Name);
            }
        }

        foreach (string slope in new[] { "-0.5f", "0f", "1f", "2f" })
        {
            yield return new NetworkCase($"Input(5), Dense(6), LeakyReLU({slope})");
        }

        yield return new NetworkCase("Input(5), Dense(1), Sigmoid", "BinaryCrossEntropy");
        yield return new NetworkCase("Input(5), Dense(6, UseBias = false), Tanh, Dense(3, UseBias = false)");
    }

    private static InferredNetwork Infer(string name) => Inferred.Value.Single(pair => pair.Key.Name == name).Value;

    private static AlgorithmGradients Gradients(
        InferredNetwork network, bool seedsOutputGradient, IReadOnlyList<Operation>? backward = null)
    {
        var algorithm = new NetworkAlgorithm(network);
        var data = new CaseData(network, algorithm, Samples);
        var gradients = new AlgorithmGradients(algorithm, data, seedsOutputGradient);
        return backward is null ? gradients : new AlgorithmGradients(algorithm, data, seedsOutputGradient) { Backward = backward };
    }

    /// <summary>The operations with one whose result has the wrong sign.</summary>
    private static IReadOnlyList<Operation> Negate(IReadOnlyList<Operation> operations, Operation wrong)
    {
        var negation = new Map(wrong.Output, -Expr.Input(0), wrong.Output);
        Operation[] changed = operations
            .SelectMany(operation => operation == wrong ? [operation, negation] : new[] { operation })
            .ToArray();
        Assert.Equal(operations.Count + 1, changed.Length);
        return changed;
    }

    private static void RequireGradients(InferredNetwork network)
    {
        Assert.InRange(Gradients(network, seedsOutputGradient: false).LargestError(), 0, Tolerance);
        Assert.InRange(Gradients(network, seedsOutputGradient: true).LargestError(), 0, Tolerance);
    }

    private static void AssertWrong(AlgorithmGradients gradients) => Assert.True(gradients.LargestError() > SmallestMistake);
}
