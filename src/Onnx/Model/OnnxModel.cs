namespace NNGen.Onnx.Model;

/// <summary>A model: the versions of the operator sets that it uses, and its graph.</summary>
/// <param name="Opsets">The version of every operator set, by domain; the standard one is "".</param>
/// <param name="Graph">The graph.</param>
/// <param name="Metadata">Free entries.</param>
internal sealed record OnnxModel(
    IReadOnlyDictionary<string, long> Opsets, OnnxGraph Graph, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The version of the standard operators.</summary>
    public long Opset => Opsets.TryGetValue(string.Empty, out long version) ? version : 0;
}

/// <summary>Nodes in topological order, constants, and the values that come in and go out.</summary>
internal sealed record OnnxGraph(
    string Name,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyList<OnnxTensor> Initializers,
    IReadOnlyList<OnnxValue> Inputs,
    IReadOnlyList<OnnxValue> Outputs);

/// <summary>One operator. A missing optional input or output has the name "".</summary>
internal sealed record OnnxNode(
    string Name,
    string Operator,
    string Domain,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, OnnxAttribute> Attributes)
{
    /// <summary>How messages call the node: exporters often leave the name out.</summary>
    public string Title => Name.Length > 0 ? $"'{Name}' ({Operator})" : $"'{Outputs.FirstOrDefault(output => output.Length > 0)}' ({Operator})";

    /// <summary>The name of an input, null where the optional input is missing.</summary>
    public string? Input(int index) => index < Inputs.Count && Inputs[index].Length > 0 ? Inputs[index] : null;

    public long Integer(string name, long otherwise) => Attributes.TryGetValue(name, out OnnxAttribute? attribute) ? attribute.Integer : otherwise;

    public float Single(string name, float otherwise) => Attributes.TryGetValue(name, out OnnxAttribute? attribute) ? attribute.Single : otherwise;

    public string Text(string name, string otherwise) => Attributes.TryGetValue(name, out OnnxAttribute? attribute) ? attribute.Text : otherwise;

    /// <summary>A list of integers, null where the attribute is missing.</summary>
    public IReadOnlyList<long>? Integers(string name) => Attributes.TryGetValue(name, out OnnxAttribute? attribute) ? attribute.Integers : null;
}

/// <summary>A constant of a node. Only the member that the operator's definition names is meaningful.</summary>
internal sealed record OnnxAttribute(
    float Single, long Integer, string Text, OnnxTensor? Tensor, IReadOnlyList<float> Singles, IReadOnlyList<long> Integers);

/// <summary>An input or output of the graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">The extents, −1 for one that is not fixed; null where the file does not say.</param>
internal sealed record OnnxValue(string Name, OnnxType Type, IReadOnlyList<int>? Shape)
{
    /// <summary>What the file calls each axis; empty where it has no name.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];
}
