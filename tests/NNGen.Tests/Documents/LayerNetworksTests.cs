using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using NNGen.Generator.Layers;
using Xunit;

namespace NNGen.Tests.Documents;

/// <summary>
/// The networks of the per-layer benchmark are a file that this test writes from the catalogue: a new kind of layer is measured as soon as
/// the file is accepted.
/// </summary>
public sealed class LayerNetworksTests
{
    // Few terms and 1,024 outputs each: the layer under test is a good part of the work.
    private const string Vector = "Input(16), Dense(1024)";
    private const string Sequence = "Input(64, 16), Conv1D(16, 1)";
    private const string Image = "Input(8, 8, 16), Conv2D(16, 1)";

    [Fact]
    public void Benchmark_HasANetworkForEveryLayer() => AcceptedText.Verify("benchmarks/Layers/LayerNetworks.cs", null, File());

    private static string File()
    {
        (string Before, LayerKind[] Layers)[] groups = Catalogue.Layers
            .GroupBy(Before)
            .Select(group => (group.Key, group.ToArray()))
            .ToArray();
        var file = new StringBuilder();
        file.Append("// Written by a test from the catalogue of layers, and accepted like a snapshot: see CONTRIBUTING.md.\n\n");
        file.Append("namespace NNGen.Benchmarks.Layers;\n\n");
        file.Append("/// <summary>One network for each kind of layer, which ends with its catalogue entry's sample.</summary>\n");
        file.Append("internal static class LayerNetworks\n{\n");
        file.Append("    /// <summary>The layers by what comes before them.</summary>\n");
        file.Append("    public static IReadOnlyList<LayerGroup> All =>\n    [\n");
        foreach ((string before, LayerKind[] layers) in groups)
        {
            file.Append($"        new LayerGroup(\n            {Workload(before, NameOf(before))},\n            [\n");
            foreach (LayerKind layer in layers) file.Append($"                {Workload(layer.Sample, layer.Name)},\n");
            file.Append("            ]),\n");
        }

        file.Append("    ];\n}\n");
        foreach ((string before, LayerKind[] layers) in groups)
        {
            file.Append(Network(before, string.Empty, NameOf(before)));
            foreach (LayerKind layer in layers) file.Append(Network(before, $"[{layer.SampleLayers}{layer.Sample}]\n", layer.Name));
        }

        string code = Catalogue.SampleCode;
        if (code.Length > 0) file.Append('\n').Append(code);
        return file.ToString();
    }

    /// <summary>
    /// Layers that the sample fits behind: their output has as many axes as the sample's input, and the shape of the network's input where
    /// the sample reads that too.
    /// </summary>
    private static string Before(LayerKind layer)
    {
        if (layer.Sample.Contains("\"input\"", StringComparison.Ordinal)) return Image;
        return layer.SampleInput.Count(c => c == ',') switch { 0 => Vector, 1 => Sequence, _ => Image };
    }

    private static string NameOf(string before) => before switch { Vector => "Vector", Sequence => "Sequence", _ => "Image" };

    private static string Workload(string text, string name) =>
        $"new LayerWorkload<Network{name}>({SymbolDisplay.FormatLiteral(text, quote: true)})";

    private static string Network(string before, string layer, string name) =>
        $"\n[NeuralNetwork(Loss = Loss.MeanSquaredError), {before}]\n{layer}internal sealed partial class Network{name};\n";
}
