using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NNGen.Onnx.Conversion;
using Xunit;
using Xunit.Abstractions;

namespace NNGen.Onnx.Tests;

/// <summary>
/// Models as exporters write them: PyTorch's, and by hand those of scikit-learn and Keras. Each brings a self-test along that was computed
/// in 64 bits. <c>Models/make.py</c> makes them.
/// </summary>
public sealed class ExporterModelTests(ITestOutputHelper output)
{
    [Fact]
    public void Models_OfOtherExporters_Verify()
    {
        Dictionary<string, ConvertedNetwork> converted = Paths().ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, path => OnnxFile.Convert(path));
        string[] unsupported = [.. converted.SelectMany(network => network.Value.Unsupported.Select(node => $"{network.Key}: {node.Node}: {node.Problem}"))];
        Assert.Empty(unsupported);

        IReadOnlyDictionary<string, LoadedNetwork> networks = GeneratedNetworks.Compile(converted, out IReadOnlyDictionary<string, string> declined);

        Assert.Empty(declined);
        SelfTestResult[] results = [.. networks.Select(network => Verify(network.Key, network.Value))];
        Assert.All(results, result => Assert.True(result.IsPassed, result.ToString()));
        Assert.True(results.Length >= 25, "models are missing");
    }

    private SelfTestResult Verify(string name, LoadedNetwork network)
    {
        SelfTestResult result = network.Verify();
        output.WriteLine($"{name}: {result.Tolerances:F2}");
        return result;
    }

    private static string[] Paths() => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Models"), "*.onnx");
}
