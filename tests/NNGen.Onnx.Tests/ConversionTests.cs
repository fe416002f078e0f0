using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Onnx.Conversion;
using Xunit;

namespace NNGen.Onnx.Tests;

/// <summary>What graphs become, and that it computes the same.</summary>
public sealed class ConversionTests
{
    [Fact]
    public void Convert_DenseLayers_FusesBiasAndActivation()
    {
        var model = new ModelBytes(-1, 2);
        model.Node("MatMul", [model.Constant("w", [2, 3], 1, 2, 3, 4, 5, 6)])
            .Node("Add", [model.Constant("b", [3], 1, -1, 0.5f)])
            .Node("Relu");

        ConvertedNetwork network = OnnxFile.Convert(model.ToArray());

        Assert.Equal(["Input(2)", "Dense(3, Activation.ReLU, Name = \"dense_1\")"], network.Layers.Select(layer => layer.ToString()));
        Assert.Equal([1 + 9f, 12 - 1f, 15 + 0.5f], Run(network, [1, 2]));
    }

    [Fact]
    public void Convert_TransposedMatrix_IsTurnedAround()
    {
        var model = new ModelBytes(-1, 2);
        model.Node("Gemm", [model.Constant("w", [3, 2], 1, 2, 3, 4, 5, 6)], ModelBytes.Attribute("transB", 1L), ModelBytes.Attribute("alpha", 2f));

        Assert.Equal([2 * 3f, 2 * 7f, 2 * 11f], Run(OnnxFile.Convert(model.ToArray()), [1, 1]));
    }

    [Fact]
    public void Convert_DenseBehindFlattenedChannels_ReadsThemInTheFilesOrder()
    {
        // Two channels of 2 × 2 pixels, doubled by a 1 × 1 kernel that also swaps them; then each element by a power of ten.
        float[] powers = [1, 10, 100, 1000, 1e4f, 1e5f, 1e6f, 1e7f];
        var model = new ModelBytes(1, 2, 2, 2);
        model.Node("Conv", [model.Constant("k", [2, 2, 1, 1], 0, 2, 2, 0)])
            .Node("Reshape", [model.Integers("shape", 1, -1)])
            .Node("MatMul", [model.Constant("w", [8, 1], powers)]);

        float[] result = Run(OnnxFile.Convert(model.ToArray()), [1, 2, 3, 4, 0, 1, 0, 2]);

        Assert.Equal(2 * ((0 * 1) + (1 * 10) + (0 * 100) + (2 * 1000) + 1e4f + 2e5f + 3e6f + 4e7f), Assert.Single(result));
    }

    [Fact]
    public void Convert_BatchNormalization_IsFoldedIntoTheConvolution()
    {
        var model = new ModelBytes(1, 1, 2, 2);
        string[] constants =
        [
            model.Constant("gamma", [1], 3), model.Constant("beta", [1], 0.5f), model.Constant("mean", [1], 2), model.Constant("variance", [1], 4),
        ];
        model.Node("Conv", [model.Constant("k", [1, 1, 1, 1], 2)]).Node("BatchNormalization", constants, ModelBytes.Attribute("epsilon", 0f));

        ConvertedNetwork network = OnnxFile.Convert(model.ToArray());

        Assert.Equal(2, network.Layers.Count(layer => layer.Kind is "Input" or "Conv2D"));
        Assert.Equal(new[] { 1f, 2, 3, 4 }.Select(x => (((2 * x) - 2) / 2 * 3) + 0.5f), Run(network, [1, 2, 3, 4]));
    }

    [Fact]
    public void Convert_Residual_NamesBothBranches()
    {
        var model = new ModelBytes(-1, 2);
        model.Node("MatMul", [model.Constant("w", [2, 2], 0, 1, 1, 0)]);
        model.NodeOn("Add", [model.Last, "x"]);

        Assert.Equal([3f, 3f], Run(OnnxFile.Convert(model.ToArray()), [1, 2]));
    }

    [Fact]
    public void Convert_ShapeArithmetic_IsEvaluated()
    {
        var model = new ModelBytes(-1, 2, 3);
        model.NodeOn("Shape", ["x"]);
        model.Node("Gather", [model.Integers("first", 0)], ModelBytes.Attribute("axis", 0L));
        model.NodeOn("Concat", [model.Last, model.Integers("rest", -1)], ModelBytes.Attribute("axis", 0L));
        model.NodeOn("Reshape", ["x", model.Last]);
        model.Node("MatMul", [model.Constant("w", [6, 1], 1, 1, 1, 1, 1, 2)]);

        Assert.Equal([1 + 2 + 3 + 4 + 5 + 12f], Run(OnnxFile.Convert(model.ToArray()), [1, 2, 3, 4, 5, 6]));
    }

    [Fact]
    public void Convert_SeveralUnsupportedNodes_ReportsAllOfThem()
    {
        var model = new ModelBytes(-1, 2);
        model.NodeOn("Frobnicate", ["x"]);
        string first = model.Last;
        model.NodeOn("Einsum", ["x"]);
        model.NodeOn("Add", [first, model.Last]);

        ConvertedNetwork network = OnnxFile.Convert(model.ToArray());

        Assert.Equal(["Frobnicate", "Einsum"], network.Unsupported.Select(node => node.Operator));
    }

    /// <summary>A layer that others read too keeps its output: an activation of one reader is a layer of its own.</summary>
    [Fact]
    public void Convert_ValueUnderTwoNames_IsNotActivatedForBoth()
    {
        var model = new ModelBytes(-1, 2);
        string product = model.Node("MatMul", [model.Constant("w", [2, 2], 1, 0, 0, 1)]).Last;
        string alias = model.NodeOn("Reshape", [product, model.Integers("shape", -1, 2)]).Last;
        string positive = model.NodeOn("Relu", [alias]).Last;
        model.NodeOn("Add", [positive, product]);

        Assert.Equal([-1f, 4f], Run(OnnxFile.Convert(model.ToArray()), [-1, 2]));
    }

    /// <summary>With a batch in front, axes cannot be aligned from the end: [batch, 3] is not repeated along [batch, 3, 3].</summary>
    [Fact]
    public void Convert_ValuesOfOtherRanks_AreNotCombined()
    {
        var model = new ModelBytes(-1, 3, 3);
        model.Node("ReduceSum", [model.Integers("axes", 2)], ModelBytes.Attribute("keepdims", 0L));
        model.NodeOn("Mul", ["x", model.Last]);

        NodeReport report = Assert.Single(OnnxFile.Convert(model.ToArray()).Unsupported);

        Assert.Contains("[3, 3] and [3]", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_SeveralInputsAndOutputs_KeepTheirOrder()
    {
        var model = new ModelBytes(-1, 2);
        string state = model.Input("state", -1, 2);
        string sum = model.NodeOn("Add", ["x", state]).Last;
        model.NodeOn("Sub", ["x", state]);

        ConvertedNetwork network = OnnxFile.Convert(model.ToArray(13, model.Last, sum));

        Assert.Equal([1 - 10f, 2 - 20f, 11f, 22f], Run(network, [1, 2, 10, 20]));
    }

    [Fact]
    public void Convert_NodesThatLeadNowhere_AreLeftOut()
    {
        var model = new ModelBytes(-1, 2);
        string kept = model.Node("MatMul", [model.Constant("w", [2, 1], 1, 1)]).Last;
        model.NodeOn("Exp", [kept]);

        Assert.Equal(["Input", "Dense"], OnnxFile.Convert(model.ToArray(13, kept)).Layers.Select(layer => layer.Kind));
    }

    [Fact]
    public void Convert_OpenImageSize_SaysWhatIsExpected()
    {
        OnnxException refusal = Assert.Throws<OnnxException>(() => OnnxFile.Convert(new ModelBytes(1, 1, -1, -1).Node("Relu").ToArray()));

        Assert.Contains("only the first axis", refusal.Message, StringComparison.Ordinal);
    }

    private static float[] Run(ConvertedNetwork network, float[] input)
    {
        Assert.Empty(network.Unsupported);
        var networks = new Dictionary<string, ConvertedNetwork> { ["Imported"] = network };
        IReadOnlyDictionary<string, LoadedNetwork> compiled = GeneratedNetworks.Compile(networks, out IReadOnlyDictionary<string, string> refused);
        Assert.Empty(refused);
        return compiled["Imported"].Forward(input);
    }
}
