using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>An operation that collects the terms of each element gives what the one gave that spread them.</summary>
public class GatheringTests
{
    private static readonly Lazy<IReadOnlyDictionary<NetworkCase, InferredNetwork>> Inferred =
        new(() => NetworkCompiler.Infer([.. LayerNetworks.Samples, .. LayerNetworks.Windows]));

    public static TheoryData<string> Networks => new(Inferred.Value.Keys.Select(network => network.Name));

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gather_OfEveryOperation_ChangesNoResult(string name)
    {
        InferredNetwork network = Inferred.Value.Single(pair => pair.Key.Name == name).Value;
        foreach (Operation operation in network.Stages.SelectMany(OperationsOf))
        {
            Operation gathered = Gathering.Gather(operation);
            Assert.Equal(Run(operation), Run(gathered), (a, b) => Math.Abs(a - b) < 1e-12);
            Assert.All(gathered.Output.Indices, index => Assert.True(operation is Map || index.Offset == 0));
        }
    }

    /// <summary>Where terms meet, or elements are left out, every index of the output is one loop over the whole axis.</summary>
    [Theory]
    [InlineData(1, 3, 0, 8)]
    [InlineData(2, 3, 1, 9)]
    [InlineData(3, 2, 0, 11)]
    [InlineData(2, 2, 0, 13)]
    public void Gather_OfAWindow_LoopsOverTheElements(int stride, int size, int before, int extent)
    {
        var x = new Tensor("x", EquatableArray.Of(extent), TensorRole.Activation);
        var y = new Tensor("y", EquatableArray.Of(5), TensorRole.Activation);
        var position = new Axis("row", 5);
        AffineIndex element = (stride * position) + new Axis("kernelRow", size) - before;
        Operation gathered = Gathering.Gather(new Reduce(x[element], y[position], ReduceKind.Sum));
        Assert.True(gathered.Output.IsWhole);
        Assert.NotEmpty(gathered.Conditions);
    }

    /// <summary>Stride and dilation at once leave no factor 1 to solve the index for.</summary>
    [Fact]
    public void Gather_OfAStridedAndDilatedWindow_SearchesTheTermsOfEachElement()
    {
        var x = new Tensor("x", EquatableArray.Of(16), TensorRole.Activation);
        var y = new Tensor("y", EquatableArray.Of(5), TensorRole.Activation);
        var kernel = new Tensor("kernel", EquatableArray.Of(3), TensorRole.Parameter);
        var row = new Axis("row", 5);
        var kernelRow = new Axis("kernelRow", 3);
        var spread = new Contract(x[(2 * row) + (3 * kernelRow)], kernel[kernelRow], y[row]);
        Operation gathered = Gathering.Gather(spread);
        Assert.True(gathered.Output.IsWhole);
        Assert.Equal(1, Assert.Single(gathered.Conditions).Extent);
        Assert.Equal(Run(spread), Run(gathered));
    }

    /// <summary>Windows that touch and leave no rest need no search: each element has one term.</summary>
    [Fact]
    public void Gather_OfTouchingWindows_ChangesNothing()
    {
        var x = new Tensor("x", EquatableArray.Of(10), TensorRole.Activation);
        var y = new Tensor("y", EquatableArray.Of(5), TensorRole.Activation);
        var position = new Axis("row", 5);
        var spread = new Reduce(x[(2 * position) + new Axis("kernelRow", 2)], y[position], ReduceKind.Sum);
        Assert.Same(spread, Gathering.Gather(spread));
    }

    private static IEnumerable<Operation> OperationsOf(Stage stage)
    {
        StageTensors tensors = StageTensors.Of(stage, "layer");
        IEnumerable<Operation> backward = stage.PassesGradient ? [] : stage.Backward(tensors);
        return [.. stage.Forward(tensors), .. backward, .. stage.ParameterGradients(tensors)];
    }

    private static double[] Run(Operation operation)
    {
        var random = new Random(1);
        var interpreter = new Interpreter<Real>(2);
        IEnumerable<Tensor> tensors = operation.Inputs.Select(input => input.Tensor).Distinct();
        foreach (Tensor tensor in tensors.Where(tensor => tensor.Role != TensorRole.Position))
        {
            // Small integers, so that maxima are found again and ranks are met.
            int length = tensor.Length * (tensor.IsPerSample ? 2 : 1);
            interpreter.Set(tensor, Enumerable.Range(0, length).Select(_ => (double)random.Next(1, 5)));
        }

        interpreter.Run(operation);
        return interpreter[operation.Output.Tensor].Select(value => value.Value).ToArray();
    }
}
