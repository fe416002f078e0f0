using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NNGen.Onnx.Conversion;
using NNGen.Tests;
using Xunit;

namespace NNGen.Onnx.Tests;

/// <summary>Models as other tools have written them.</summary>
public sealed class ModelZooTests
{
    private const int Images = 1_000;

    [SkippableFact]
    public void Models_AreSupportedWhole()
    {
        foreach (string path in Directory.GetFiles(TestData.RequireFolder("onnx"), "*.onnx"))
        {
            ConvertedNetwork network = OnnxFile.Convert(path);
            Assert.True(!network.Unsupported.Any(), $"{path}: {string.Join("; ", network.Unsupported)}");
        }
    }

    [SkippableFact]
    public void Policies_ComputeWhatTheirGraphSays()
    {
        string[] paths = Directory.GetFiles(TestData.RequireFolder("onnx"), "godot-*.onnx");
        var converted = paths.ToDictionary(path => Path.GetFileNameWithoutExtension(path).Replace('-', '_'), path => OnnxFile.Convert(path));
        IReadOnlyDictionary<string, LoadedNetwork> networks = Compile(converted);
        var random = new CounterRandom(4);
        foreach ((string name, ConvertedNetwork network) in converted)
        {
            float[] input = Enumerable.Range(0, networks[name].Description.InputLength).Select(_ => random.NextSingle() - 0.5f).ToArray();
            float[] found = networks[name].Forward(input);
            double[] wanted = InDouble(network, input);
            for (int k = 0; k < wanted.Length; k++) Assert.InRange(found[k], wanted[k] - 1e-6 - (1e-5 * Math.Abs(wanted[k])), wanted[k] + 1e-6 + (1e-5 * Math.Abs(wanted[k])));
        }
    }

    [SkippableFact]
    public void ConvolutionalNetwork_ReadsHandwrittenDigits()
    {
        ConvertedNetwork converted = OnnxFile.Convert(Path.Combine(TestData.RequireFolder("onnx"), "mnist-8.onnx"));
        LoadedNetwork network = Compile(new Dictionary<string, ConvertedNetwork> { ["Mnist8"] = converted })["Mnist8"];
        string folder = TestData.RequireFolder("mnist");
        Dataset test = Dataset.FromIdx(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"));
        int correct = 0;
        for (int sample = 0; sample < Images; sample++)
        {
            float[] scores = network.Forward(test.Inputs.Slice(sample * test.InputLength, test.InputLength));
            if (Array.IndexOf(scores, scores.Max()) == test.Labels[sample]) correct++;
        }

        Assert.InRange(correct, 0.98 * Images, Images);
    }

    private static IReadOnlyDictionary<string, LoadedNetwork> Compile(IReadOnlyDictionary<string, ConvertedNetwork> networks)
    {
        IReadOnlyDictionary<string, LoadedNetwork> compiled = GeneratedNetworks.Compile(networks, out IReadOnlyDictionary<string, string> refused);
        Assert.Empty(refused);
        return compiled;
    }

    /// <summary>The dense layers one after the other, in double.</summary>
    private static double[] InDouble(ConvertedNetwork network, float[] input)
    {
        double[] values = input.Select(value => (double)value).ToArray();
        foreach (DeclaredLayer layer in network.Layers.Skip(1))
        {
            Assert.Equal("Dense", layer.Kind);
            float[] kernel = layer.Tensors.Single(tensor => tensor.Name == "kernel").Values;
            float[] bias = layer.Tensors.Single(tensor => tensor.Name == "bias").Values;
            double[] from = values;
            values = bias.Select((shift, unit) => shift + from.Select((value, row) => value * kernel[(row * bias.Length) + unit]).Sum()).ToArray();
            if (layer.Activation == "Tanh") values = values.Select(Math.Tanh).ToArray();
            else Assert.Null(layer.Activation);
        }

        return values;
    }
}
