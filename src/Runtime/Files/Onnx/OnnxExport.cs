using System.Linq;

namespace NNGen;

/// <summary>
/// Writes a network as an ONNX model. Values keep the layout that they have here; operators that want channels in front stand between two
/// transpositions, which tools for such models move out of each other's way.
/// </summary>
internal static class OnnxExport
{
    /// <exception cref="NotSupportedException">Some layers have no operators; all of them are named.</exception>
    public static ProtoWriter Write(ParameterBuffer parameters, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        NetworkDescription network = parameters.Description;
        LayerDescription[] unknown = [.. network.Layers.Where(layer => !OnnxLayers.Knows(layer))];
        if (unknown.Length > 0)
        {
            string names = string.Join(", ", unknown.Select(layer => $"'{layer.Name}' ({layer.Kind})"));
            throw new NotSupportedException($"{network.Name} cannot be written as an ONNX model: there are no operators for {names}.");
        }

        var graph = new OnnxGraphWriter();
        var values = new Dictionary<string, (string Name, IReadOnlyList<int> Shape)>(StringComparer.Ordinal);
        foreach (PortDescription input in network.Inputs)
        {
            graph.Input(input);
            values[input.Name] = (input.Name, input.Shape);
        }

        foreach (LayerDescription layer in network.Layers)
        {
            string output = OnnxLayers.Write(new OnnxLayer(graph, layer, parameters, [.. layer.Inputs.Select(input => values[input])]));
            values[layer.Name] = (output, layer.OutputShape);
        }

        foreach (PortDescription output in network.Outputs)
        {
            graph.Named(output.Name, "Identity", [values[LayerNames.SourceOf(network, output).Name].Name]);
            graph.Output(output);
        }

        return graph.Finish(network.Name, metadata ?? []);
    }
}
