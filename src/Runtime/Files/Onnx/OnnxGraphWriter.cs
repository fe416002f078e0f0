using System.Globalization;

namespace NNGen;

/// <summary>Collects nodes and constants of an ONNX graph. The numbers of fields are those of <c>onnx.proto3</c>.</summary>
internal sealed class OnnxGraphWriter
{
    private const int Float32 = 1;
    private const int Int64 = 7;
    private const int FormatVersion = 9;
    private const int Opset = 20;

    private readonly ProtoWriter nodes = new();
    private readonly ProtoWriter constants = new();
    private readonly ProtoWriter ports = new();
    private int count;

    /// <summary>Adds a node with one output.</summary>
    /// <param name="kind">The operator.</param>
    /// <param name="inputs">The names of what it reads.</param>
    /// <param name="attributes">Names and values: int, float, string or int[].</param>
    /// <returns>The name of its output.</returns>
    public string Node(string kind, string[] inputs, params (string Name, object Value)[] attributes) =>
        Named($"{kind}_{(++count).ToString(CultureInfo.InvariantCulture)}", kind, inputs, attributes);

    /// <summary>Adds a node whose output has a name of its own.</summary>
    public string Named(string name, string kind, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (string input in inputs) node.Text(1, input);
        node.Text(2, name);
        node.Text(3, name);
        node.Text(4, kind);
        foreach ((string attribute, object value) in attributes) node.Message(5, Attribute(attribute, value));
        nodes.Message(1, node);
        return name;
    }

    /// <summary>Adds a constant of 32-bit floats.</summary>
    public string Constant(ReadOnlySpan<float> values, params int[] shape)
    {
        ProtoWriter tensor = Tensor(Float32, shape, out string name);
        tensor.Singles(9, values);
        constants.Message(5, tensor);
        return name;
    }

    /// <summary>Adds a constant list of integers.</summary>
    public string Integers(params int[] values)
    {
        ProtoWriter tensor = Tensor(Int64, [values.Length], out string name);
        foreach (int value in values) tensor.Integer(7, value);
        constants.Message(5, tensor);
        return name;
    }

    public void Input(PortDescription port) => ports.Message(11, Port(port));

    public void Output(PortDescription port) => ports.Message(12, Port(port));

    /// <summary>The model.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="metadata">Free entries.</param>
    public ProtoWriter Finish(string name, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        // Fields may come in any order, so the parts follow each other as they are.
        var graph = new ProtoWriter();
        graph.Append(nodes);
        graph.Text(2, name);
        graph.Append(constants);
        graph.Append(ports);
        var opset = new ProtoWriter();
        opset.Text(1, string.Empty);
        opset.Integer(2, Opset);
        var model = new ProtoWriter();
        model.Integer(1, FormatVersion);
        model.Text(2, "NNGen");
        model.Message(7, graph);
        model.Message(8, opset);
        foreach ((string key, string value) in metadata)
        {
            var entry = new ProtoWriter();
            entry.Text(1, key);
            entry.Text(2, value);
            model.Message(14, entry);
        }

        return model;
    }

    private ProtoWriter Tensor(int type, int[] shape, out string name)
    {
        name = $"constant_{(++count).ToString(CultureInfo.InvariantCulture)}";
        var tensor = new ProtoWriter();
        foreach (int extent in shape) tensor.Integer(1, extent);
        tensor.Integer(2, type);
        tensor.Text(8, name);
        return tensor;
    }

    private static ProtoWriter Attribute(string name, object value)
    {
        var attribute = new ProtoWriter();
        attribute.Text(1, name);
        switch (value)
        {
            case float single:
                attribute.Single(2, single);
                attribute.Integer(20, 1);
                break;
            case int integer:
                attribute.Integer(3, integer);
                attribute.Integer(20, 2);
                break;
            case string text:
                attribute.Text(4, text);
                attribute.Integer(20, 3);
                break;
            case int[] integers:
                foreach (int integer in integers) attribute.Integer(8, integer);
                attribute.Integer(20, 7);
                break;
            default:
                throw new ArgumentException($"An attribute cannot be {value.GetType()}.", nameof(value));
        }

        return attribute;
    }

    /// <summary>A float tensor whose first axis, the batch, is open.</summary>
    private static ProtoWriter Port(PortDescription port)
    {
        var shape = new ProtoWriter();
        var batch = new ProtoWriter();
        batch.Text(2, "batch");
        shape.Message(1, batch);
        foreach (int extent in port.Shape)
        {
            var dimension = new ProtoWriter();
            dimension.Integer(1, extent);
            shape.Message(1, dimension);
        }

        var tensor = new ProtoWriter();
        tensor.Integer(1, Float32);
        tensor.Message(2, shape);
        var type = new ProtoWriter();
        type.Message(1, tensor);
        var value = new ProtoWriter();
        value.Text(1, port.Name);
        value.Message(2, type);
        return value;
    }
}
