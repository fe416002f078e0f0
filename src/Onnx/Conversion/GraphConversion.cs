using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// Turns a graph into declared layers, node by node. What depends on constants alone is evaluated; every other value is the output of a
/// layer. Nodes that have no layer are collected, so that all of them can be reported at once.
/// </summary>
internal sealed class GraphConversion
{
    private readonly OnnxModel model;
    private readonly Dictionary<string, OnnxTensor> constants = [];
    private readonly Dictionary<string, SampleValue> values = [];
    private readonly Dictionary<string, int> uses = [];
    private readonly HashSet<string> failed = [];
    private readonly List<DeclaredLayer> layers = [];
    private readonly List<NodeReport> reports = [];

    /// <param name="model">The model.</param>
    /// <param name="inputs">Inputs of the graph that play weights, by name.</param>
    public GraphConversion(OnnxModel model, IReadOnlyDictionary<string, OnnxTensor>? inputs = null)
    {
        this.model = model;
        foreach (KeyValuePair<string, OnnxTensor> input in inputs ?? new Dictionary<string, OnnxTensor>()) constants[input.Key] = input.Value;
        foreach (OnnxTensor tensor in model.Graph.Initializers) constants[tensor.Name] = tensor;
        foreach (string input in model.Graph.Nodes.SelectMany(node => node.Inputs)) uses[input] = Uses(input) + 1;
        foreach (OnnxValue output in model.Graph.Outputs) uses[output.Name] = Uses(output.Name) + 1;
    }

    /// <summary>The version of the standard operators.</summary>
    public long Opset => model.Opset;

    /// <summary>1 where the first axis of every value is the batch, 0 where the file has none.</summary>
    public int BatchAxes { get; private set; } = 1;

    public ConvertedNetwork Run()
    {
        DeclareInputs();
        foreach (OnnxNode node in model.Graph.Nodes) Visit(node);
        if (reports.All(report => report.Problem is null)) DeclareOutput();
        return new ConvertedNetwork(layers, reports, Opset);
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

    public void Set(OnnxNode node, SampleValue value) => values[node.Outputs[0]] = value;

    /// <summary>An axis of a value in the file, without the batch.</summary>
    public int SampleAxis(OnnxNode node, long axis, SampleValue value)
    {
        int counted = Shapes.Axis(axis, value.FileShape.Length + BatchAxes) - BatchAxes;
        return counted >= 0 ? counted : throw new OnnxException($"it works along the batch (axis {axis})");
    }

    /// <summary>Declares a layer that reads one value.</summary>
    /// <param name="kind">The attribute's name.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="tensors">Its parameters.</param>
    /// <returns>The layer's name.</returns>
    public string Declare(string kind, SampleValue input, IEnumerable<DeclaredArgument> arguments, params DeclaredTensor[] tensors)
    {
        string? from = null;
        if (layers[layers.Count - 1].Name != input.Layer)
        {
            from = input.Layer;
            Refer(from);
        }

        return Add(kind, arguments, from, tensors);
    }

    /// <summary>Declares a layer that reads several values by their names.</summary>
    public string DeclareMerge(string kind, IReadOnlyList<SampleValue> inputs, params DeclaredArgument[] arguments)
    {
        foreach (SampleValue input in inputs) Refer(input.Layer);
        return Add(kind, inputs.Select(input => new DeclaredArgument("layers", $"\"{input.Layer}\"")).Concat(arguments), null);
    }

    /// <summary>Lets the layer that made a value apply an activation; false where it cannot, or where others read it before.</summary>
    public bool TryActivate(OnnxNode node, SampleValue value, string activation)
    {
        DeclaredLayer last = layers[layers.Count - 1];
        bool isOwn = last.Name == value.Layer && last.Activation is null && !last.IsReferred && last.Tensors.Count > 0 && last.Kind != "BatchNormalization";
        if (!isOwn || Uses(node.Inputs[0]) != 1) return false;
        layers[layers.Count - 1] = last with { Activation = activation };
        return true;
    }

    /// <summary>
    /// Lets the layer that made a value absorb <c>scale · y + shift</c>, one number for each of its outputs; false where it cannot.
    /// </summary>
    public bool TryScale(OnnxNode node, int input, float[]? scale, float[] shift)
    {
        DeclaredLayer last = layers[layers.Count - 1];
        SampleValue value = Value(node, input);
        DeclaredTensor? kernel = last.Tensors.FirstOrDefault(tensor => tensor.Name == "kernel");
        bool isOwn = last.Name == value.Layer && last.Activation is null && !last.IsReferred && kernel is not null;
        if (!isOwn || Uses(node.Inputs[input]) != 1) return false;
        if (scale is not null)
        {
            if (OutputOf(last, kernel!) is not { } outputOf) return false;
            kernel = kernel! with { Values = kernel.Values.Select((weight, k) => weight * scale[outputOf(k)]).ToArray() };
        }

        float[] bias = last.Tensors.FirstOrDefault(tensor => tensor.Name == "bias")?.Values ?? new float[shift.Length];
        bias = bias.Select((own, unit) => (own * (scale?[unit] ?? 1)) + shift[unit]).ToArray();
        layers[layers.Count - 1] = last with
        {
            Tensors = [kernel!, new DeclaredTensor("bias", [bias.Length], bias)],
            Arguments = last.Arguments.Where(argument => argument.Name != "UseBias").ToArray(),
        };
        return true;
    }

    /// <summary>Which output each weight of a kernel belongs to.</summary>
    private static Func<int, int>? OutputOf(DeclaredLayer layer, DeclaredTensor kernel)
    {
        IReadOnlyList<int> shape = kernel.Shape;
        int last = shape[shape.Count - 1];
        return layer.Kind switch
        {
            "Dense" or "Conv1D" or "Conv2D" => weight => weight % last,
            "DepthwiseConv2D" => weight => weight % (last * shape[2]),
            "Conv2DTranspose" => weight => weight / last % shape[2],
            _ => null,
        };
    }

    /// <summary>The value with its elements in the order and the shape of the file.</summary>
    public SampleValue InFileOrder(SampleValue value)
    {
        if (!value.IsInFileOrder)
        {
            // Axis k of the file is that axis of the layer's output, counted from 1.
            IEnumerable<int> order = Enumerable.Range(0, value.Order.Length).Select(axis => Array.IndexOf(value.Order, axis) + 1);
            string layer = Declare("Permute", value, DeclaredArgument.List("order", order));
            value = SampleValue.AsInFile(layer, value.BaseShape).Reshape(value.FileShape);
        }

        if (value.Shape.SequenceEqual(value.FileShape)) return SampleValue.AsInFile(value.Layer, value.Shape);
        return SampleValue.AsInFile(DeclareReshape(value, value.FileShape), value.FileShape);
    }

    /// <summary>The value with positions in front and channels last, as convolutions and pooling want it.</summary>
    public SampleValue ChannelsLast(SampleValue value)
    {
        if (value.IsChannelsLast) return value;
        int[] shape = value.FileShape;
        int[] order = SampleValue.ChannelsLastOrder(shape.Length);
        int[] moved = order.Select(axis => shape[axis]).ToArray();
        bool isReshape = shape[0] == 1 || shape.Skip(1).All(extent => extent == 1);
        if (isReshape && value.IsInFileOrder)
        {
            bool liesThere = value.Shape.SequenceEqual(moved);
            if (!liesThere && layers.Count == 1) layers[0] = layers[0] with { Arguments = DeclaredArgument.List("shape", moved) };
            else if (!liesThere) value = value with { Layer = DeclareReshape(value, moved) };
            return new SampleValue(value.Layer, moved, order, shape);
        }

        SampleValue inFile = InFileOrder(value);
        return new SampleValue(Declare("Permute", inFile, DeclaredArgument.List("order", order.Select(axis => axis + 1))), moved, order, shape);
    }

    /// <summary>The value as one axis, in whatever order its elements lie.</summary>
    public (string Layer, int[] FilePlaces) Flat(SampleValue value) =>
        (value.Shape.Length == 1 ? value.Layer : Declare("Flatten", value, []), value.FilePlaces);

    private string DeclareReshape(SampleValue value, int[] shape) =>
        shape.Length == 1 ? Declare("Flatten", value, []) : Declare("Reshape", value, DeclaredArgument.List("shape", shape));

    private string Add(string kind, IEnumerable<DeclaredArgument> arguments, string? from, params DeclaredTensor[] tensors)
    {
        // The name that the layer has where it is given none: so no other layer can have it.
        string name = $"{kind.ToLowerInvariant()}_{layers.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        layers.Add(new DeclaredLayer(kind, name, arguments.ToArray(), tensors) { From = from });
        return name;
    }

    private void Refer(string name)
    {
        int index = layers.FindIndex(layer => layer.Name == name);
        if (layers[index].Kind != "Input") layers[index] = layers[index] with { IsReferred = true };
    }

    private int Uses(string name) => uses.TryGetValue(name, out int count) ? count : 0;

    private void DeclareInputs()
    {
        OnnxValue[] inputs = model.Graph.Inputs.Where(input => !constants.ContainsKey(input.Name)).ToArray();
        var read = new HashSet<string>(model.Graph.Nodes.Where(node => !IsPassing(node, inputs)).SelectMany(node => node.Inputs));
        OnnxValue[] used = inputs.Where(input => read.Contains(input.Name)).ToArray();
        if (used.Length != 1)
        {
            string names = string.Join(", ", used.Select(input => $"'{input.Name}'"));
            throw new OnnxException($"The graph reads {used.Length} inputs ({names}); one is supported.");
        }

        OnnxValue only = used[0];
        if (only.Type is not OnnxType.Float32) throw new OnnxException($"Input '{only.Name}' has the element type {only.Type}; Float32 is supported.");
        int[] shape = only.Shape?.ToArray() ?? throw new OnnxException($"Input '{only.Name}' has no shape; export the model with one.");
        BatchAxes = shape.Length > 0 && (shape[0] is Shapes.Batch or 1 || model.Graph.Nodes.Any(Operators.WantsBatch)) ? 1 : 0;
        int[] sample = shape.Skip(BatchAxes).ToArray();
        if (sample.Any(extent => extent <= 0))
        {
            throw new OnnxException($"Input '{only.Name}' has the shape [{string.Join(", ", shape)}]: only the first axis, the batch, may be open.");
        }

        if (sample.Length == 0) sample = [1];
        layers.Add(new DeclaredLayer("Input", "input", DeclaredArgument.List("shape", sample), []));
        values[only.Name] = SampleValue.AsInFile("input", sample);
    }

    /// <summary>A node that hands an input on to an output of the graph: a state that the network does not use.</summary>
    private bool IsPassing(OnnxNode node, IEnumerable<OnnxValue> inputs) => node.Operator == "Identity"
        && inputs.Any(input => input.Name == node.Input(0))
        && model.Graph.Outputs.Any(output => output.Name == node.Outputs[0]);

    /// <summary>Whether an output is just an input that nothing else reads.</summary>
    private bool IsIdle(OnnxNode node, OnnxValue output) =>
        node.Outputs[0] == output.Name && IsPassing(node, model.Graph.Inputs) && !values.ContainsKey(node.Inputs[0]);

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
            convert(this, node);
            reports.Add(new NodeReport(node.Name, node.Operator, null));
        }
        catch (Exception wrong) when (wrong is OnnxException or ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidOperationException)
        {
            failed.UnionWith(node.Outputs);
            reports.Add(new NodeReport(node.Title, node.Operator, wrong.Message));
        }
    }

    private bool Fold(OnnxNode node)
    {
        if (node.Operator == "Shape" && DependsOnSample(node, 0))
        {
            IEnumerable<int> shape = Enumerable.Repeat(Shapes.Batch, BatchAxes).Concat(Value(node, 0).FileShape);
            constants[node.Outputs[0]] = OnnxTensor.Of(shape.Select(extent => (long)extent).ToArray());
            return true;
        }

        if (node.Inputs.Any(input => input.Length > 0 && !constants.ContainsKey(input))) return false;
        OnnxTensor?[] inputs = node.Inputs.Select(input => input.Length > 0 ? constants[input] : null).ToArray();
        if (ConstantFolder.Fold(node, inputs) is not { } result) return false;
        constants[node.Outputs[0]] = result.Rename(node.Outputs[0]);
        return true;
    }

    private void DeclareOutput()
    {
        OnnxValue[] outputs = model.Graph.Outputs.Where(output => !model.Graph.Nodes.Any(node => IsIdle(node, output))).ToArray();
        if (outputs.Length != 1 || !values.ContainsKey(outputs[0].Name))
        {
            string names = string.Join(", ", outputs.Select(output => $"'{output.Name}'"));
            throw new OnnxException($"The graph has {outputs.Length} outputs ({names}); one, computed from the sample, is supported.");
        }

        SampleValue value = InFileOrder(values[outputs[0].Name]);
        if (layers.Count == 1) value = value with { Layer = DeclareReshape(value, value.Shape) };
        if (layers[layers.Count - 1].Name != value.Layer) throw new OnnxException($"Output '{outputs[0].Name}' is not computed last.");
    }
}
