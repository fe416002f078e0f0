using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Functions of one element, and softmax. Those without parameters are members of <c>Activation</c>.</summary>
internal static class ActivationOperators
{
    private static readonly Dictionary<string, string> Members = new()
    {
        ["Relu"] = "ReLU",
        ["Sigmoid"] = "Sigmoid",
        ["Tanh"] = "Tanh",
        ["Softplus"] = "Softplus",
        ["Softsign"] = "Softsign",
        ["HardSwish"] = "HardSwish",
        ["Mish"] = "Mish",
        ["Atan"] = "Arctan",
    };

    public static IEnumerable<string> Names => Members.Keys;

    public static Action<GraphConversion, OnnxNode>? Find(OnnxNode node) =>
        Members.TryGetValue(node.Operator, out string? member) ? (graph, activation) => Apply(graph, activation, member) : null;

    /// <summary>Functions with one parameter, which are layers of their own.</summary>
    public static void Parametric(GraphConversion graph, OnnxNode node, string kind, string name, float otherwise)
    {
        SampleValue value = graph.Value(node, 0);
        var parameter = DeclaredArgument.Of(name, node.Single("alpha", otherwise));
        graph.Set(node, value with { Layer = graph.Declare(kind, value, [parameter]) });
    }

    /// <summary>The one pair of constants with which the function normalises itself.</summary>
    public static void Selu(GraphConversion graph, OnnxNode node)
    {
        Require(node, "alpha", 1.67326319f, 1.67326319f);
        Require(node, "gamma", 1.05070102f, 1.05070102f);
        Apply(graph, node, "SELU");
    }

    public static void Gelu(GraphConversion graph, OnnxNode node) =>
        Apply(graph, node, node.Text("approximate", "none") == "tanh" ? "GELUTanh" : "GELU");

    /// <summary>The library's has the slope 1/6, as Keras 3 and PyTorch do.</summary>
    public static void HardSigmoid(GraphConversion graph, OnnxNode node)
    {
        Require(node, "alpha", 0.2f, 1f / 6);
        Require(node, "beta", 0.5f, 0.5f);
        Apply(graph, node, "HardSigmoid");
    }

    /// <summary>One slope for all channels, or one for each.</summary>
    public static void PRelu(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor slope = graph.RequireConstant(node, 1, "slope");
        SampleValue value = graph.Value(node, 0);
        if (value.FileShape.Length > 1) value = graph.ChannelsLast(value);
        int channels = value.Shape[value.Shape.Length - 1];
        float[] alpha = MergingOperators.PerChannel(slope, value.FileShape, 0, graph.BatchAxes)
            ?? throw new OnnxException($"its slope has the shape [{string.Join(", ", slope.Shape)}]; one number for each of {channels} channels is supported");
        graph.Set(node, value with { Layer = graph.Declare("PReLU", value, [], new DeclaredTensor("alpha", [channels], alpha)) });
    }

    /// <summary>Between 0 and infinity it is ReLU, between 0 and 6 ReLU6, between −1 and 1 the hard tanh.</summary>
    public static void Clip(GraphConversion graph, OnnxNode node)
    {
        float Limit(int input, string attribute, float otherwise) =>
            graph.Constant(node, input) is { Length: > 0 } limit ? limit.Singles[0] : node.Single(attribute, otherwise);
        (float least, float greatest) = (Limit(1, "min", float.MinValue), Limit(2, "max", float.MaxValue));
        Apply(graph, node, (least, greatest) switch
        {
            (0, >= float.MaxValue) => "ReLU",
            (0, 6) => "ReLU6",
            (-1, 1) => "HardTanh",
            _ => throw new OnnxException($"it limits values to [{least}, {greatest}]; [0, ∞), [0, 6] and [−1, 1] are supported"),
        });
    }

    /// <summary>A distribution over the channels, or its logarithm.</summary>
    public static void Softmax(GraphConversion graph, OnnxNode node, string member)
    {
        SampleValue value = graph.Value(node, 0);
        int axis = graph.SampleAxis(node, node.Integer("axis", graph.Opset < 13 ? 1 : -1), value);

        // Before version 13 everything from the axis on was one distribution.
        bool isLast = value.BaseShape.SequenceEqual(value.FileShape) && value.Order[value.Order.Length - 1] == axis;
        bool isWhole = graph.Opset >= 13 || value.FileShape.Skip(axis + 1).All(extent => extent == 1);
        if (!isLast || !isWhole) throw new OnnxException($"it runs along axis {axis} of samples of shape [{string.Join(", ", value.FileShape)}]; the channels are supported");
        Apply(graph, node, member);
    }

    private static void Apply(GraphConversion graph, OnnxNode node, string member)
    {
        SampleValue value = graph.Value(node, 0);
        graph.Set(node, graph.TryActivate(node, value, member) ? value : value with { Layer = graph.Declare(member, value, []) });
    }

    private static void Require(OnnxNode node, string name, float otherwise, float expected)
    {
        float value = node.Single(name, otherwise);
        if (Math.Abs(value - expected) > 1e-6f) throw new OnnxException($"its {name} is {value}; {expected} is supported");
    }
}
