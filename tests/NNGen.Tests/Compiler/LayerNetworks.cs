using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Layers;

namespace NNGen.Tests.Compiler;

/// <summary>Networks that show each kind of layer, with the arguments that its sample leaves out.</summary>
internal static class LayerNetworks
{
    private static readonly string[] Convolutions =
    [
        "", "Stride = 2", "Stride = 3", "Dilation = 2", "Groups = 2", "Padding = Padding.Same", "Padding = Padding.Same, Stride = 2",
        "Padding = Padding.Same, Dilation = 3", "Pad = 1, Stride = 2", "Pad = 3", "KernelWidth = 1, StrideWidth = 2",
        "Pad = 2, Groups = 2, Stride = 3", "Padding = Padding.Same, Stride = 2, Dilation = 2", "Pad = 2, Stride = 2, Dilation = 3",
    ];

    private static readonly string[] Pools =
    [
        "2", "3", "3, Stride = 1", "2, Stride = 3", "3, Stride = 2, Padding = Padding.Same", "3, Pad = 1", "2, WindowWidth = 3",
        "1, Stride = 2",
    ];

    /// <summary>Every layer as its catalogue entry shows it: first, in the middle, and last.</summary>
    public static IReadOnlyList<NetworkCase> Samples { get; } = Catalogue.Layers.SelectMany(NetworkCase.Around).ToArray();

    /// <summary>Strides, dilations, paddings and groups: windows that overlap, touch, leave gaps or a rest.</summary>
    public static IReadOnlyList<NetworkCase> Windows { get; } = [.. ConvolutionCases().Distinct(), .. PoolingCases()];

    /// <summary>
    /// Layers with several inputs, values with several readers, operands that are repeated, reshapes in odd places, statistics of every shape.
    /// </summary>
    public static IReadOnlyList<NetworkCase> Graphs { get; } = new[]
    {
        "Input(4), Dense(4, Name = \"a\"), Tanh, Dense(4), Add(\"a\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Dense(4, From = \"a\", Name = \"b\"), Add(\"a\", \"b\", \"a\")",
        "Input(4), Dense(4, Name = \"a\"), Dense(4, From = \"input\"), Subtract(\"a\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Sigmoid, Multiply(\"a\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Tanh(Name = \"b\"), Multiply(\"a\", \"b\", \"input\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Tanh(Name = \"b\"), Average(\"a\", \"b\", \"input\"), Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Tanh(Name = \"b\"), Maximum(\"a\", \"b\", \"input\"), Dense(2)",
        "Input(4, 3, 2), Conv2D(2, 3, Padding = Padding.Same, Name = \"a\"), GlobalAveragePool2D, Dense(2), Sigmoid, Multiply(\"a\")",
        "Input(4, 3, 2), Conv2D(1, 1, Name = \"a\"), Conv2D(2, 3, Padding = Padding.Same, From = \"input\"), Add(\"a\")",
        "Input(4, 1, 2), Conv2D(2, 1, Name = \"a\"), Reshape(1, 4, 2), Multiply(\"a\"), Flatten, Dense(2)",
        "Input(3, 2), Conv1D(2, 1, Name = \"a\"), Conv1D(4, 1, Name = \"b\"), Concat(\"a\", \"b\", \"input\"), Flatten, Dense(2)",
        "Input(3, 2), Conv1D(2, 2, Name = \"a\"), Concat(\"input\", \"a\", \"a\", Axis = 1)",
        "Input(6), Reshape(3, 2), Conv1D(2, 2), Flatten(Name = \"f\"), Dense(4), Add(\"f\"), Reshape(2, 2)",
        "Input(6), Dense(6, Name = \"a\"), Reshape(2, 3), Permute(2, 1), Flatten, Add(\"a\"), Dense(2)",
        "Input(5), Dense(6), LayerNormalization, Dense(2)",
        "Input(5), BatchNormalization(0.9f, 1f), Tanh, Dense(6, UseBias = false), BatchNormalization(0.5f, 1f), Tanh, Dense(2)",
        "Input(2, 3, 3), Conv2D(4, 1, UseBias = false, Name = \"a\"), BatchNormalization(epsilon: 0.1f), Conv2D(4, 1, From = \"a\", UseBias = false), "
            + "BatchNormalization(epsilon: 0.1f, Name = \"c\"), Add(\"batchnormalization_2\"), ReLU, Flatten, Dense(2)",
        "Input(2, 3, 4), Conv2D(6, 1), GroupNormalization(1), Flatten, Dense(2)",
        "Input(2, 3, 4), Conv2D(4, 1, UseBias = false), GroupNormalization(4, Epsilon = 0.1f), Flatten, Dense(2)",
        "Input(2, 5), Conv1D(6, 1), LocalResponseNormalization(4, Alpha = 2f, Bias = 0.5f), Flatten, Dense(2)",
        "Input(4), Dense(4, Name = \"a\"), Tanh, Dense(4, WeightsOf = \"a\"), Tanh, Dense(4, WeightsOf = \"dense_3\"), Dense(2)",
        "Input(3, Name = \"x\"), Input(3, Name = \"y\"), Dense(4, Activation.Tanh, From = \"x\", Name = \"a\"), "
            + "Dense(4, Activation.Tanh, From = \"y\", WeightsOf = \"a\"), Multiply(\"a\"), Dense(2)",
        "Input(4, 4, 2), Conv2D(2, 3, Pad = 1, Name = \"a\"), PReLU, Conv2D(2, 3, Pad = 1, WeightsOf = \"a\"), PReLU(WeightsOf = \"prelu_2\"), Flatten, Dense(2)",
        "Input(5), Dense(5, UseBias = false), BatchNormalization(0.9f, 1f, Name = \"n\"), Tanh, Dense(5, UseBias = false), "
            + "BatchNormalization(0.9f, 1f, WeightsOf = \"n\"), Tanh, Dense(2)",
        "Input(5), Dense(4, Trainable = false), Tanh, Dense(3), Tanh, Dense(2)",
        "Input(5), Dense(4), Tanh, Dense(4, Trainable = false, Name = \"fixed\"), Add(\"dense_1\"), Dense(2, Trainable = false)",
        "Input(5, 2), Conv1D(3, 2, Trainable = false, Name = \"a\"), Conv1D(3, 1), Add(\"a\"), Tanh(Trainable = false), Flatten, Dense(2)",
        "Input(3, 2, 2), UpSampling2D(2, Interpolation = Interpolation.Bilinear), Flatten, Dense(2)",
        "Input(2, 4, 1), Conv2D(2, 1), UpSampling2D(3, Interpolation = Interpolation.Bilinear)",
        "Input(4, 1, 2), UpSampling2D(4, Interpolation = Interpolation.BilinearAlignCorners), Flatten, Dense(2)",
        "Input(3, 5, 1), Conv2D(2, 1), UpSampling2D(2, Interpolation = Interpolation.BilinearAlignCorners)",
        "Input(1, 1, 2), Conv2D(2, 1), UpSampling2D(1, Interpolation = Interpolation.BilinearAlignCorners)",
        "Input(6, 5, 2), MaxPool2D(3, Stride = 2, Pad = 1, Name = \"a\"), Conv2D(2, 1), MaxUnpool2D(\"a\"), Conv2D(1, 2)",
        "Input(6, 4, 2), Conv2D(3, 1), MaxPool2D(2, WindowWidth = 1, Name = \"a\"), Tanh, MaxUnpool2D(\"a\", Name = \"b\"), Add(\"b\", \"b\")",
        "Input(8, 8, 1), Conv2D(2, 3, Padding = Padding.Same), MaxPool2D(2, Name = \"a\"), MaxPool2D(2, Name = \"b\"), "
            + "MaxUnpool2D(\"b\"), MaxUnpool2D(\"a\"), Conv2D(2, 1, Activation.Softmax)",
        "Input(3, Name = \"a\"), Input(4, Name = \"b\"), Dense(3), Add(\"a\"), Dense(2)",
        "Input(4), Dense(5, Activation.Tanh, Name = \"body\"), Dense(3, Activation.Softmax, Name = \"policy\"), "
            + "Dense(1, From = \"body\", Name = \"value\"), Output(\"policy\", Weight = 0.5f), Output(\"value\")",
        "Input(2, 3, Name = \"x\"), Input(2, Name = \"y\"), Dense(3, Activation.Sigmoid, Name = \"s\"), Flatten(From = \"x\"), Dense(3), "
            + "Multiply(\"s\"), Dense(2, Name = \"o\"), Output(\"o\"), Output(\"s\", Loss = Loss.BinaryCrossEntropy, Weight = 2f)",
        "Input(3), Dense(2, Name = \"a\"), Output(\"a\", Weight = 3f)",
        "Input(6, Name = \"x\"), Reshape(2, 3), Conv1D(2, 1, Name = \"c\"), Flatten(Name = \"f\"), Dense(2, Name = \"d\"), "
            + "Output(\"c\"), Output(\"f\"), Output(\"d\")",
        "Input(4, 4, 1), Cropping2D(0, Bottom = 1), ZeroPadding2D(2, Left = 0), Conv2D(1, 3)",
    }.Select(layers => new NetworkCase(layers)).ToArray();

    private static IEnumerable<NetworkCase> ConvolutionCases()
    {
        foreach (int kernel in new[] { 1, 2, 3 })
        {
            foreach (string option in Convolutions)
            {
                string arguments = option.Length == 0 ? $"{kernel}" : $"{kernel}, {option}";
                bool hasGroups = option.Contains("Groups");
                bool isPadded = option.Contains("Pad = ");
                yield return new NetworkCase($"Input(6, 5, 2), Conv2D(4, {arguments})");
                if (!option.Contains("Width")) yield return new NetworkCase($"Input(9, 2), Conv1D(4, {arguments})");
                if (!hasGroups) yield return new NetworkCase($"Input(5, 6, 2), DepthwiseConv2D({arguments})");
                if (!hasGroups && !isPadded) yield return new NetworkCase($"Input(3, 2, 2), Conv2DTranspose(2, {arguments})");
            }
        }

        yield return new NetworkCase("Input(3, 4, 2), Conv2DTranspose(2, 4, Pad = 1, Stride = 2)");
        yield return new NetworkCase("Input(3, 4, 2), Conv2DTranspose(2, 3, Pad = 1, Dilation = 2)");
        yield return new NetworkCase("Input(1, 1, 2), Conv2D(3, 3, Padding = Padding.Same, Stride = 2, Dilation = 2)");
    }

    private static IEnumerable<NetworkCase> PoolingCases()
    {
        foreach (string pooling in new[] { "Max", "Average", "Sum" })
        {
            foreach (string window in Pools)
            {
                yield return new NetworkCase($"Input(7, 6, 2), {pooling}Pool2D({window}), Flatten, Dense(2)");
                bool hasOneAxis = pooling != "Sum" && !window.Contains("Width");
                if (hasOneAxis) yield return new NetworkCase($"Input(8, 2), {pooling}Pool1D({window}), Flatten, Dense(2)");
            }
        }
    }
}
