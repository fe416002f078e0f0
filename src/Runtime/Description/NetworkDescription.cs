using System.Globalization;
using System.Text;

namespace NNGen;

/// <summary>
/// What a network is made of, as data: ports, layers, edges and parameter tensors. Emitted by the generator, one per class.
/// </summary>
public sealed class NetworkDescription
{
    /// <summary>The name of the network's class.</summary>
    public required string Name { get; init; }

    /// <summary>The input ports.</summary>
    public required IReadOnlyList<PortDescription> Inputs { get; init; }

    /// <summary>The output ports.</summary>
    public required IReadOnlyList<PortDescription> Outputs { get; init; }

    /// <summary>The layers, in the order of computation.</summary>
    public required IReadOnlyList<LayerDescription> Layers { get; init; }

    /// <summary>
    /// The parameter tensors, in the order of the flat parameter span, which they fill without gaps; behind them the running statistics.
    /// </summary>
    public required IReadOnlyList<TensorDescription> Tensors { get; init; }

    /// <summary>The loss that training minimises; of several outputs, that of the first (see <see cref="PortDescription.Loss"/>).</summary>
    public required Loss Loss { get; init; }

    /// <summary>The <see cref="PortDescription.DecisionThreshold"/> of the first output.</summary>
    public float DecisionThreshold => Outputs[0].DecisionThreshold;

    /// <summary>
    /// Identifies the architecture: 16 hexadecimal digits over layer kinds, names, shapes and settings. Files carry it, so that weights of
    /// another network are refused.
    /// </summary>
    public required string ArchitectureHash { get; init; }

    /// <summary>The number of samples that the batch kernels process together.</summary>
    public required int BlockSize { get; init; }

    /// <summary>The scratch floats that one block of the batch forward pass needs.</summary>
    public required int BlockLength { get; init; }

    /// <summary>The self-test that the class's model or weights file brought along; null where there is none.</summary>
    public SelfTest? SelfTest { get; init; }

    /// <summary>The elements of one input sample: all inputs, one behind the other.</summary>
    public int InputLength => Length(Inputs);

    /// <summary>The elements of one output sample: all outputs, one behind the other.</summary>
    public int OutputLength => Length(Outputs);

    /// <summary>The number of parameters, without running statistics.</summary>
    public int ParameterCount => LengthOf(isStatistic: false);

    /// <summary>The number of running statistics: values that are saved with the parameters, but not trained.</summary>
    public int StatisticCount => LengthOf(isStatistic: true);

    /// <summary>The multiply-adds of one sample's forward pass.</summary>
    public long MultiplyAdds
    {
        get
        {
            long total = 0;
            foreach (LayerDescription layer in Layers) total += layer.MultiplyAdds;
            return total;
        }
    }

    /// <summary>The layer table as text: name, kind, output shape, parameters and multiply-adds of every layer, and the totals.</summary>
    /// <returns>A table with one line for each layer, lines separated by <c>\n</c>.</returns>
    public string Summary()
    {
        var rows = new List<string[]> { new[] { "layer", "kind", "output", "parameters", "multiply-adds" } };
        foreach (PortDescription input in Inputs)
        {
            rows.Add([input.Name, "Input", ShapeText.Format(input.Shape), "0", "0"]);
        }

        foreach (LayerDescription layer in Layers)
        {
            string kind = layer.Activation == Activation.Identity ? layer.Kind : $"{layer.Kind}, {layer.Activation}";
            if (!layer.IsTrainable) kind += ", frozen";
            if (layer.WeightsOf is not null) kind += $", weights of {layer.WeightsOf}";
            rows.Add([layer.Name, kind, ShapeText.Format(layer.OutputShape), Number(layer.ParameterCount), Number(layer.MultiplyAdds)]);
        }

        foreach (PortDescription output in Outputs)
        {
            if (output.Loss is null) continue;
            string weight = output.Weight.ToString(CultureInfo.InvariantCulture);
            rows.Add([$"output {output.Name}", $"loss {weight} · {output.Loss}", ShapeText.Format(output.Shape), "0", "0"]);
        }

        string loss = Outputs.Count == 1 ? $"loss {Loss}" : $"{Outputs.Count} outputs";
        string shape = Outputs.Count == 1 ? ShapeText.Format(Outputs[0].Shape) : ShapeText.Format([OutputLength]);
        rows.Add([Name, loss, shape, Number(ParameterCount), Number(MultiplyAdds)]);
        if (StatisticCount > 0) rows.Add(["not trained", "running statistics", string.Empty, Number(StatisticCount), string.Empty]);
        return Table(rows);
    }

    /// <summary>
    /// The network as a flowchart in the language of Mermaid (mermaid.js.org), which Markdown viewers draw: a box for every layer with its
    /// kind, output shape and number of parameters, and an arrow for everything that a layer reads.
    /// </summary>
    /// <returns>The chart, lines separated by <c>\n</c>. In Markdown it stands in a block of the language <c>mermaid</c>.</returns>
    public string ToMermaid() => NetworkDrawing.Write(
        this,
        "flowchart TD",
        (id, lines, isPort) => $"{id}{(isPort ? "([" : "[")}\"{string.Join("<br/>", lines)}\"{(isPort ? "])" : "]")}",
        (from, to) => $"{from} --> {to}");

    /// <summary>The same as a graph in the language of Graphviz: <c>dot -Tsvg network.dot</c> draws it.</summary>
    /// <returns>The graph, lines separated by <c>\n</c>.</returns>
    public string ToDot() => NetworkDrawing.Write(
        this,
        $"digraph \"{Name}\" {{\n    node [shape=box, fontname=\"sans-serif\"];",
        (id, lines, isPort) => $"{id} [label=\"{string.Join("\\n", lines)}\"{(isPort ? ", shape=ellipse" : string.Empty)}];",
        (from, to) => $"{from} -> {to};",
        "}\n");

    private static int Length(IReadOnlyList<PortDescription> ports)
    {
        int length = 0;
        foreach (PortDescription port in ports) length += port.Length;
        return length;
    }

    private int LengthOf(bool isStatistic)
    {
        int length = 0;
        foreach (TensorDescription tensor in Tensors) length += tensor.IsStatistic == isStatistic ? tensor.Length : 0;
        return length;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Table(List<string[]> rows)
    {
        var widths = new int[rows[0].Length];
        foreach (string[] row in rows)
        {
            for (int column = 0; column < widths.Length; column++) widths[column] = Math.Max(widths[column], row[column].Length);
        }

        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            for (int column = 0; column < widths.Length; column++)
            {
                bool isNumber = column >= 3;
                text.Append(isNumber ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column]));
                text.Append(column == widths.Length - 1 ? "\n" : "  ");
            }
        }

        return text.ToString();
    }
}
