using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Comparisons, what is made of them, and choices between values. True is 1, false is 0.</summary>
internal static class LogicOperators
{
    public const string IsNotZero = "x>0f?1f:(x<0f?1f:0f)";
    public const string IsZero = "x>0f?0f:(x<0f?0f:1f)";

    /// <summary>What a comparison says of the difference of its operands.</summary>
    private static readonly Dictionary<string, string> Comparisons = new()
    {
        ["Equal"] = IsZero,
        ["Less"] = "x<0f?1f:0f",
        ["LessOrEqual"] = "x>0f?0f:1f",
        ["Greater"] = "x>0f?1f:0f",
        ["GreaterOrEqual"] = "x<0f?0f:1f",
    };

    public static IEnumerable<string> Names => Comparisons.Keys;

    public static Action<GraphConversion, OnnxNode>? Find(OnnxNode node) => Comparisons.ContainsKey(node.Operator) ? Compare : null;

    public static void And(GraphConversion graph, OnnxNode node) => MergingOperators.Multiply(graph, node);

    public static void Or(GraphConversion graph, OnnxNode node) => MergingOperators.Maximum(graph, node);

    public static void Xor(GraphConversion graph, OnnxNode node) => graph.Set(node, graph.Apply(MergingOperators.Difference(graph, node), "x*x"));

    public static void Not(GraphConversion graph, OnnxNode node) => FunctionOperators.Apply(graph, node, "1f-x");

    /// <summary>One of two values, by a condition: constant, or of the sample.</summary>
    public static void Where(GraphConversion graph, OnnxNode node)
    {
        if (graph.Constant(node, 0) is not null) MergingOperators.Where(graph, node);
        else if (Infinite(graph, node) is { } input) OrInfinity(graph, node, input);
        else Choose(graph, node);
    }

    /// <summary>c·a + (1 − c)·b.</summary>
    private static void Choose(GraphConversion graph, OnnxNode node)
    {
        SampleValue condition = graph.Value(node, 0);
        SampleValue Part(int input, SampleValue share) => graph.Constant(node, input) is { } constant
            ? AffineOperators.Apply(graph, share, constant, null)
            : MergingOperators.Combine(graph, "Multiply", [share, graph.Value(node, input)]);
        SampleValue then = Part(1, condition);
        graph.Set(node, MergingOperators.Combine(graph, "Add", [then, Part(2, graph.Apply(condition, "1f-x"))]));
    }

    /// <summary>
    /// An infinity or the other value: what masks in front of a softmax do. 0·∞ is no number, so the condition becomes −∞ or ∞, and the
    /// greater or the lesser is chosen.
    /// </summary>
    private static void OrInfinity(GraphConversion graph, OnnxNode node, int input)
    {
        float infinity = graph.Constant(node, input)!.Singles[0];
        SampleValue condition = input == 1 ? graph.Value(node, 0) : graph.Apply(graph.Value(node, 0), "1f-x");
        SampleValue other = graph.Value(node, 3 - input);

        // For −∞ all signs are turned around: min(a, b) is −max(−a, −b).
        SampleValue bound = graph.Apply(condition, "x>0.5f?1f/0f:-1f/0f");
        if (infinity > 0)
        {
            graph.Set(node, MergingOperators.Combine(graph, "Maximum", [other, bound]));
            return;
        }

        graph.Set(node, graph.Apply(MergingOperators.Combine(graph, "Maximum", [graph.Apply(other, "-x"), bound]), "-x"));
    }

    private static int? Infinite(GraphConversion graph, OnnxNode node)
    {
        bool IsInfinite(int input) => graph.Constant(node, input) is { } constant && MergingOperators.Single(constant) is { } number && float.IsInfinity(number);
        return IsInfinite(1) && graph.Constant(node, 2) is null ? 1 : IsInfinite(2) && graph.Constant(node, 1) is null ? 2 : null;
    }

    private static void Compare(GraphConversion graph, OnnxNode node) =>
        graph.Set(node, graph.Apply(MergingOperators.Difference(graph, node), Comparisons[node.Operator]));
}
