using System.Linq;
using System.Text;

namespace NNGen;

/// <summary>Draws a network's layers and what flows between them, as text that other programs make a picture of.</summary>
internal static class NetworkDrawing
{
    /// <summary>Writes the nodes and the edges of a network, from the inputs to the outputs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="head">What stands before them, without the line end.</param>
    /// <param name="node">A node of an identifier, the lines of its text, and whether it is an input or output.</param>
    /// <param name="edge">An edge between two identifiers.</param>
    /// <param name="tail">What stands behind them.</param>
    public static string Write(
        NetworkDescription network, string head, Func<string, string[], bool, string> node, Func<string, string, string> edge, string tail = "")
    {
        var text = new StringBuilder(head).Append('\n');
        var nodes = new Dictionary<string, string>();
        foreach (PortDescription input in network.Inputs) AddNode(input.Name, [input.Name, ShapeText.Format(input.Shape)], isPort: true);
        foreach (LayerDescription layer in network.Layers) AddNode(layer.Name, Lines(layer), isPort: false);
        foreach (LayerDescription layer in network.Layers)
        {
            foreach (string source in layer.Inputs) Line(edge(nodes[source], nodes[layer.Name]));
        }

        foreach (PortDescription output in network.Outputs)
        {
            string id = AddNode($"output {output.Name}", [output.Name, ShapeText.Format(output.Shape)], isPort: true);
            Line(edge(nodes[LayerNames.SourceOf(network, output).Name], id));
        }

        return text.Append(tail).ToString();

        string AddNode(string name, string[] lines, bool isPort)
        {
            // Names of layers may be keywords of the language of the drawing.
            string id = $"n{nodes.Count}";
            nodes.Add(name, id);
            Line(node(id, lines, isPort));
            return id;
        }

        void Line(string content) => text.Append("    ").Append(content).Append('\n');
    }

    private static string[] Lines(LayerDescription layer)
    {
        string kind = layer.Activation == Activation.Identity ? layer.Kind : $"{layer.Kind}, {layer.Activation}";
        string shape = ShapeText.Format(layer.OutputShape);
        if (layer.ParameterCount == 0) return [layer.Name, kind, shape];
        return [layer.Name, kind, FormattableString.Invariant($"{shape}, {layer.ParameterCount:N0} parameters")];
    }
}
