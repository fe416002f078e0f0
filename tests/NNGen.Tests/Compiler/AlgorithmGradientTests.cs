using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using NNGen.Generator.Layers.Activations;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>The derivatives of every layer, activation and loss are right, and a wrong one would be found.</summary>
public class AlgorithmGradientTests
{
    // Measured: below 1e-9.
    private const double Tolerance = 1e-8;
    private const double SmallestMistake = 1e-2;
    private const int Samples = 2;

    /// <summary>A function whose derivative is 0 everywhere: there is nothing to compare.</summary>
    private const string WithoutGradient = "BinaryStep";

    private static readonly NetworkCase Ordinary = new("Input(5), Dense(4), Tanh, Dense(3, Activation.Softmax)");

    private static readonly Lazy<IReadOnlyDictionary<NetworkCase, InferredNetwork>> Inferred =
        new(() => NetworkCompiler.Infer(
            [.. LayerNetworks.Samples, .. LayerNetworks.Windows, .. LayerNetworks.Graphs, .. LossCases(), Ordinary]));

    public static TheoryData<string> Layers => new(LayerNetworks.Samples
        .Select(network => network.Name)
        .Where(name => !name.Contains(WithoutGradient)));

    public static TheoryData<string> Windows => new(LayerNetworks.Windows.Select(network => network.Name));

    public static TheoryData<string> Graphs => new(LayerNetworks.Graphs.Select(network => network.Name));

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
    public void Gradients_BehindTheBinaryStep_AreZero()
    {
        InferredNetwork network = Inferred.Value.First(pair => pair.Key.Name.Contains(WithoutGradient)).Value;
        ElementwiseStage step = network.Stages.OfType<ElementwiseStage>().Single();
        Assert.True(step.Function.Derivative(0).IsConstant(0));
    }

    [Fact]
    public void Gradients_WrongDerivativeOfAnActivation_AreFound()
    {
        InferredNetwork network = Infer(Ordinary.Name);
        InferredLayer tanh = network.Layers[1];
        var wrong = new ElementwiseStage(
            tanh.OutputShape, ActivationFunctions.Tanh with { OverOutput = 1f - Expr.Input(0) });
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

    /// <summary>Every activation, every loss, and further slopes.</summary>
    private static IEnumerable<NetworkCase> LossCases()
    {
        foreach (string activation in ActivationCatalogue.Names.Where(name => name != WithoutGradient))
        {
            yield return new NetworkCase($"Input(5), Dense(4, Activation.{activation}), Dense(3, Activation.{activation})", "MeanSquaredError");
        }

        foreach (NetworkCase network in LossNetworks.Of(outputs: 3)) yield return network;
        foreach (string layer in new[] { "LeakyReLU(-0.5f)", "LeakyReLU(0f)", "LeakyReLU(1f)", "LeakyReLU(2f)", "ThresholdedReLU(-0.5f)" })
        {
            yield return new NetworkCase($"Input(5), Dense(6), {layer}");
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
        if (network.Outputs[0].Loss.FusedActivation == WithoutGradient) return;
        Assert.InRange(Gradients(network, seedsOutputGradient: true).LargestError(), 0, Tolerance);
    }

    private static void AssertWrong(AlgorithmGradients gradients) => Assert.True(gradients.LargestError() > SmallestMistake);
}
