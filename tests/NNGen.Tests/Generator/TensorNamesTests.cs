using System.Collections.Generic;
using System.Linq;
using NNGen.Generator;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using NNGen.Generator.Parsing;
using NNGen.Generator.Planning;
using Xunit;

namespace NNGen.Tests.Generator;

using NetworkInference = NNGen.Generator.Layers.NetworkInference;

/// <summary>Users choose layers' names; whatever they choose, no two tensors of a network may become one.</summary>
public sealed class TensorNamesTests
{
    [Theory]
    [InlineData("a", "a_z", "a_gradient")]
    [InlineData("target", "loss", "sample_weight")]
    [InlineData("loss_target", "loss_value", "loss_sample_weight")]
    [InlineData("dense", "dense_kernel", "dense_kernel_gradient")]
    [InlineData("x", "w", "values")]
    [InlineData("count", "countValue")]
    public void Names_OfAnyLayers_LeadToDistinctTensorsAndSymbols(params string[] names)
    {
        NetworkAlgorithm algorithm = Declare(names.Distinct());
        Operation[] operations =
        [
            .. algorithm.Forward, .. algorithm.LossGradient, .. algorithm.Backward, .. algorithm.InputGradient,
            .. algorithm.ParameterGradients,
        ];
        Tensor[] tensors = operations
            .SelectMany(operation => operation.Inputs.Append(operation.Output))
            .Select(access => access.Tensor)
            .Concat([algorithm.Target, algorithm.SampleWeight, algorithm.LossValue])
            .Distinct()
            .ToArray();

        // A parameter and its gradient share a name; every other name stands for one tensor.
        Assert.Equal(
            tensors.Length, tensors.Select(tensor => (tensor.Name, tensor.Role == TensorRole.ParameterGradient)).Distinct().Count());
        Assert.Equal(tensors.Length, tensors.Select(Binder.Symbol).Distinct().Count());
        Assert.Contains(algorithm.Target, algorithm.LossGradient.SelectMany(operation => operation.Inputs).Select(access => access.Tensor));
        Assert.NotEqual(algorithm.Target, algorithm.Output);
    }

    /// <summary>The last vector of the second row starts at element 3 and ends behind the sixth.</summary>
    [Fact]
    public void Buffer_OfSeveralRows_HoldsTheVectorOfTheLastOne()
    {
        var tensor = new Tensor("softmax_1", EquatableArray.Of(2, 3), TensorRole.Activation);
        Assert.True(Binder.BufferLength(tensor, Form.Vector) >= 3 + global::NNGen.Generator.Planning.Block.Lanes);
    }

    private static NetworkAlgorithm Declare(IEnumerable<string> names)
    {
        IEnumerable<LayerSpec> layers = names.Select(name => new LayerSpec("Dense", name, EquatableArray.Of(
            new Argument("units", EquatableArray.Of(3), 3, null), new Argument("activation", default, 0, "Tanh"))));
        var input = new LayerSpec("Input", "input", EquatableArray.Of(new Argument("shape", EquatableArray.Of(3), 0, null)));
        var spec = new NetworkSpec("A", string.Empty, default, new LossSpec("MeanSquaredError", default), true, layers.Prepend(input).ToEquatableArray(), default);
        var problems = new List<Problem>();
        InferredNetwork? network = NetworkInference.Infer(spec, problems);
        Assert.Empty(problems);
        return new NetworkAlgorithm(network!);
    }
}
