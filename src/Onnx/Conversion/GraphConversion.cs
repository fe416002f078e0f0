using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// Turns a graph into declared layers, node by node. What depends on constants alone is evaluated; every other value is the output of a
/// layer. Nodes that have no layer are collected, so that all of them can be reported at once.
/// </summary>
internal sealed partial class GraphConversion
{
    /// <summary>What the compiler takes as a network's input, and more than its values together.</summary>
    private const int LargestValue = 1 << 24;

    private readonly OnnxModel model;
    private readonly Dictionary<string, OnnxTensor> constants = [];
    private readonly Dictionary<string, SampleValue> values = [];
    private readonly Dictionary<string, OnnxType> types = [];
    private readonly Dictionary<string, int> uses = [];
    private readonly HashSet<string> failed = [];
    private readonly List<NodeReport> reports = [];
    private bool handsOnOnly;

    /// <param name="model">The model.</param>
    /// <param name="inputs">Inputs of the graph that play weights, by name.</param>
    private GraphConversion(OnnxModel model, IReadOnlyDictionary<string, OnnxTensor> inputs)
    {
        this.model = model;
        foreach (KeyValuePair<string, OnnxTensor> input in inputs) constants[input.Key] = input.Value;
        foreach (OnnxTensor tensor in model.Graph.Initializers) constants[tensor.Name] = tensor;
        foreach (string input in model.Graph.Nodes.SelectMany(node => node.Inputs)) uses[input] = Uses(input) + 1;
        foreach (OnnxValue output in model.Graph.Outputs) uses[output.Name] = Uses(output.Name) + 1;
    }

    /// <summary>The version of the standard operators.</summary>
    public long Opset => model.Opset;

    /// <summary>1 where the first axis of every value is the batch, 0 where the file has none.</summary>
    public int BatchAxes { get; private set; } = 1;

    /// <summary>Whether there may be more than one sample.</summary>
    public bool IsBatchOpen => HasOpenAxis(model);

    /// <summary>The model as layers. Where a first axis of extent 1 is not the batch, it may be an axis like any other.</summary>
    public static ConvertedNetwork Run(OnnxModel model, IReadOnlyDictionary<string, OnnxTensor>? inputs = null)
    {
        IReadOnlyDictionary<string, OnnxTensor> weights = inputs ?? new Dictionary<string, OnnxTensor>();
        ConvertedNetwork network;
        try
        {
            network = new GraphConversion(model, weights).Convert(mayBeBatch: true);
        }
        catch (OnnxException) when (HasOpenAxis(model))
        {
            throw;
        }
        catch (OnnxException)
        {
            return new GraphConversion(model, weights).Convert(mayBeBatch: false);
        }

        if (HasOpenAxis(model) || !network.Unsupported.Any()) return network;
        try
        {
            ConvertedNetwork other = new GraphConversion(model, weights).Convert(mayBeBatch: false);
            return other.Unsupported.Any() ? network : other;
        }
        catch (OnnxException)
        {
            return network;
        }
    }

    /// <summary>A constant input, null where it is missing or depends on the sample.</summary>
    public OnnxTensor? Constant(OnnxNode node, int input) =>
        node.Input(input) is { } name && constants.TryGetValue(name, out OnnxTensor? tensor) ? tensor : null;

    public OnnxTensor RequireConstant(OnnxNode node, int input, string what) =>
        Constant(node, input) ?? throw new OnnxException($"its {what} is computed from the sample, but has to be a constant");

    public bool DependsOnSample(OnnxNode node, int input) => node.Input(input) is { } name && values.ContainsKey(name);

    public SampleValue Value(OnnxNode node, int input)
    {
        string name = node.Input(input) ?? throw new OnnxException($"its input {input} is missing");
        return values.TryGetValue(name, out SampleValue? value) ? value : throw new OnnxException($"its input '{name}' is a constant, but has to depend on the sample");
    }

    public void Set(OnnxNode node, SampleValue value, int output = 0)
    {
        RequireSize(node.Outputs[output], value.Shape);
        values[node.Outputs[output]] = value;
    }

    /// <summary>Sets an output of a node to one number in the shape of a value.</summary>
    public void SetConstant(OnnxNode node, int output, SampleValue like, long number)
    {
        int[] shape = [.. Enumerable.Repeat(1, BatchAxes), .. like.FileShape];
        constants[node.Outputs[output]] = new OnnxTensor(node.Outputs[output], OnnxType.Boolean, shape, Enumerable.Repeat(number, Places.Count(shape)).ToArray());
    }

    /// <summary>What was set as the first output of a node.</summary>
    public SampleValue Output(OnnxNode node) => values[node.Outputs[0]];

    /// <summary>An axis of a value in the file, without the batch.</summary>
    public int SampleAxis(long axis, SampleValue value)
    {
        int counted = Shapes.Axis(axis, value.FileShape.Length + BatchAxes) - BatchAxes;
        return counted >= 0 ? counted : throw new OnnxException($"it works along the batch (axis {axis})");
    }

    /// <summary>The shape of a value in the file, with the batch.</summary>
    public int[] WholeShape(SampleValue value) => [.. Enumerable.Repeat(Shapes.Batch, BatchAxes), .. value.FileShape];

    /// <summary>A damaged or hostile shape must not reserve memory.</summary>
    private static void RequireSize(string name, IReadOnlyList<int> shape)
    {
        bool isSize = shape.All(extent => extent > 0) && Places.Count(shape) <= LargestValue;
        if (!isSize) throw new OnnxException($"Value '{name}' has the shape [{string.Join(", ", shape)}]; samples of 1 to {LargestValue} elements are supported.");
    }

    private int Uses(string name) => uses.TryGetValue(name, out int count) ? count : 0;

    private static bool HasOpenAxis(OnnxModel model) => model.Graph.Inputs.Any(input => input.Shape is null || input.Shape.Any(extent => extent <= 0));

    private ConvertedNetwork Convert(bool mayBeBatch)
    {
        DeclareInputs(mayBeBatch);
        foreach (OnnxNode node in model.Graph.Nodes)
        {
            Visit(node);
            foreach (string input in node.Inputs) uses[input] = Uses(input) - 1;
        }

        bool isComplete = reports.All(report => report.Problem is null);
        string[] outputs = isComplete ? DeclareOutputs() : [];
        return new ConvertedNetwork(Finish(outputs), reports, Opset)
        {
            Outputs = outputs.Length > 1 ? outputs : [],
            SelfTest = isComplete ? ModelSelfTest.Of(model.Metadata, InputLengths(), OutputLengths()) : null,
        };
    }

    private void DeclareInputs(bool mayBeBatch)
    {
        OnnxValue[] inputs = model.Graph.Inputs.Where(input => !constants.ContainsKey(input.Name)).ToArray();
        var read = new HashSet<string>(model.Graph.Nodes.Where(node => !IsPassing(node, inputs)).SelectMany(node => node.Inputs));
        OnnxValue[] used = inputs.Where(input => read.Contains(input.Name)).ToArray();

        // Where nothing is computed at all, what is handed on is what the graph is for.
        handsOnOnly = used.Length == 0;
        if (handsOnOnly) used = inputs;
        if (used.Length == 0) throw new OnnxException("The graph reads no input: it computes a constant.");
        bool isBatch = used.All(input => input.Shape is { Count: > 0 } shape && (shape[0] == Shapes.Batch || (shape[0] == 1 && mayBeBatch)));
        BatchAxes = isBatch || (mayBeBatch && model.Graph.Nodes.Any(Operators.WantsBatch)) ? 1 : 0;
        foreach (OnnxValue input in used)
        {
            if (!ElementTypes.IsNumber(input.Type)) throw new OnnxException($"Input '{input.Name}' has the element type {input.Type}; numbers and booleans are supported.");
            types[input.Name] = input.Type;
            int[] shape = input.Shape?.ToArray() ?? throw new OnnxException($"Input '{input.Name}' has no shape; export the model with one.");
            int[] sample = shape.Skip(BatchAxes).ToArray();
            if (sample.Any(extent => extent <= 0))
            {
                throw new OnnxException(sample.Contains(0)
                    ? $"Input '{input.Name}' has the shape [{string.Join(", ", shape)}]: it has no elements."
                    : $"Input '{input.Name}' has the shape [{ShapeText(input)}]: only the first axis, the batch, may be open; give the others an extent (Dimensions=\"{Suggestion(input)}\").");
            }

            RequireSize(input.Name, sample);
            string layer = AddInput(used.Length == 1 ? null : input.Name, sample.Length == 0 ? [1] : sample);
            values[input.Name] = SampleValue.AsInFile(layer, sample.Length == 0 ? [1] : sample).Reshape(sample);
        }
    }

    /// <summary>A node that hands an input on to an output of the graph: a state that the network does not use.</summary>
    private bool IsPassing(OnnxNode node, IEnumerable<OnnxValue> inputs) => !handsOnOnly && node.Operator == "Identity"
        && inputs.Any(input => input.Name == node.Input(0))
        && model.Graph.Outputs.Any(output => output.Name == node.Outputs[0]);

    /// <summary>Whether an output is just an input that nothing else reads.</summary>
    private bool IsIdle(OnnxValue output)
    {
        bool isInput = model.Graph.Inputs.Any(input => input.Name == output.Name);
        return (isInput && !handsOnOnly) || model.Graph.Nodes.Any(node =>
            node.Outputs[0] == output.Name && IsPassing(node, model.Graph.Inputs) && !values.ContainsKey(node.Inputs[0]));
    }

    private void Visit(OnnxNode node)
    {
        if (node.Inputs.Any(failed.Contains) || (node.Inputs.Count > 0 && IsPassing(node, model.Graph.Inputs) && !values.ContainsKey(node.Inputs[0])))
        {
            failed.UnionWith(node.Outputs);
            return;
        }

        try
        {
            if (Fold(node)) return;
            Action<GraphConversion, OnnxNode> convert = Operators.Find(node)
                ?? throw new OnnxException(node.Domain.Length > 0 ? $"the operator set '{node.Domain}' is not supported" : "the operator has no layer");
            RequireKnownNumbers(node);
            convert(this, node);
            foreach (string output in node.Outputs) types[output] = ElementTypes.Of(node, TypeOf);
            foreach (string output in node.Outputs.Where(output => Uses(output) > 0 && !values.ContainsKey(output) && !constants.ContainsKey(output))) throw new OnnxException($"its output '{output}' is not supported");
            reports.Add(new NodeReport(node.Name, node.Operator, null));
        }
        catch (Exception wrong) when (wrong is OnnxException or ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidOperationException)
        {
            failed.UnionWith(node.Outputs);
            reports.Add(new NodeReport(node.Title, node.Operator, wrong.Message));
        }
    }

    /// <summary>The element type of a value or a constant; whatever it is, the network computes with 32-bit floats.</summary>
    public OnnxType TypeOf(string name) =>
        types.TryGetValue(name, out OnnxType type) ? type : constants.TryGetValue(name, out OnnxTensor? tensor) ? tensor.Type : OnnxType.Float32;

    /// <summary>Integers and booleans of the sample are floats here, which is right as long as they are only moved and compared.</summary>
    private void RequireKnownNumbers(OnnxNode node)
    {
        string? other = node.Inputs.FirstOrDefault(input => values.ContainsKey(input) && !ElementTypes.IsReal(TypeOf(input)));
        if (other is null || ElementTypes.AllowsIntegers(node)) return;
        throw new OnnxException($"it computes with elements of the type {TypeOf(other)}; of a sample those are moved, compared and cast only");
    }

    private bool Fold(OnnxNode node)
    {
        bool isKnown = node.Operator is "Shape" or "Size" && DependsOnSample(node, 0);
        if (isKnown)
        {
            constants[node.Outputs[0]] = node.Operator == "Shape" ? ShapeOf(node) : SizeOf(node);
            return true;
        }

        // The sample's elements are floats, whatever they are compared with.
        if (node.Operator == "CastLike" && DependsOnSample(node, 1) && Constant(node, 0) is { } number)
        {
            constants[node.Outputs[0]] = new OnnxTensor(node.Outputs[0], OnnxType.Float32, number.Shape, number.Singles);
            return true;
        }

        if (node.Inputs.Any(input => input.Length > 0 && !constants.ContainsKey(input))) return false;
        OnnxTensor?[] inputs = node.Inputs.Select(input => input.Length > 0 ? constants[input] : null).ToArray();
        if (ConstantFolder.Fold(node, inputs) is not { } result) return false;
        constants[node.Outputs[0]] = result.Rename(node.Outputs[0]);
        return true;
    }

    private OnnxTensor ShapeOf(OnnxNode node)
    {
        int[] shape = WholeShape(Value(node, 0));
        int Place(long place) => (int)Math.Min(Math.Max(place < 0 ? place + shape.Length : place, 0), shape.Length);
        int start = Place(node.Integer("start", 0));
        int end = Place(node.Integer("end", shape.Length));
        return OnnxTensor.Of(shape.Skip(start).Take(Math.Max(0, end - start)).Select(extent => (long)extent).ToArray());
    }

    private OnnxTensor SizeOf(OnnxNode node)
    {
        if (BatchAxes > 0) throw new OnnxException("it counts the elements of a batch");
        return new OnnxTensor(string.Empty, OnnxType.Int64, [], [(long)Value(node, 0).Length]);
    }

    /// <summary>The layers of the graph's outputs in their order, each with its elements in the order of the file.</summary>
    private string[] DeclareOutputs()
    {
        var layers = new List<string>();
        foreach (OnnxValue output in model.Graph.Outputs.Where(output => !IsIdle(output)))
        {
            SampleValue? given = values.TryGetValue(output.Name, out SampleValue? computed) ? computed
                : constants.TryGetValue(output.Name, out OnnxTensor? constant) ? DeclareConstant(constant)
                : throw new OnnxException($"Output '{output.Name}' is not computed by any node.");
            SampleValue value = InFileOrder(given);
            bool isTaken = layers.Contains(value.Layer) || IsInput(value.Layer);
            layers.Add(isTaken ? DeclareReshape(value, value.Shape) : value.Layer);
        }

        return layers.Count > 0 ? [.. layers] : throw new OnnxException("The graph has no output that is computed from the sample.");
    }
}
