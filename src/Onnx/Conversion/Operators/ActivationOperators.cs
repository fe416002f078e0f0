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

    public static void Gelu(GraphConversion graph, OnnxNode node) =>
        Apply(graph, node, node.Text("approximate", "none") == "tanh" ? "GELUTanh" : "GELU");

    /// <summary>A slope for each channel, or for each element.</summary>
    public static void PRelu(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor slope = graph.RequireConstant(node, 1, "slope");
        SampleValue value = graph.Value(node, 0);
        if (value.FileShape.Length > 1) value = graph.ChannelsLast(value);
        float[]? alpha = MergingOperators.PerChannel(slope, value.FileShape, 0, graph.BatchAxes);

        // Older exporters give one number for each channel without the axes behind it.
        bool isOldForm = alpha is null && slope.Shape.Count == 1 && slope.Length == value.FileShape.FirstOrDefault() && slope.Length != value.FileShape.LastOrDefault();
        if (isOldForm) alpha = slope.Singles;
        if (alpha is not null && value.Shape.Length > 0 && value.Shape[value.Shape.Length - 1] == alpha.Length)
        {
            graph.Set(node, value with { Layer = graph.Declare("PReLU", value, [], new DeclaredTensor("alpha", [alpha.Length], alpha)) });
            return;
        }

        SampleValue settled = graph.Settled(graph.Value(node, 0));
        float[] elements = AffineOperators.Elements(graph, slope, settled.FileShape).Singles;
        float[] each = settled.FilePlaces.Select(place => elements[place]).ToArray();
        SampleValue flat = graph.Shaped(settled, settled.Length);
        SampleValue result = flat with { Layer = graph.Declare("PReLU", flat, [], new DeclaredTensor("alpha", [each.Length], each)) };
        graph.Set(node, settled with { Layer = graph.Shaped(result, settled.Shape).Layer });
    }

    /// <summary>A distribution along an axis, or its logarithm.</summary>
    public static void Softmax(GraphConversion graph, OnnxNode node, string member)
    {
        SampleValue value = graph.Value(node, 0);
        int axis = graph.SampleAxis(node.Integer("axis", graph.Opset < 13 ? 1 : -1), value);
        bool isWhole = graph.Opset >= 13 || value.FileShape.Skip(axis + 1).All(extent => extent == 1);
        if (isWhole)
        {
            graph.Set(node, Apply(graph, graph.AxisLast(value, axis), member));
            return;
        }

        // Before version 13 everything from the axis on was one distribution.
        SampleValue ordered = graph.InFileOrder(value);
        int outer = Places.Count(value.FileShape.Take(axis));
        SampleValue rows = graph.Shaped(ordered, outer, ordered.Length / outer);
        graph.Set(node, graph.Shaped(Apply(graph, rows, member), value.FileShape));
    }

    public static void Apply(GraphConversion graph, OnnxNode node, string member) => graph.Set(node, Apply(graph, graph.Value(node, 0), member));

    private static SampleValue Apply(GraphConversion graph, SampleValue value, string member) =>
        graph.TryActivate(value, member) ? value : value with { Layer = graph.Declare(member, value, []) };
}
