using System;
using System.Linq;
using NNGen.Generator.Parsing;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>A network of blocks is the network of their layers, under longer names.</summary>
public sealed class BlockTests
{
    public static TheoryData<int> Parameters => [.. Enumerable.Range(0, 8)];

    [Fact]
    public void Network_OfBlocks_IsThatOfTheirLayers()
    {
        NetworkDescription blocks = OfBlocks.Description, layers = OfLayers.Description;
        Assert.Equal(layers.Tensors.Select(tensor => (tensor.Offset, tensor.FanIn)), blocks.Tensors.Select(tensor => (tensor.Offset, tensor.FanIn)));
        Assert.Equal(layers.Layers.Select(layer => layer.Kind), blocks.Layers.Select(layer => layer.Kind));
        Assert.Equal(layers.Layers.Select(layer => layer.OutputShape), blocks.Layers.Select(layer => layer.OutputShape));
        Assert.Equal(layers.Layers.Select(layer => layer.Inputs.Select(Place(layers))), blocks.Layers.Select(layer => layer.Inputs.Select(Place(blocks))));

        static Func<string, int> Place(NetworkDescription network) =>
            name => network.Layers.ToList().FindIndex(layer => layer.Name == name);
    }

    [Fact]
    public void Names_OfLayersInBlocks_StandBehindThoseOfTheUses() => Assert.Equal(
        [
            "conv2d_1", "reduced.conv2d_1", "reduced.body.conv2d_1", "reduced.body.conv2d_2", "reduced.tanh_3", "reduced.add_4", "thrice_3_1.conv2d_1",
            "thrice_3_1.conv2d_2", "thrice_3_2.conv2d_1", "thrice_3_2.conv2d_2", "average_4", "globalaveragepool2d_5", "dense_6",
        ],
        OfBlocks.Description.Layers.Select(layer => layer.Name));

    [Fact]
    public void Fit_NetworkOfBlocks_GivesTheBitsOfItsLayers()
    {
        Dataset data = Data();
        var blocks = new OfBlocks(seed: 3);
        var layers = new OfLayers(seed: 3);
        var options = new FitOptions { Epochs = 2, BatchSize = 16 };
        Assert.Equal(layers.Fit(data, options).Epochs[^1].Loss, blocks.Fit(data, options).Epochs[^1].Loss);
        Assert.Equal(layers.Parameters.AsReadOnlySpan().ToArray(), blocks.Parameters.AsReadOnlySpan().ToArray());
        Assert.Equal(layers.Predict(data), blocks.Predict(data));
    }

    [Fact]
    public void Fit_FrozenBlock_KeepsTheParametersOfAllItsLayers()
    {
        var network = new OfBlocks(seed: 3);
        string[] tensors = [.. OfBlocks.Description.Tensors.Select(tensor => tensor.Name)];
        float[][] before = [.. tensors.Select(name => network.Parameters[name].ToArray())];
        network.Fit(Data(), new FitOptions { Frozen = ["reduced", "thrice_3_2"] });
        for (int i = 0; i < tensors.Length; i++)
        {
            bool isFrozen = tensors[i].StartsWith("reduced.", StringComparison.Ordinal) || tensors[i].StartsWith("thrice_3_2.", StringComparison.Ordinal);
            Assert.Equal(isFrozen, before[i].AsSpan().SequenceEqual(network.Parameters[tensors[i]].ToArray()));
        }

        Assert.Contains("frozen", OfFrozenBlock.Description.Summary());
        Assert.All(OfFrozenBlock.Description.Layers, layer => Assert.Equal(!layer.Name.StartsWith("wide.", StringComparison.Ordinal), layer.IsTrainable));
    }

    [Fact]
    public void Block_AtRunTime_KnowsItsArguments() => Assert.Equal(new object[] { 6, 2, Activation.Tanh }, new Narrow(6, 2, Activation.Tanh).Arguments);

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Placeholder_UnderArithmetic_IsFoundAgain(int parameter)
    {
        int[] constants =
        [
            Block.Parameter1, Block.Parameter2, Block.Parameter3, Block.Parameter4, Block.Parameter5, Block.Parameter6, Block.Parameter7, Block.Parameter8,
        ];
        int constant = constants[parameter];
        for (int factor = 1; factor <= 16; factor++)
        {
            foreach (int offset in new[] { -4096, -1, 0, 1, 4096 })
            {
                Assert.Equal(new Placeholder(parameter, factor, 1, offset), Placeholder.Of((factor * constant) + offset));
                Assert.Equal(new Placeholder(parameter, 1, factor, offset), Placeholder.Of((constant / factor) + offset));
            }

            Assert.Equal(new Placeholder(parameter, factor, 1, 0), Placeholder.Of((float)(factor * constant)));
            Assert.Equal(new Placeholder(parameter, 1, factor, 0), Placeholder.Of((float)constant / factor));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1 << 20)]
    [InlineData(-1_000_000)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(-Block.Parameter1)]
    public void Placeholder_OfAnOrdinaryNumber_IsNone(int number)
    {
        Assert.Null(Placeholder.Of(number));
        Assert.Null(Placeholder.Of((float)number));
        Assert.Null(Placeholder.Of(float.NaN));
    }

    private static Dataset Data()
    {
        var random = new Random(7);
        float[] inputs = Enumerable.Range(0, 40 * OfBlocks.InputLength).Select(_ => (2 * random.NextSingle()) - 1).ToArray();
        return Dataset.FromLabels(inputs, OfBlocks.InputLength, Enumerable.Range(0, 40).Select(_ => random.Next(3)).ToArray(), 3);
    }
}

/// <summary>Two convolutions.</summary>
[Conv2D(Block.Parameter1, 3, (Activation)Block.Parameter2, Padding = Padding.Same), Conv2D(2 * Block.Parameter1, 1)]
internal sealed class ThriceAttribute(int channels, Activation activation) : BlockAttribute(channels, activation);

/// <summary>A narrow way beside a wide one, by a block inside a block.</summary>
[Conv2D(Narrow.Channels, 3, Stride = Narrow.Stride, Pad = 1, Name = "conv2d_1")]
[Thrice(Narrow.Channels / 2, (Activation)Narrow.Function, From = Block.Input, Name = "body"), Tanh, Add("conv2d_1")]
internal sealed class Narrow(int channels, int stride, Activation function) : BlockAttribute(channels, stride, function)
{
    private const int Channels = Block.Parameter1;
    private const int Stride = Block.Parameter2;
    private const int Function = Block.Parameter3;
}

[NeuralNetwork, Input(7, 6, 2), Conv2D(4, 1)]
[Narrow(6, 1, Activation.ReLU, Name = "reduced"), Thrice(3, Activation.Sigmoid, Repeat = 2)]
[Average("reduced", "thrice_3"), GlobalAveragePool2D, Dense(3, Activation.Softmax)]
internal sealed partial class OfBlocks;

[NeuralNetwork, Input(7, 6, 2), Conv2D(4, 1, Name = "stem")]
[Conv2D(6, 3, Stride = 1, Pad = 1, Name = "wide")]
[Conv2D(3, 3, Activation.ReLU, Padding = Padding.Same, From = "stem"), Conv2D(6, 1), Tanh, Add("wide", Name = "reduced")]
[Conv2D(3, 3, Activation.Sigmoid, Padding = Padding.Same), Conv2D(6, 1), Conv2D(3, 3, Activation.Sigmoid, Padding = Padding.Same), Conv2D(6, 1, Name = "thrice")]
[Average("reduced", "thrice"), GlobalAveragePool2D, Dense(3, Activation.Softmax)]
internal sealed partial class OfLayers;

[NeuralNetwork, Input(7, 6, 2), Narrow(4, 1, Activation.Tanh, Name = "wide", Trainable = false), Flatten, Dense(3, Activation.Softmax)]
internal sealed partial class OfFrozenBlock;
