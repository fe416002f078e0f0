using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NNGen.Generator.Layers;
using NNGen.Onnx.Conversion;
using Xunit;
using Xunit.Abstractions;

namespace NNGen.Onnx.Tests;

/// <summary>Networks of every kind of layer, written as ONNX models: read back here, and run by ONNX Runtime.</summary>
public sealed class OnnxExportTests(ITestOutputHelper output)
{
    private const int Samples = 3;

    /// <summary>Kinds that have no operators, and say so.</summary>
    private static readonly string[] Refused = ["OfMaxUnpool2D", "OfActivation"];

    private static readonly Dictionary<string, string> Declarations = Declare();

    private static readonly Lazy<Dictionary<string, LoadedNetwork>> Networks = new(() =>
    {
        Dictionary<string, LoadedNetwork> networks = GeneratedNetworks.CompileSources(Declarations);
        var random = new CounterRandom(5);
        foreach (LoadedNetwork network in networks.Values) network.FillParameters(ref random);
        return networks;
    });

    [Fact]
    public void Models_ReadBack_ComputeTheSame()
    {
        Dictionary<string, LoadedNetwork> exported = Networks.Value.Where(network => !Refused.Contains(network.Key)).ToDictionary();
        Dictionary<string, ConvertedNetwork> converted = exported.ToDictionary(network => network.Key, network => OnnxFile.Convert(network.Value.ToOnnx()));
        Assert.All(converted, network => Assert.True(!network.Value.Unsupported.Any(), $"{network.Key}: {string.Join("; ", network.Value.Unsupported)}"));

        IReadOnlyDictionary<string, LoadedNetwork> imported = GeneratedNetworks.Compile(converted, out IReadOnlyDictionary<string, string> declined);

        Assert.Empty(declined);
        Compare(exported, (name, inputs) => imported[name].ForwardBatch(inputs));
    }

    [SkippableFact]
    public void Models_InOnnxRuntime_ComputeTheSame()
    {
        Skip.If(OnnxRuntimeSession.Missing is not null, OnnxRuntimeSession.Missing);
        Dictionary<string, LoadedNetwork> exported = Networks.Value.Where(network => !Refused.Contains(network.Key)).ToDictionary();
        Compare(exported, (name, inputs) =>
        {
            NetworkDescription description = exported[name].Description;
            using var session = new OnnxRuntimeSession(exported[name].ToOnnx(), Ports(description.Inputs), Ports(description.Outputs));
            Scatter(inputs, session.Inputs);
            session.Run();
            return Gather(session.Outputs);
        });
    }

    [Fact]
    public void Models_OfLayersWithoutOperators_AreRefusedByName()
    {
        foreach (string kind in Refused)
        {
            var refusal = Assert.Throws<NotSupportedException>(() => Networks.Value[kind].ToOnnx());
            Assert.Contains($"({kind[2..]})", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SaveOnnx_ThatFails_LeavesTheFile()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "old");
        Assert.Throws<NotSupportedException>(() => Networks.Value["OfActivation"].SaveOnnx(path));
        Assert.Equal("old", File.ReadAllText(path));
        File.Delete(path);
    }

    /// <summary>Every sample of the catalogue, and networks in which kinds meet.</summary>
    private static Dictionary<string, string> Declare()
    {
        Dictionary<string, string> layers = Catalogue.Layers.ToDictionary(kind => kind.Name, kind => $"{kind.SampleInput}, {kind.SampleLayers}{kind.Sample}");
        layers["LeNet"] = "Input(12, 12, 1), Conv2D(4, 3, Activation.ReLU), MaxPool2D(2), Conv2D(6, 3, Activation.Tanh, Stride = 2), Flatten, Dense(10, Activation.Softmax)";
        layers["Windows"] = "Input(9, 8, 4), Conv2D(6, 3, Padding = Padding.Same, Stride = 2, Groups = 2), DepthwiseConv2D(2, Dilation = 2, DepthMultiplier = 2, Pad = 1), "
            + "Conv2DTranspose(3, 4, Stride = 3, StrideWidth = 2, Pad = 1, UseBias = false), SeparableConv2D(5, 3, KernelWidth = 2, Padding = Padding.Same), AveragePool2D(2, Padding = Padding.Same)";
        layers["Gate"] = "Input(4, 5, 3, Name = \"image\"), Input(2, Name = \"state\"), Dense(3, Activation.Sigmoid, From = \"state\", Name = \"gate\"), "
            + "Multiply(\"image\", \"gate\"), GlobalAveragePool2D, Concat(\"state\"), Dense(2, Name = \"score\"), Softmax(From = \"gate\", Name = \"share\"), Output(\"score\"), Output(\"share\")";
        layers["Shared"] = "Input(4), Dense(4, Activation.Tanh, Name = \"first\"), Dense(4, Activation.Sigmoid, WeightsOf = \"first\"), Dense(2)";
        layers["Upsampled"] = "Input(3, 4, 2), UpSampling2D(3, Interpolation = Interpolation.Bilinear), UpSampling2D(2, Interpolation = Interpolation.BilinearAlignCorners)";
        layers["Block"] = "Input(5), Pair(4, Name = \"first\"), Dense(3, Name = \"last\"), Output(\"first\"), Output(\"last\")";
        return layers.ToDictionary(layer => "Of" + layer.Key, layer =>
        {
            string functions = Catalogue.Layers.FirstOrDefault(kind => kind.Name == layer.Key)?.SampleCode ?? string.Empty;
            if (layer.Key == "Block") functions = "[Dense(Block.Parameter1, Activation.Tanh), Dense(Block.Parameter1)] public sealed class Pair(int units) : BlockAttribute(units);";
            return $"using NNGen;\n[NeuralNetwork(Loss = Loss.MeanSquaredError, Trainable = false), {layer.Value}] public sealed partial class Of{layer.Key};\n{functions}";
        });
    }

    private void Compare(Dictionary<string, LoadedNetwork> networks, Func<string, float[], float[]> run)
    {
        var random = new CounterRandom(6);
        var wrong = new List<string>();
        foreach ((string name, LoadedNetwork network) in networks)
        {
            float[] inputs = Enumerable.Range(0, Samples * network.Description.InputLength).Select(_ => (3 * random.NextSingle()) - 1.5f).ToArray();
            float[] wanted = network.ForwardBatch(inputs);
            try
            {
                float[] found = run(name, inputs);
                double worst = found.Zip(wanted, (a, b) => Math.Abs(a - (double)b) / (1e-6 + (1e-5 * Math.Abs(b)))).DefaultIfEmpty(double.PositiveInfinity).Max();
                output.WriteLine($"{name}: {worst:F2}");
                if (found.Length != wanted.Length || !(worst <= 1)) wrong.Add($"{name}: {worst:F2} times the tolerance, {found.Length} of {wanted.Length} numbers");
            }
            catch (InvalidOperationException error)
            {
                wrong.Add($"{name}: {error.Message}");
            }
        }

        Assert.Empty(wrong);
    }

    private static (string, long[])[] Ports(IReadOnlyList<PortDescription> ports) =>
        [.. ports.Select(port => (port.Name, (long[])[Samples, .. port.Shape.Select(extent => (long)extent)]))];

    /// <summary>Rows of all inputs, one behind the other, to one array for each input.</summary>
    private static void Scatter(float[] rows, float[][] ports)
    {
        int width = ports.Sum(port => port.Length / Samples);
        int start = 0;
        foreach (float[] port in ports)
        {
            int length = port.Length / Samples;
            for (int sample = 0; sample < Samples; sample++) rows.AsSpan((sample * width) + start, length).CopyTo(port.AsSpan(sample * length));
            start += length;
        }
    }

    /// <summary>One array for each port as rows.</summary>
    private static float[] Gather(float[][] ports) => Enumerable.Range(0, Samples)
        .SelectMany(sample => ports.SelectMany(port => port.Skip(sample * (port.Length / Samples)).Take(port.Length / Samples)))
        .ToArray();
}
