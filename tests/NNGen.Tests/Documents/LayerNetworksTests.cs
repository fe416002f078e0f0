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
    // Few terms and many outputs: the layer under test is a good part of the work.
    private const string Before = "Input(16), Dense(1024)";

    [Fact]
    public void Benchmark_HasANetworkForEveryLayer() => AcceptedText.Verify("benchmarks/Layers/LayerNetworks.cs", null, File());

    private static string File()
    {
        var file = new StringBuilder();
        file.Append("// Written by a test from the catalogue of layers, and accepted like a snapshot: see CONTRIBUTING.md.\n\n");
        file.Append("namespace NNGen.Benchmarks.Layers;\n\n");
        file.Append("/// <summary>One network for each kind of layer, which ends with its catalogue entry's sample.</summary>\n");
        file.Append("internal static class LayerNetworks\n{\n");
        file.Append("    /// <summary>What comes before the layer.</summary>\n");
        file.Append($"    public static LayerWorkload Before => {Workload(Before, nameof(Before))};\n\n");
        file.Append("    public static IReadOnlyList<LayerWorkload> All =>\n    [\n");
        foreach (LayerKind layer in Catalogue.Layers) file.Append($"        {Workload(layer.Sample, layer.Name)},\n");
        file.Append("    ];\n}\n");
        foreach ((string layers, string name) in Catalogue.Layers
            .Select(layer => ($"{Before}, {layer.Sample}", layer.Name))
            .Prepend((Before, nameof(Before))))
        {
            file.Append($"\n[NeuralNetwork(Loss = Loss.MeanSquaredError), {layers}]\ninternal sealed partial class Network{name};\n");
        }

        return file.ToString();
    }

    private static string Workload(string text, string name) =>
        $"new LayerWorkload<Network{name}>({SymbolDisplay.FormatLiteral(text, quote: true)}, seed => new Network{name}(seed))";
}
