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

    [Fact]
    public void Convert_OpenImageSizeThatIsGiven_IsThatOfTheNetwork()
    {
        byte[] model = new ModelBytes(1, 1, -1, -1).Node("Relu").ToArray();

        ConvertedNetwork network = OnnxFile.Convert(model, null, ConversionOptions.Parse("x.2=2; x.3=3", null));

        Assert.Equal([0f, 2, 3, 4, 5, 6], Run(network, [-1, 2, 3, 4, 5, 6]));
        OnnxException unknown = Assert.Throws<OnnxException>(() => OnnxFile.Convert(model, null, ConversionOptions.Parse("height=2", null)));
        Assert.Contains("no open dimension 'height'; the model has", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("found 'x.2'", Assert.Throws<OnnxException>(() => ConversionOptions.Parse("x.2", null)).Message, StringComparison.Ordinal);
    }

    /// <summary>What leads only to outputs that nobody wants need not be supported.</summary>
    [Fact]
    public void Convert_OutputsThatAreNamed_AreAllThatIsConverted()
    {
        var model = new ModelBytes(-1, 2);
        string wanted = model.Node("Neg").Last;
        string other = model.NodeOn("Frobnicate", ["x"]).Last;
        byte[] bytes = model.ToArray(13, other, wanted);

        Assert.Single(OnnxFile.Convert(bytes).Unsupported);
        Assert.Equal([-1f, 2f], Run(OnnxFile.Convert(bytes, null, ConversionOptions.Parse(null, wanted)), [1, -2]));
        Assert.Contains("no output 'z'", Assert.Throws<OnnxException>(() => OnnxFile.Convert(bytes, null, ConversionOptions.Parse(null, "z"))).Message, StringComparison.Ordinal);
    }

    /// <summary>A mask of the sample puts −∞ in front of a softmax; what is chosen keeps all its digits.</summary>
    [Theory]
    [InlineData(float.NegativeInfinity)]
    [InlineData(-1e9f)]
    public void Convert_MaskOfTheSample_Chooses(float filling)
    {
        var model = new ModelBytes(-1, 3);
        string mask = model.NodeOn("Greater", [model.Input("mask", -1, 3), model.Constant("half", [], 0.5f)]).Last;
        model.NodeOn("Where", [mask, "x", model.Constant("filling", [], filling)]);

        Assert.Equal([0.1f, filling, 0.3f], Run(OnnxFile.Convert(model.ToArray()), [0.1f, 0.2f, 0.3f, 1, 0, 1]).Select(value => value < -1e30f ? float.NegativeInfinity : value));
    }

    [Fact]
    public void Convert_OutputThatIsConstant_IsGivenForEverySample()
    {
        var model = new ModelBytes(-1, 2);
        string version = model.Constant("version", [1], 3);
        string deviation = model.NodeOn("Expand", [model.Constant("deviation", [2], 0.5f, 0.25f), model.NodeOn("Shape", ["x"]).Last]).Last;
        model.NodeOn("Tanh", ["x"]);

        Assert.Equal([0, 0, 0.5f, 0.25f, 3], Run(OnnxFile.Convert(model.ToArray(13, model.Last, deviation, version)), [0, 0]));
    }

    [Fact]
    public void Convert_ProductOfTwoValues_IsThatOfMatrices()
    {
        var model = new ModelBytes(-1, 2, 3);
        model.NodeOn("MatMul", ["x", model.Input("y", -1, 3, 2)]);

        Assert.Equal([58f, 64, 139, 154], Run(OnnxFile.Convert(model.ToArray()), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
    }

    /// <summary>The depth of volumes becomes a part of the channels.</summary>
    [Fact]
    public void Convert_ConvolutionOverThreeAxes_IsOneOverTwo()
    {
        var model = new ModelBytes(-1, 1, 3, 1, 1);
        model.Node("Conv", [model.Constant("k", [2, 1, 2, 1, 1], 1, 10, 100, 1000), model.Constant("b", [2], 0.5f, 0.25f)], ModelBytes.Attribute("pads", 1, 0, 0, 0, 0, 0));

        Assert.Equal([10.5f, 21.5f, 32.5f, 1000.25f, 2100.25f, 3200.25f], Run(OnnxFile.Convert(model.ToArray()), [1, 2, 3]));
    }

    /// <summary>Integers are floats here: what floats cannot do is refused.</summary>
    [Fact]
    public void Convert_ArithmeticOfIntegers_IsRefused()
    {
        var model = new ModelBytes(-1, 2);
        model.Node("Cast", ModelBytes.Attribute("to", 7L)).Node("Mul", [model.Integers("two", 2)]);

        Assert.Contains("type Int64", Assert.Single(OnnxFile.Convert(model.ToArray()).Unsupported).Problem, StringComparison.Ordinal);
    }

    /// <summary>The product as PyTorch writes it, in each order of its factors, is one activation.</summary>
    [Theory]
    [InlineData("x, half")]
    [InlineData("half, x")]
    [InlineData("half of x")]
    public void Convert_GeluNodeByNode_IsAnActivation(string order)
    {
        var model = new ModelBytes(-1, 2);
        string x = model.Node("MatMul", [model.Constant("w", [2, 2], 1, 0, 0, 1)]).Last;
        (string half, string one) = (model.Constant("half", [], 0.5f), model.Constant("one", [], 1));
        string sum = model.Node("Div", [model.Constant("root", [], 1.41421354f)]).Node("Erf").Node("Add", [one]).Last;
        if (order == "half of x") model.NodeOn("Mul", [model.NodeOn("Mul", [x, half]).Last, sum]);
        else model.NodeOn("Mul", [sum, order == "x, half" ? x : half]).Node("Mul", [order == "x, half" ? half : x]);

        ConvertedNetwork network = OnnxFile.Convert(model.ToArray());

        Assert.Equal("Dense(2, Activation.GELU, UseBias = false, Name = \"dense_1\")", network.Layers[^1].ToString());
    }

    [Fact]
    public void Convert_RowsOfATable_AreLookedUp()
    {
        var model = new ModelBytes(-1, 2);
        string places = model.Node("Cast", ModelBytes.Attribute("to", 7L)).Last;
        model.NodeOn("Gather", [model.Constant("table", [3, 2], 1, 2, 3, 4, 5, 6), places]);

        Assert.Equal([5f, 6, 1, 2], Run(OnnxFile.Convert(model.ToArray()), [2, 0.9f]));
    }

    [Theory]
    [InlineData("ArgMax", 1, 3)]
    [InlineData("ArgMin", 0, 4)]
    public void Convert_PositionOfAnExtreme_IsTheFirstOrTheLast(string kind, float first, float last)
    {
        var model = new ModelBytes(-1, 5);
        string front = model.Node(kind, ModelBytes.Attribute("axis", 1L)).Last;
        string back = model.NodeOn(kind, ["x"], ModelBytes.Attribute("axis", -1L), ModelBytes.Attribute("select_last_index", 1L)).Last;

        Assert.Equal([first, last], Run(OnnxFile.Convert(model.ToArray(13, front, back)), [-2, 7, 0, 7, -2]));
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
