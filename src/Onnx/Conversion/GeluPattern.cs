using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// Before operator set 20 there is no Gelu, and exporters write x · ½ · (1 + erf(x / √2)) node by node. The last of these nodes becomes one
/// Gelu; the others lead nowhere then, unless somebody else reads them.
/// </summary>
/// <param name="graph">The graph.</param>
internal sealed class GeluPattern(OnnxGraph graph)
{
    private const float Tolerance = 1e-5f;
    private static readonly float Root = (float)Math.Sqrt(2);

    private readonly Dictionary<string, OnnxNode> makers = MakersOf(graph);
    private readonly ILookup<string, OnnxNode> readers = graph.Nodes.SelectMany(node => node.Inputs.Distinct().Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node);
    private readonly Dictionary<string, OnnxTensor> initializers = graph.Initializers.GroupBy(tensor => tensor.Name).ToDictionary(group => group.Key, group => group.Last());

    /// <summary>The graph with its Gelu nodes.</summary>
    public OnnxGraph Rewrite()
    {
        var replaced = new Dictionary<OnnxNode, string>();
        foreach (OnnxNode erf in graph.Nodes.Where(node => node is { Operator: "Erf", Domain: "", Inputs.Count: 1 }))
        {
            if (Argument(erf) is not { } x) continue;
            foreach (OnnxNode last in Ends(erf, x)) replaced[last] = x;
        }

        if (replaced.Count == 0) return graph;
        return graph with { Nodes = graph.Nodes.Select(node => replaced.TryGetValue(node, out string? x) ? Gelu(node, x) : node).ToArray() };
    }

    private static OnnxNode Gelu(OnnxNode node, string x) => node with { Operator = "Gelu", Inputs = [x], Attributes = new Dictionary<string, OnnxAttribute>() };

    private static Dictionary<string, OnnxNode> MakersOf(OnnxGraph graph)
    {
        var makers = new Dictionary<string, OnnxNode>();
        foreach (OnnxNode node in graph.Nodes) makers[node.Outputs[0]] = node;
        return makers;
    }

    /// <summary>x, where the error function reads x / √2.</summary>
    private string? Argument(OnnxNode erf)
    {
        if (!makers.TryGetValue(erf.Inputs[0], out OnnxNode? scaled)) return null;
        return scaled.Operator == "Div" && Is(scaled.Input(1), Root) ? scaled.Input(0) : Other(scaled, "Mul", 1 / Root);
    }

    /// <summary>The nodes that have the whole product: ½, x and the sum may be multiplied in any order.</summary>
    private IEnumerable<OnnxNode> Ends(OnnxNode erf, string x) =>
        from sum in readers[erf.Outputs[0]]
        where Other(sum, "Add", 1) == erf.Outputs[0]
        from product in readers[sum.Outputs[0]].Where(node => node.Operator == "Mul" && node.Inputs.Count == 2)
        from end in Ends(product, sum.Outputs[0], x)
        select end;

    private IEnumerable<OnnxNode> Ends(OnnxNode product, string sum, string x)
    {
        string other = product.Inputs[0] == sum ? product.Inputs[1] : product.Inputs[0];
        if (other == x) return readers[product.Outputs[0]].Where(node => IsHalf(node, product.Outputs[0]));
        if (makers.TryGetValue(other, out OnnxNode? half) && IsHalf(half, x)) return [product];
        if (!Is(other, 0.5f)) return [];
        return readers[product.Outputs[0]].Where(node => node.Operator == "Mul" && node.Inputs.Count == 2 && node.Inputs.Contains(x) && node.Inputs.Contains(product.Outputs[0]));
    }

    private bool IsHalf(OnnxNode node, string of) => Other(node, "Mul", 0.5f) == of || (node.Operator == "Div" && node.Input(0) == of && Is(node.Input(1), 2));

    /// <summary>The operand of a node beside a constant; null where the node is another one.</summary>
    private string? Other(OnnxNode node, string kind, float constant)
    {
        if (node.Operator != kind || node.Domain.Length > 0 || node.Inputs.Count != 2) return null;
        return Is(node.Inputs[1], constant) ? node.Inputs[0] : Is(node.Inputs[0], constant) ? node.Inputs[1] : null;
    }

    private bool Is(string? name, float number)
    {
        if (name is null) return false;
        OnnxTensor? tensor = initializers.TryGetValue(name, out OnnxTensor? stored) ? stored
            : makers.TryGetValue(name, out OnnxNode? node) && node.Operator == "Constant" && node.Attributes.TryGetValue("value", out OnnxAttribute? value) ? value.Tensor
            : null;
        return tensor is { Length: 1 } && Math.Abs(tensor.Singles[0] - number) <= Tolerance;
    }
}
