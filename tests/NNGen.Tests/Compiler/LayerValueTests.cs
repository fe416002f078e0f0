using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>Shapes and values of layers where they can be seen by eye.</summary>
public class LayerValueTests
{
    private static readonly Lazy<IReadOnlyDictionary<NetworkCase, InferredNetwork>> Inferred =
        new(() => NetworkCompiler.Infer(Shapes.Select(row => new NetworkCase((string)row[0]))));

    public static TheoryData<string, string> Shapes => new()
    {
        { "Input(28, 28, 1), Conv2D(6, 5)", "[24, 24, 6]" },
        { "Input(7, 8, 2), Conv2D(3, 3, Stride = 2)", "[3, 3, 3]" },
        { "Input(7, 8, 2), Conv2D(3, 3, Stride = 2, Padding = Padding.Same)", "[4, 4, 3]" },
        { "Input(7, 8, 2), Conv2D(3, 3, Dilation = 3)", "[1, 2, 3]" },
        { "Input(7, 8, 2), Conv2D(3, 3, Pad = 2)", "[9, 10, 3]" },
        { "Input(7, 8, 2), Conv2D(3, 3, KernelWidth = 5, StrideWidth = 2)", "[5, 2, 3]" },
        { "Input(49, 10, 1), Conv2D(64, 10, KernelWidth = 4, Stride = 2, Padding = Padding.Same)", "[25, 5, 64]" },
        { "Input(20, 3), Conv1D(4, 5, Stride = 3)", "[6, 4]" },
        { "Input(7, 8, 2), DepthwiseConv2D(3, DepthMultiplier = 3)", "[5, 6, 6]" },
        { "Input(7, 8, 2), SeparableConv2D(9, 3, Stride = 2, Padding = Padding.Same)", "[4, 4, 9]" },
        { "Input(7, 8, 2), Conv2DTranspose(3, 3, Stride = 2)", "[15, 17, 3]" },
        { "Input(7, 8, 2), Conv2DTranspose(3, 1, Stride = 2)", "[14, 16, 3]" },
        { "Input(7, 8, 2), Conv2DTranspose(3, 4, Stride = 2, Pad = 1)", "[14, 16, 3]" },
        { "Input(7, 8, 2), Conv2DTranspose(3, 5, Stride = 3, Padding = Padding.Same)", "[21, 24, 3]" },
        { "Input(7, 8, 2), MaxPool2D(2)", "[3, 4, 2]" },
        { "Input(7, 8, 2), AveragePool2D(2, Padding = Padding.Same)", "[4, 4, 2]" },
        { "Input(7, 8, 2), SumPool2D(2, WindowWidth = 3, Stride = 1)", "[6, 6, 2]" },
        { "Input(7, 8, 2), MaxPool2D(3, Pad = 1)", "[3, 3, 2]" },
        { "Input(9, 2), MaxPool1D(4)", "[2, 2]" },
        { "Input(7, 8, 2), GlobalAveragePool2D", "[2]" },
        { "Input(7, 8, 2), UpSampling2D(3)", "[21, 24, 2]" },
        { "Input(7, 8, 2), ZeroPadding2D(1, Left = 0, Bottom = 3)", "[11, 9, 2]" },
        { "Input(7, 8, 2), Cropping2D(0, Top = 3, Right = 7)", "[4, 1, 2]" },
        { "Input(7, 8, 2), Flatten", "[112]" },
        { "Input(7, 8, 2), Reshape(4, -1)", "[4, 28]" },
        { "Input(7, 8, 2), Permute(3, 1, 2)", "[2, 7, 8]" },
        { "Input(7, 8, 2), GlobalMaxPool2D, Multiply(\"input\")", "[7, 8, 2]" },
        { "Input(7, 8, 2), Cropping2D(0, Left = 8 - 3), Concat(\"input\", Axis = 2)", "[7, 11, 2]" },
    };

    /// <summary>A picture of 100s whose second row is 100 100 50 50 100.</summary>
    private static readonly double[] Picture =
        Enumerable.Range(0, 25).Select(pixel => pixel is 7 or 8 ? 50.0 : 100).ToArray();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void OutputShape_OfALayer_IsTheDocumentedOne(string layers, string shape) =>
        Assert.Equal(shape, Inferred.Value.Single(pair => pair.Key.Layers == layers).Value.Layers[^1].OutputShape.ToString());

    /// <summary>The kernel 0 1 0 / 0 0 0 / 0 0 0 moves a picture down by one row.</summary>
    [Fact]
    public void Conv2D_WithAKernelThatLooksUp_GivesTheUpperNeighbours()
    {
        double[] kernel = [0, 1, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(
            [100, 100, 100, 100, 50, 50, 100, 100, 100],
            Forward("Input(5, 5, 1), Conv2D(1, 3, UseBias = false)", Picture, kernel));
        double[] same = Forward("Input(5, 5, 1), Conv2D(1, 3, Padding = Padding.Same, UseBias = false)", Picture, kernel);
        Assert.Equal([.. Enumerable.Repeat(0.0, 5), .. Picture[..20]], same);
    }

    [Theory]
    [InlineData("Input(5, 1), Conv1D(1, 2, Padding = Padding.Same, UseBias = false)", "12 23 34 45 50")]
    [InlineData("Input(5, 1), Conv1D(1, 2, Padding = Padding.Same, Stride = 2, UseBias = false)", "12 34 50")]
    [InlineData("Input(5, 1), Conv1D(1, 2, Dilation = 2, UseBias = false)", "13 24 35")]
    [InlineData("Input(5, 1), Conv1D(1, 2, Pad = 1, UseBias = false)", "1 12 23 34 45 50")]
    public void Conv1D_OfCountedSteps_WeighsNeighbours(string layers, string expected) =>
        Assert.Equal(expected, string.Join(' ', Forward(layers, [1, 2, 3, 4, 5], [10, 1])));

    [Theory]
    [InlineData("MaxPool2D(2)", "7 9")]
    [InlineData("MaxPool2D(2, Padding = Padding.Same)", "7 9 10 12 14 15")]
    [InlineData("AveragePool2D(2)", "4 6")]
    [InlineData("AveragePool2D(2, Padding = Padding.Same)", "4 6 7.5 11.5 13.5 15")]
    [InlineData("AveragePool2D(3, Stride = 2, Pad = 1)", "4 5.5 7 9 10.5 12")]
    [InlineData("SumPool2D(2)", "16 24")]
    [InlineData("GlobalMaxPool2D", "15")]
    [InlineData("GlobalAveragePool2D", "8")]
    [InlineData("Cropping2D(1, Left = 0)", "6 7 8 9")]
    public void Layer_OfACountedImage_GivesWhatItSays(string layer, string expected)
    {
        double[] image = Enumerable.Range(1, 15).Select(pixel => (double)pixel).ToArray();
        Assert.Equal(expected, Text(Forward($"Input(3, 5, 1), {layer}", image)));
    }

    [Theory]
    [InlineData("Input(1, 2, 1), UpSampling2D(2)", "1 1 2 2 1 1 2 2")]
    [InlineData("Input(1, 2, 1), UpSampling2D(2, Interpolation = Interpolation.Bilinear)", "1 1.25 1.75 2 1 1.25 1.75 2")]
    [InlineData("Input(2, 1, 1), UpSampling2D(2, Interpolation = Interpolation.BilinearAlignCorners), Cropping2D(0, Right = 1)", "1 1.33333 1.66667 2")]
    [InlineData("Input(1, 2, 1), MaxPool2D(2, WindowWidth = 2, Padding = Padding.Same, Name = \"p\"), MaxUnpool2D(\"p\")", "0 2")]
    [InlineData("Input(1, 2, 1), MaxPool2D(2, Stride = 1, Padding = Padding.Same, Name = \"p\"), MaxUnpool2D(\"p\")", "0 4")]
    [InlineData("Input(1, 2, 1), ZeroPadding2D(1, Top = 0)", "0 1 2 0 0 0 0 0")]
    [InlineData("Input(2, 1), Concat(\"input\", \"input\")", "1 1 2 2")]
    [InlineData("Input(2, 1), Concat(\"input\", \"input\", Axis = 1)", "1 2 1 2")]
    [InlineData("Input(2, 1), Permute(2, 1, Name = \"row\"), Subtract(\"input\", \"row\")", "0 -1 1 0")]
    public void Layer_OfTwoNumbers_GivesWhatItSays(string layers, string expected) => Assert.Equal(expected, Text(Forward(layers, [1, 2])));

    [Theory]
    [InlineData("LayerNormalization(1)", "-0.44721 0.44721 -0.83205 0.83205")]
    [InlineData("RMSNormalization(1)", "0.53452 1.06904 0.61885 1.23771")]
    [InlineData("GroupNormalization(1, Epsilon = 1)", "-0.94281 -0.4714 0 1.41421")]
    [InlineData("InstanceNormalization(1)", "-0.70711 -0.89443 0.70711 0.89443")]
    public void Normalization_OfTwoRows_GivesWhatItSays(string layer, string expected) =>
        Assert.Equal(expected, Text(Forward($"Input(2, 2), {layer}", [1, 2, 3, 6], [1, 1], [0, 0])));

    [Fact]
    public void LocalResponseNormalization_OfTwoRows_GivesWhatItSays() =>
        Assert.Equal("0.26085 0.59814 0.16985 0.39994", Text(Forward("Input(2, 2), LocalResponseNormalization(2, Alpha = 2)", [1, 2, 3, 6])));

    /// <summary>A transposed convolution whose kernels overlap by one pixel.</summary>
    [Theory]
    [InlineData("Input(2, 1, 1), Conv2DTranspose(1, 3, KernelWidth = 1, Stride = 2, StrideWidth = 1)", "1 2 13 20 30")]
    [InlineData("Input(2, 1, 1), Conv2DTranspose(1, 3, KernelWidth = 1, Stride = 2, StrideWidth = 1, Padding = Padding.Same)", "1 2 13 20")]
    public void Conv2DTranspose_OfTwoPixels_LaysKernelsDown(string layers, string expected) =>
        Assert.Equal(expected, string.Join(' ', Forward(layers, [1, 10], [1, 2, 3], [0])));

    /// <summary>Of equal maxima the first one gets the gradient, in every window anew.</summary>
    [Fact]
    public void MaxPool2D_OfEqualElements_GivesTheGradientToTheFirst()
    {
        InferredNetwork network = Infer("Input(2, 3, 1), ZeroPadding2D(0), MaxPool2D(2, Stride = 1)");
        Stage pooling = network.Stages[^1];
        StageTensors tensors = StageTensors.Of(pooling, "pool");
        var interpreter = new Interpreter<Real>(1);
        interpreter.Set(tensors.Input, [5, 5, 5, 5, 5, 5]);
        interpreter.Set(tensors.OutputGradient, [1, 10]);
        interpreter.Run([.. pooling.Forward(tensors), .. pooling.Keep(tensors), .. pooling.Backward(tensors)]);
        Assert.Equal([1, 10, 0, 0, 0, 0], interpreter[tensors.InputGradient].Select(value => value.Value));
    }

    [Theory]
    [InlineData("Input(28, 28, 1), Conv2D(6, 5)", 24 * 24 * 6 * 25)]
    [InlineData("Input(8, 8, 4), Conv2D(6, 3, Groups = 2, Padding = Padding.Same)", 8 * 8 * 6 * 2 * 9)]
    [InlineData("Input(8, 8, 4), DepthwiseConv2D(3, DepthMultiplier = 2)", 6 * 6 * 8 * 9)]
    [InlineData("Input(8, 8, 4), SeparableConv2D(6, 3)", (6 * 6 * 4 * 9) + (6 * 6 * 4 * 6))]
    [InlineData("Input(8, 8, 4), Conv2DTranspose(6, 3, Stride = 2)", 8 * 8 * 4 * 6 * 9)]
    [InlineData("Input(8, 8, 4), MaxPool2D(2), Flatten", 0)]
    public void MultiplyAdds_OfALayer_AreThoseOfItsFormula(string layers, long expected) =>
        Assert.Equal(expected, Infer(layers).Stages.Sum(stage => stage.MultiplyAdds));

    private static string Text(double[] values) => string.Join(' ', values.Select(value => Math.Round(value, 5)));

    private static InferredNetwork Infer(string layers) => NetworkCompiler.Infer([new NetworkCase(layers)]).Values.Single();

    private static double[] Forward(string layers, double[] input, params double[][] parameters)
    {
        var algorithm = new NetworkAlgorithm(Infer(layers));
        var interpreter = new Interpreter<Real>(1);
        interpreter.Set(algorithm.Input, input);
        for (int index = 0; index < algorithm.Parameters.Count; index++) interpreter.Set(algorithm.Parameters[index].Tensor, parameters[index]);
        interpreter.Run(algorithm.TrainingForward);
        return interpreter[algorithm.Output].Select(value => value.Value).ToArray();
    }
}
