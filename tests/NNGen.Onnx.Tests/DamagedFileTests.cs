using System;
using System.Diagnostics;
using System.Linq;
using NNGen.Onnx.Conversion;
using Xunit;

namespace NNGen.Onnx.Tests;

/// <summary>Files that were cut off, changed or made in bad faith.</summary>
public sealed class DamagedFileTests
{
    public static TheoryData<string> Models => ["layers", "axes"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Convert_CutAnywhere_SaysSoOrReadsWhatIsThere(string name)
    {
        byte[] model = Example(name);
        for (int length = 0; length < model.Length; length++) Try(model[..length]);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Convert_AnyByteChanged_SaysSoOrReadsWhatIsThere(string name)
    {
        byte[] model = Example(name);
        var random = new CounterRandom(1);
        for (int place = 0; place < model.Length; place++)
        {
            byte[] changed = (byte[])model.Clone();
            changed[place] ^= (byte)(1 + random.NextInt(255));
            Try(changed);
        }
    }

    /// <summary>Sizes that no memory has, asked for by a few bytes.</summary>
    [Theory]
    [InlineData("Expand", 1, 2_000_000_000)]
    [InlineData("Tile", 1, 2_000_000_000)]
    [InlineData("Pad", 0, 0, 0, 2_000_000_000)]
    [InlineData("ConstantOfShape", 60_000, 60_000)]
    public void Convert_HostileSizes_AreRefusedAtOnce(string kind, params int[] sizes)
    {
        var model = new ModelBytes(-1, 1);
        string list = model.Integers("sizes", [.. sizes.Select(size => (long)size)]);
        if (kind == "ConstantOfShape") model.NodeOn("Add", ["x", model.NodeOn(kind, [list]).Last]);
        else model.Node(kind, [list], ModelBytes.Attribute("mode", "edge"));
        long before = GC.GetAllocatedBytesForCurrentThread();

        ConvertedNetwork network = OnnxFile.Convert(model.ToArray());

        Assert.NotEmpty(network.Unsupported);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Fact]
    public void Convert_NoModel_SaysSo()
    {
        OnnxException refusal = Assert.Throws<OnnxException>(() => OnnxFile.Convert("A text file."u8.ToArray()));

        Assert.Contains("Not an ONNX model", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever the bytes are: an answer or an <see cref="OnnxException"/>, and soon.</summary>
    private static void Try(byte[] bytes)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            ConvertedNetwork network = OnnxFile.Convert(bytes);
            Assert.NotEmpty(network.Layers);
        }
        catch (OnnxException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10), "a small file took too long");
    }

    private static byte[] Example(string name)
    {
        if (name == "axes") return Axes();
        var model = new ModelBytes(1, 1, 4, 4);
        model.Node("Conv", [model.Constant("k", [2, 1, 3, 3], new float[18]), model.Constant("c", [2], 1, 2)], ModelBytes.Attribute("pads", 1, 1, 1, 1))
            .Node("Relu")
            .Node("MaxPool", ModelBytes.Attribute("kernel_shape", 2, 2), ModelBytes.Attribute("strides", 2, 2))
            .Node("Reshape", [model.Integers("shape", 1, -1)])
            .Node("Gemm", [model.Constant("w", [8, 2], new float[16]), model.Constant("b", [2], 1, 2)]);
        return model.ToArray();
    }

    /// <summary>Operators whose attributes and constants are sizes.</summary>
    private static byte[] Axes()
    {
        var model = new ModelBytes(1, 2, 3, 4);
        model.Node("Pad", [model.Integers("pads", 0, 0, 1, 0, 0, 0, 0, 2)], ModelBytes.Attribute("mode", "reflect"))
            .Node("Resize", ["", model.Constant("scales", [4], 1, 1, 2, 1.5f)], ModelBytes.Attribute("mode", "linear"), ModelBytes.Attribute("antialias", 1L))
            .Node("AveragePool", ModelBytes.Attribute("kernel_shape", 2, 3), ModelBytes.Attribute("ceil_mode", 1L), ModelBytes.Attribute("dilations", 1, 2))
            .Node("ConvTranspose", [model.Constant("k", [2, 1, 2, 2], new float[8])], ModelBytes.Attribute("dilations", 1, 2), ModelBytes.Attribute("group", 2L))
            .Node("Slice", [model.Integers("starts", 5), model.Integers("ends", 0), model.Integers("axes", 2), model.Integers("steps", -2)])
            .Node("Tile", [model.Integers("repeats", 1, 1, 2, 1)])
            .Node("ReduceL2", [model.Integers("reduced", 3)]);
        return model.ToArray();
    }
}
