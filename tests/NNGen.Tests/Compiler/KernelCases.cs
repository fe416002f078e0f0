using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Planning;
using Xunit;

namespace NNGen.Tests.Compiler;

/// <summary>
/// The networks on which the kernels are tested: small ones in every shape that a tile, a tail, a strip or a panel can have. All are
/// compiled together, once.
/// </summary>
internal static class KernelCases
{
    /// <summary>Enough for two whole blocks and a partial one.</summary>
    public const int Samples = 70;

    /// <summary>Sizes at and around those of vectors, blocks and tiles, primes, and what is larger than all of them.</summary>
    private static readonly int[] Sizes = [1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 32, 33, 47, 64, 65, 97, 127, 129, 150];

    private static readonly Lazy<IReadOnlyDictionary<NetworkCase, CompiledNetwork>> Compiled = new(() => NetworkCompiler.Compile(All!));
    private static readonly ConcurrentDictionary<NetworkCase, Lazy<(CaseData Data, Oracle Oracle)>> Oracles = [];

    public static IReadOnlyList<NetworkCase> Shapes { get; } = SizeCases().ToArray();

    /// <summary>Every kind of layer of the catalogue. A new kind is here as soon as it is there.</summary>
    public static IReadOnlyList<NetworkCase> Layers { get; } = Catalogue.Layers.SelectMany(Of).ToArray();

    /// <summary>The kinds of layers through which one element of the input reaches every element of the output.</summary>
    public static IReadOnlyList<NetworkCase> VectorLayers { get; } = Catalogue.Layers.Where(TakesVectors).SelectMany(Of).ToArray();

    public static IReadOnlyList<NetworkCase> Images { get; } = ImageCases().ToArray();

    /// <summary>Networks of so many kernels that these are written short, and share methods.</summary>
    public static IReadOnlyList<NetworkCase> Large { get; } = LargeCases().ToArray();

    public static IReadOnlyList<NetworkCase> Activations { get; } = ActivationCases().ToArray();

    public static IReadOnlyList<NetworkCase> Trainable { get; } = [.. Shapes, .. Layers, .. Images, .. Large, .. Activations, .. LossCases()];

    /// <summary>Networks without a parameter, and thus without a backward pass; some with more than one axis.</summary>
    public static IReadOnlyList<NetworkCase> Constant { get; } = ConstantCases().ToArray();

    public static IReadOnlyList<NetworkCase> All { get; } = [.. Trainable, .. Constant];

    public static NetworkCase Find(string name) => All.Single(network => network.Name == name);

    /// <summary>Every one of some networks on every target, as a theory's data.</summary>
    public static TheoryData<string, KernelTarget> OnEveryTarget(IEnumerable<NetworkCase> networks)
    {
        var data = new TheoryData<string, KernelTarget>();
        foreach (NetworkCase network in networks)
        {
            foreach (KernelTarget target in Enum.GetValues<KernelTarget>()) data.Add(network.Name, target);
        }

        return data;
    }

    public static CompiledNetwork Compile(NetworkCase network) => Compiled.Value[network];

    public static CaseData Data(NetworkCase network) => OracleOf(network).Data;

    public static Oracle Oracle(NetworkCase network) => OracleOf(network).Oracle;

    /// <summary>A network with the case's parameters.</summary>
    public static NetworkDriver Create(NetworkCase network, KernelTarget target)
    {
        NetworkDriver driver = Compile(network).Create(target);
        foreach ((Tensor tensor, float[] values) in Data(network).Parameters) driver.Parameters[tensor.Name].CopyFrom(values);
        return driver;
    }

    /// <summary>
    /// A kind of layer as its sample shows it: before the first parameters, between two layers and last, at sizes at and around those of
    /// vectors, blocks and tiles. The sizes of the sample itself stay, and so does its input if it is no vector of any length.
    /// </summary>
    public static IEnumerable<NetworkCase> Of(LayerKind layer)
    {
        string sample = layer.Sample;
        if (sample.Split('(')[0] != layer.Name) throw new ArgumentException($"The layer {layer.Name} has no sample: “{sample}”.");
        if (!TakesVectors(layer)) return NetworkCase.Around(layer);

        // A function that is applied element by element has one kernel, whatever its sizes: ReLU goes through them for all.
        bool isFunction = layer is ActivationLayer or ElementwiseLayer or FunctionLayer && layer.Name is not ("ReLU" or "Softmax");
        if (isFunction) return [new NetworkCase($"Input(33), {sample}, Dense(19), {sample}, Dense(6), {sample}")];
        return new[]
        {
            $"Input(1), {sample}, Dense(1), {sample}",
            $"Input(19), {sample}, Dense(35)",
            $"Input(33), Dense(65), {sample}, Dense(6)",
            $"Input(64), Dense(97), {sample}",
            $"Input(150), {sample}, Dense(31), {sample}",
        }.Select(layers => new NetworkCase(layers));
    }

    /// <summary>Whether a layer's sample can stand behind a vector of any length.</summary>
    private static bool TakesVectors(LayerKind layer) => layer.SampleInput == "Input(5)";

    private static (CaseData Data, Oracle Oracle) OracleOf(NetworkCase network) => Oracles.GetOrAdd(network, _ => new(() =>
    {
        NetworkPlan plan = Compile(network).Plan;
        var data = new CaseData(plan.Network, plan.Algorithm, Samples);
        return (data, new Oracle(plan.Algorithm, data, Samples));
    })).Value;

    /// <summary>
    /// Two layers each, so that a contraction reads the caller's rows in one and another's values in the next. The steps through the sizes
    /// are coprime to their number: every size comes in every place, with small and large neighbours.
    /// </summary>
    private static IEnumerable<NetworkCase> SizeCases()
    {
        int Size(int index) => Sizes[index % Sizes.Length];
        for (int k = 0; k < Sizes.Length; k++)
        {
            yield return NetworkCase.Dense(Size(k), Size((5 * k) + 3), Size((7 * k) + 1));
            yield return NetworkCase.Dense(Size(k), Size((11 * k) + 8), Size((3 * k) + 6));
        }

        // What the walk above does not meet.
        yield return NetworkCase.Dense(64, 64, 150);
        yield return NetworkCase.Dense(48, 96, 48);
        yield return NetworkCase.Dense(784, 10);
    }

    private static IEnumerable<NetworkCase> ActivationCases()
    {
        foreach (string name in Enum.GetNames<Activation>())
        {
            string activation = $"Activation.{name}";
            yield return new NetworkCase($"Input(17), Dense(33, {activation}), Dense(9, {activation}, UseBias = false), Dense(5)");
        }

        foreach (string activation in new[] { "Activation.ReLU", "Activation.Tanh", "Activation.Softmax" })
        {
            yield return new NetworkCase($"Input(64), Dense(64, {activation}), Dense(20, {activation})");
        }

        // Further slopes: each of these signs and sizes has an expression of its own.
        foreach (string layer in new[] { "LeakyReLU", "LeakyReLU(-0.5f)", "LeakyReLU(0f)", "LeakyReLU(1f)", "ThresholdedReLU(-0.25f)" })
        {
            yield return new NetworkCase($"Input(19), {layer}, Dense(35), {layer}, Dense(6), {layer}");
        }

        yield return new NetworkCase("Input(7), Dense(40, Activation.ReLU, UseBias = false), Dense(1)");
        yield return new NetworkCase(
            "Input(32), Tanh, ReLU, Dense(48, Activation.Tanh), LeakyReLU(-0.1f), Sigmoid, Softmax, " +
            "Dense(16, UseBias = false), Softmax, Tanh");
    }

    private static IEnumerable<NetworkCase> LossCases()
    {
        foreach (int outputs in new[] { 1, 10, 33 })
        {
            yield return new NetworkCase($"Input(6), Dense(8, Activation.Tanh), Dense({outputs})", "MeanSquaredError");
            yield return new NetworkCase($"Input(6), Dense({outputs}, Activation.Softmax)", "MeanSquaredError");
            yield return new NetworkCase($"Input(6), Dense({outputs}, Activation.Softmax)", "CategoricalCrossEntropy");
            yield return new NetworkCase($"Input(6), Dense({outputs}), Sigmoid", "BinaryCrossEntropy");
        }

        foreach (NetworkCase network in LossNetworks.Of(outputs: 12)) yield return network;
    }

    private static IEnumerable<NetworkCase> ConstantCases()
    {
        yield return new NetworkCase("Input(37), Tanh");
        yield return new NetworkCase("Input(5), LeakyReLU(-2f), Sigmoid, Softmax");
        yield return new NetworkCase("Input(5, 3), Tanh, Softmax");
        yield return new NetworkCase("Input(2, 3, 20), Softmax, ReLU");
        yield return new NetworkCase("Input(3, 5, 2), Cropping2D(0, Left = 1), ZeroPadding2D(0, Right = 2)");
    }

    /// <summary>
    /// Convolutions in every shape that tiles, conditions and strips can have: channels and filters at and around those of vectors and tiles, padding
    /// on some sides, strides, dilation, groups, edges that part and meet. Smooth activations: where a maximum switches, no bound is tight.
    /// </summary>
    private static IEnumerable<NetworkCase> ImageCases()
    {
        yield return new NetworkCase(
            "Input(20, Name = \"observation\"), Input(7, Name = \"state\"), Dense(33, Activation.Tanh, From = \"observation\"), "
            + "Concat(\"dense_2\", \"state\"), Dense(40, Activation.Tanh, Name = \"body\"), Dense(6, Activation.Softmax, Name = \"policy\"), "
            + "Dense(1, From = \"body\", Name = \"value\"), Output(\"policy\", Weight = 0.5f), Output(\"value\")");
        yield return new NetworkCase(
            "Input(6, 6, 2, Name = \"image\"), Input(3, Name = \"extra\"), Conv2D(5, 3, Activation.Tanh, From = \"image\", Name = \"features\"), "
            + "GlobalAveragePool2D, Concat(\"globalaveragepool2d_3\", \"extra\"), Dense(4, Activation.Sigmoid, Name = \"tags\"), "
            + "Conv2D(3, 1, Activation.Softmax, From = \"features\", Name = \"mask\"), Output(\"mask\"), Output(\"tags\")");
        yield return new NetworkCase("Input(7, 7, 1), Conv2D(2, 3), Flatten, Dense(3)");
        yield return new NetworkCase("Input(4, 5, 2), Conv2D(3, 2), ZeroPadding2D(0, Bottom = 1, Right = 2)");
        yield return new NetworkCase("Input(8, 8, 1), Conv2D(6, 5, Activation.Tanh), MaxPool2D(2), Flatten, Dense(10, Activation.Softmax)");
        yield return new NetworkCase("Input(6, 5, 3), Conv2D(8, 3, Pad = 1), Flatten, Dense(3)");
        yield return new NetworkCase(
            "Input(9, 8, 2), Conv2D(17, 3, Activation.Tanh, Padding = Padding.Same), Conv2D(5, 3, Activation.Tanh, Pad = 1, Stride = 2)");
        yield return new NetworkCase("Input(9, 9, 4), Conv2D(20, 3, Stride = 2), Conv2D(6, 1), Conv2D(3, 2, Stride = 2, Pad = 1)");
        yield return new NetworkCase("Input(9, 7, 2), Conv2D(4, 3, Dilation = 2, Pad = 2), MaxPool2D(3, Stride = 2), Flatten, Dense(4)");
        yield return new NetworkCase(
            "Input(9, 8, 3), Conv2D(6, 3, Activation.Tanh, Stride = 2, Dilation = 3, Pad = 3), Conv2D(4, 2, Stride = 3, Dilation = 2, Pad = 1)");
        yield return new NetworkCase(
            "Input(3, 4, 2), Conv2DTranspose(17, 2, Activation.Tanh, Stride = 2, Dilation = 3), DepthwiseConv2D(3, Stride = 2, Dilation = 2)");
        yield return new NetworkCase("Input(6, 6, 4), Conv2D(6, 3, Pad = 1, Groups = 2), Conv2D(6, 3, Groups = 6, UseBias = false)");
        yield return new NetworkCase("Input(4, 5, 32), Conv2D(64, 3, Pad = 1, Groups = 2), Conv2D(32, 1, Groups = 2), Flatten, Dense(4)");
        yield return new NetworkCase(
            "Input(5, 5, 3), Conv2D(16, 3, Activation.Tanh, Pad = 1, Name = \"a\"), Conv2D(16, 3, Pad = 1), Add(\"a\"), Tanh, Flatten, Dense(4)");
        yield return new NetworkCase("Input(4, 4, 16), Conv2D(33, 3, Activation.Tanh, Pad = 1), Conv2D(34, 1), Flatten, Dense(9), Tanh");
        yield return new NetworkCase("Input(6, 5, 1), Conv2D(1, 3, Activation.Tanh, Pad = 1), Conv2D(1, 1), Conv2DTranspose(1, 2, Stride = 2)");
        yield return new NetworkCase("Input(5, 3), Flatten, Dense(4)");
        yield return new NetworkCase("Input(3, 3, 2), Conv2D(4, 3), Conv2D(4, 1), Flatten");
        yield return new NetworkCase("Input(12, 12, 6), Conv2D(16, 5, Activation.Sigmoid), AveragePool2D(2), Flatten, Dense(12)");
        yield return new NetworkCase("Input(8, 8, 3), Conv2D(8, 7, Activation.ReLU, Stride = 2, Pad = 3), AveragePool2D(3, Stride = 2), Conv2D(40, 3, Pad = 1)");
        yield return new NetworkCase(
            "Input(6, 6, 3), Conv2D(4, 1, Name = \"left\"), Conv2D(5, 3, Pad = 1, From = \"input\", Name = \"middle\"), "
            + "Conv2D(2, 5, Pad = 2, From = \"left\", Name = \"right\"), Concat(\"left\", \"middle\", \"right\"), Conv2D(3, 3)");
        yield return new NetworkCase(
            "Input(20), Dense(33, Activation.Tanh), Dense(17, Activation.Tanh, Trainable = false, Name = \"fixed\"), Dense(40), Tanh, "
            + "Dense(17, UseBias = false, Trainable = false), Add(\"fixed\"), Dense(3)");
        yield return new NetworkCase(
            "Input(6, 5, 3), Conv2D(20, 3, Activation.Tanh, Trainable = false), Conv2D(8, 3, Activation.Tanh), Conv2D(4, 1, Trainable = false), Flatten, Dense(3)");
        yield return new NetworkCase("Input(4, 5, 3), UpSampling2D(2, Interpolation = Interpolation.BilinearAlignCorners), Flatten, Dense(4)");
        yield return new NetworkCase("Input(3, 4, 2), Conv2D(20, 1, UseBias = false), UpSampling2D(3, Interpolation = Interpolation.Bilinear)");
        yield return new NetworkCase(
            "Input(19), BatchNormalization(epsilon: 0.1f), Dense(64, UseBias = false), BatchNormalization(epsilon: 0.1f), Tanh, "
            + "Dense(33, UseBias = false), BatchNormalization(epsilon: 0.1f), Dense(3)");
        yield return new NetworkCase(
            "Input(6, 5, 3), Conv2D(17, 3, UseBias = false, Pad = 1, Name = \"a\"), BatchNormalization(epsilon: 0.1f, Name = \"b\"), Tanh, "
            + "Conv2D(17, 3, UseBias = false, Pad = 1), BatchNormalization(epsilon: 0.1f), Add(\"b\"), Tanh, Conv2D(2, 3, Stride = 2)");
        yield return new NetworkCase(
            "Input(20, Name = \"a\"), Input(20, Name = \"b\"), Dense(33, Activation.Tanh, From = \"a\", Name = \"left\"), "
            + "Dense(33, Activation.Tanh, From = \"b\", WeightsOf = \"left\"), Add(\"left\"), Dense(33, Activation.Tanh, Name = \"c\"), "
            + "Dense(33, Activation.Tanh, WeightsOf = \"c\"), Dense(3)");
        yield return new NetworkCase(
            "Input(6, 5, 4), Conv2D(4, 3, Activation.Tanh, Pad = 1, Name = \"c\"), Conv2D(4, 3, Activation.Tanh, Pad = 1, WeightsOf = \"c\"), "
            + "AveragePool2D(2), Conv2D(4, 3, Pad = 1, Stride = 2, WeightsOf = \"c\"), Flatten, Dense(3)");
        yield return new NetworkCase(
            "Input(12), Dense(12, UseBias = false, Name = \"d\"), BatchNormalization(epsilon: 0.1f, Name = \"n\"), Tanh, "
            + "Dense(12, UseBias = false, WeightsOf = \"d\"), BatchNormalization(epsilon: 0.1f, WeightsOf = \"n\"), Tanh, Dense(3)");
        foreach (NetworkCase network in PooledCases()) yield return network;
        foreach (NetworkCase network in OneImageCases()) yield return network;
        foreach (NetworkCase network in WideImageCases()) yield return network;
        yield return new NetworkCase("Input(6), Dense(5, Name = \"a\"), Dense(5, From = \"input\"), Multiply(\"a\"), Add(\"a\"), Dense(2, Activation.Softmax)");
    }

    /// <summary>
    /// Poolings that become a part of the convolution before them: windows that leave pixels over, in one and in two dimensions, of up to
    /// nine pixels, what others read of their results, and results that somebody else reads too.
    /// </summary>
    private static IEnumerable<NetworkCase> PooledCases()
    {
        yield return new NetworkCase("Input(8, 10, 2), Conv2D(7, 2), MaxPool2D(2), ReLU, Flatten, Dense(3)");
        yield return new NetworkCase("Input(12, 11, 1), Conv2D(17, 3, Activation.ReLU), MaxPool2D(2), Conv2D(6, 2, Activation.ReLU), AveragePool2D(2)");
        yield return new NetworkCase("Input(20, 3), Conv1D(6, 3, Activation.ReLU), MaxPool1D(3), Conv1D(5, 2), AveragePool1D(2), Flatten, Dense(2)");
        yield return new NetworkCase("Input(8, 8, 1), Conv2D(16, 3), MaxPool2D(3), Flatten, Dense(4)");
        yield return new NetworkCase("Input(5, 5, 4), Conv2D(33, 3, UseBias = false), GlobalAveragePool2D, Dense(4)");
        yield return new NetworkCase("Input(6, 6, 2), Conv2D(3, 3, Name = \"c\"), MaxPool2D(2, Name = \"p\"), MaxUnpool2D(\"p\"), Add(\"c\"), Tanh");
        yield return new NetworkCase("Input(6, 6, 2), Conv2D(4, 3), MaxPool2D(2, Name = \"p\"), Conv2D(4, 1), MaxUnpool2D(\"p\"), Flatten, Dense(2)");
    }

    /// <summary>
    /// One image: few filters, whose neighbouring results fill a vector together, with and without strides; lines that are taken together, whole
    /// and with a rest; filters whose last vector reaches into the next result.
    /// </summary>
    private static IEnumerable<NetworkCase> OneImageCases()
    {
        yield return new NetworkCase("Input(9, 11, 1), Conv2D(6, 4, Activation.Tanh), Flatten, Dense(3)");
        yield return new NetworkCase("Input(9, 9, 2), Conv2D(5, 3, Stride = 2, UseBias = false), Conv2D(1, 3, Pad = 1), Flatten, Dense(2)");
        yield return new NetworkCase("Input(12, 12, 3), Conv2D(16, 5, Activation.Tanh), Conv2D(2, 3, Padding = Padding.Same), Sigmoid");
        yield return new NetworkCase("Input(40, 2), Conv1D(3, 5, Activation.Tanh, Padding = Padding.Same), Conv1D(4, 3), Flatten, Dense(2)");
        yield return new NetworkCase("Input(7, 6, 3), Conv2D(40, 3, Activation.Tanh), Conv2D(13, 2), Tanh");
        yield return new NetworkCase("Input(6, 6, 8), Conv2D(8, 3, Pad = 1, Name = \"c\"), Conv2D(8, 3, Pad = 1, WeightsOf = \"c\"), Tanh");
    }

    /// <summary>Blocks of images that exceed the second-level cache: the kernels' gradients go through them sample after sample.</summary>
    private static IEnumerable<NetworkCase> WideImageCases()
    {
        yield return new NetworkCase("Input(64, 64, 9), Conv2D(16, 3, Stride = 16, Pad = 1), Flatten, Dense(2)");
        yield return new NetworkCase("Input(12, 12, 64), Conv2D(32, 3, Stride = 8), Flatten, Dense(2)");
        yield return new NetworkCase("Input(1024, 8), Conv1D(48, 3, Stride = 64, Padding = Padding.Same), Flatten, Dense(2)");
    }

    /// <summary>
    /// Layers of one kind in several sizes, so that they share kernels: with and without edges, tiles that divide an axis and tiles that overlap,
    /// vectors that reach into the next result, strips of one and of several lengths.
    /// </summary>
    private static IEnumerable<NetworkCase> LargeCases()
    {
        static NetworkCase Beside(string input, string last, params string[] layers)
        {
            string all = string.Join(", ", layers.Select((layer, index) => $"{layer[..^1]}, From = \"input\", Name = \"n{index}\")"));
            string names = string.Join(", ", layers.Select((_, index) => $"\"n{index}\""));
            return new NetworkCase($"{input}, {all}, Concat({names}), {last}");
        }

        yield return Beside(
            "Input(6, 7, 2)",
            "Flatten, Dense(3)",
            "Conv2D(16, 3, Activation.Tanh, Pad = 1)",
            "Conv2D(32, 3, Activation.Tanh, Pad = 1)",
            "Conv2D(20, 3, Pad = 1)",
            "Conv2D(12, 3, Pad = 1)",
            "DepthwiseConv2D(3, Padding = Padding.Same)");
        yield return Beside(
            "Input(7, 7, 4)",
            "Flatten, Dense(3)",
            "Conv2D(6, 3, Stride = 2, Pad = 1)",
            "Conv2D(4, 5, Stride = 2, Pad = 2)",
            "Conv2D(8, 3, Stride = 2, Pad = 1, Groups = 2)",
            "DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same)",
            "MaxPool2D(3, Stride = 2, Pad = 1)",
            "MaxPool2D(2, Stride = 2, Padding = Padding.Same)");
        yield return Beside(
            "Input(32, 32, 9)",
            "Flatten, Dense(2)",
            "Conv2D(16, 3, Stride = 8, Pad = 1)",
            "Conv2D(32, 2, Stride = 8)",
            "Conv2D(16, 2, Stride = 8)",
            "Conv2D(3, 3, Stride = 8, Pad = 1)",
            "Conv2D(48, 1, Stride = 8)",
            "DepthwiseConv2D(3, Stride = 8, Padding = Padding.Same)");
        yield return Beside("Input(17)", "Dense(10)", "Dense(33)", "Dense(64)", "Dense(47)", "Dense(150)", "Dense(31)", "Dense(96)");
    }
}
