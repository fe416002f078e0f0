using System.Globalization;
using System.Linq;

namespace NNGen;

/// <summary>One layer while it is written as nodes: its description, its settings, its parameters, and the names of what it reads.</summary>
/// <param name="graph">Receives the nodes.</param>
/// <param name="description">The layer.</param>
/// <param name="parameters">The network's parameters.</param>
/// <param name="inputs">The names of its inputs in the graph, with their shapes for one sample.</param>
internal sealed class OnnxLayer(
    OnnxGraphWriter graph, LayerDescription description, ParameterBuffer parameters, IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> inputs)
{
    private readonly Dictionary<string, string> settings = description.Settings
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(setting => setting.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    public OnnxGraphWriter Graph => graph;

    public LayerDescription Description => description;

    public string Input => inputs[0].Name;

    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Inputs => inputs;

    public IReadOnlyList<int> InputShape => inputs[0].Shape;

    public IReadOnlyList<int> OutputShape => description.OutputShape;

    public int Integer(string name, int otherwise) =>
        settings.TryGetValue(name, out string? text) ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : otherwise;

    public float Single(string name, float otherwise) =>
        settings.TryGetValue(name, out string? text) ? float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : otherwise;

    public string Text(string name, string otherwise) => settings.GetValueOrDefault(name, otherwise);

    public int[] Integers(string name) => settings.TryGetValue(name, out string? text)
        ? [.. text.Split(',').Select(part => int.Parse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))]
        : [];

    /// <summary>A parameter in its canonical shape; null where the layer has none of the name.</summary>
    public (float[] Values, IReadOnlyList<int> Shape)? Parameter(string name)
    {
        string owner = description.WeightsOf ?? description.Name;
        TensorDescription? tensor = parameters.Description.Tensors.FirstOrDefault(tensor => tensor.Name == $"{owner}.{name}");
        return tensor is null ? null : (parameters[tensor.Name].ToArray(), tensor.Shape);
    }

    /// <summary>A parameter as a constant, its axes in another order.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="order">Axis k of the constant is axis order[k] of the parameter; none for the parameter as it is.</param>
    public string Constant(string name, params int[] order)
    {
        (float[] values, IReadOnlyList<int> shape) = Parameter(name)!.Value;
        if (order.Length == 0) return graph.Constant(values, [.. shape]);
        int[] moved = [.. order.Select(axis => shape[axis])];
        return graph.Constant(Permuted(values, shape, order), moved);
    }

    public string Node(string kind, string input, params (string Name, object Value)[] attributes) => graph.Node(kind, [input], attributes);

    public string Number(float value) => graph.Constant([value]);

    /// <summary>Channels in front of the positions, as the operators want them.</summary>
    public string ChannelsFirst(string input) => Positions == 0
        ? input
        : Node("Transpose", input, ("perm", (int[])[0, Positions + 1, .. Enumerable.Range(1, Positions)]));

    /// <summary>Channels behind the positions, as they are here.</summary>
    public string ChannelsLast(string input) => Positions == 0
        ? input
        : Node("Transpose", input, ("perm", (int[])[0, .. Enumerable.Range(2, Positions), 1]));

    private int Positions => InputShape.Count - 1;

    private static float[] Permuted(float[] values, IReadOnlyList<int> shape, int[] order)
    {
        var strides = new int[shape.Count];
        for (int axis = shape.Count - 1, stride = 1; axis >= 0; stride *= shape[axis--]) strides[axis] = stride;
        var result = new float[values.Length];
        for (int place = 0; place < result.Length; place++)
        {
            int source = 0;
            for (int axis = order.Length - 1, rest = place; axis >= 0; axis--)
            {
                source += rest % shape[order[axis]] * strides[order[axis]];
                rest /= shape[order[axis]];
            }

            result[place] = values[source];
        }

        return result;
    }
}
