using System;
using System.Diagnostics;
using NNGen.Onnx.Conversion;
using Xunit;

namespace NNGen.Onnx.Tests;

/// <summary>Files that were cut off, changed or made in bad faith.</summary>
public sealed class DamagedFileTests
{
    private static readonly byte[] Model = Example();

    [Fact]
    public void Convert_CutAnywhere_SaysSoOrReadsWhatIsThere()
    {
        for (int length = 0; length < Model.Length; length++) Try(Model[..length]);
    }

    [Fact]
    public void Convert_AnyByteChanged_SaysSoOrReadsWhatIsThere()
    {
        var random = new CounterRandom(1);
        for (int place = 0; place < Model.Length; place++)
        {
            byte[] changed = (byte[])Model.Clone();
            changed[place] ^= (byte)(1 + random.NextInt(255));
            Try(changed);
        }
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

    private static byte[] Example()
    {
        var model = new ModelBytes(1, 1, 4, 4);
        model.Node("Conv", [model.Constant("k", [2, 1, 3, 3], new float[18]), model.Constant("c", [2], 1, 2)], ModelBytes.Attribute("pads", 1, 1, 1, 1))
            .Node("Relu")
            .Node("MaxPool", ModelBytes.Attribute("kernel_shape", 2, 2), ModelBytes.Attribute("strides", 2, 2))
            .Node("Reshape", [model.Integers("shape", 1, -1)])
            .Node("Gemm", [model.Constant("w", [8, 2], new float[16]), model.Constant("b", [2], 1, 2)]);
        return model.ToArray();
    }
}
