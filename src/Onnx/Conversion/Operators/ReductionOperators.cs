using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Sums, means, extremes and norms over axes: pooling over one axis after the other, between functions of an element.</summary>
internal static class ReductionOperators
{
    private const int LargestProduct = 64;

    /// <summary>The reductions: a function of every element, how they are combined, a function of the result.</summary>
    private static readonly Dictionary<string, (string? Before, string Kind, string? After)> Known = new()
    {
        ["ReduceSum"] = (null, "Sum", null),
        ["ReduceMean"] = (null, "Average", null),
        ["ReduceMax"] = (null, "Max", null),
        ["ReduceMin"] = ("-x", "Max", "-x"),
        ["ReduceL1"] = ("MathF.Abs(x)", "Sum", null),
        ["ReduceL2"] = ("x*x", "Sum", "MathF.Sqrt(x)"),
        ["ReduceSumSquare"] = ("x*x", "Sum", null),
        ["ReduceLogSum"] = (null, "Sum", "MathF.Log(x)"),
    };

    public static IEnumerable<string> Names => Known.Keys;

    public static Action<GraphConversion, OnnxNode>? Find(OnnxNode node) => Known.ContainsKey(node.Operator) ? Reduce : null;

    /// <summary>log Σ exp(x), with the greatest element taken out so that nothing overflows.</summary>
    public static void LogSumExp(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int[] axes = Axes(graph, node, value);
        SampleValue greatest = Over(graph, value, axes, "Max");
        SampleValue shifted = MergingOperators.Combine(graph, "Subtract", [value, greatest]);
        SampleValue sum = graph.Apply(Over(graph, graph.Apply(shifted, "MathF.Exp(x)"), axes, "Sum"), "MathF.Log(x)");
        Finish(graph, node, MergingOperators.Combine(graph, "Add", [sum, greatest]), axes);
    }

    /// <summary>The product along each axis, factor by factor.</summary>
    public static void Product(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int[] axes = Axes(graph, node, value);
        SampleValue result = value;
        foreach (int axis in axes)
        {
            int extent = result.FileShape[axis];
            if (extent > LargestProduct) throw new OnnxException($"it multiplies {extent} factors; {LargestProduct} are supported");
            SampleValue from = result;
            if (extent > 1) result = MergingOperators.Combine(graph, "Multiply", Enumerable.Range(0, extent).Select(k => AxisOperators.Crop(graph, from, axis, k, 1)).ToArray());
        }

        Finish(graph, node, result, axes);
    }

    /// <summary>x divided by its norm along an axis.</summary>
    public static void LpNormalization(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int[] axes = [graph.SampleAxis(node.Integer("axis", -1), value)];
        bool isAbsolute = node.Integer("p", 2) == 1;
        SampleValue norm = Over(graph, graph.Apply(value, isAbsolute ? "MathF.Abs(x)" : "x*x"), axes, "Sum");
        SampleValue factor = graph.Apply(norm, isAbsolute ? "1f/x" : "1f/MathF.Sqrt(x)");
        graph.Set(node, MergingOperators.Combine(graph, "Multiply", [value, factor]));
    }

    /// <summary>(x − mean) / √(variance + 1e-9) over some axes, the batch not among them.</summary>
    public static void MeanVariance(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int[] axes = (node.Integers("axes") ?? [0, 2, 3]).Select(axis => graph.SampleAxis(axis, value)).ToArray();
        SampleValue centred = MergingOperators.Combine(graph, "Subtract", [value, Over(graph, value, axes, "Average")]);
        SampleValue variance = Over(graph, graph.Apply(centred, "x*x"), axes, "Average");
        graph.Set(node, MergingOperators.Combine(graph, "Multiply", [centred, graph.Apply(variance, "1f/(MathF.Sqrt(x)+1E-09f)")]));
    }

    /// <summary>One axis after the other, each with the extent 1 afterwards.</summary>
    public static SampleValue Over(GraphConversion graph, SampleValue value, int[] axes, string kind) =>
        axes.Aggregate(value, (result, axis) => AxisOperators.Pool(graph, result, axis, kind));

    private static void Reduce(GraphConversion graph, OnnxNode node)
    {
        (string? before, string kind, string? after) = Known[node.Operator];
        SampleValue value = graph.Value(node, 0);
        int[] axes = Axes(graph, node, value);
        if (before is not null) value = graph.Apply(value, before);
        SampleValue result = Over(graph, value, axes, kind);
        Finish(graph, node, after is null ? result : graph.Apply(result, after), axes);
    }

    /// <summary>The axes of the sample: those that are named, or all; or none, where the node says that nothing is to be done without names.</summary>
    private static int[] Axes(GraphConversion graph, OnnxNode node, SampleValue value)
    {
        if (node.Input(1) is not null) graph.RequireConstant(node, 1, "list of axes");
        IReadOnlyList<long>? named = ConstantFolder.Integers(node, [null, graph.Constant(node, 1)], 1, "axes");
        if (named is { Count: > 0 }) return named.Select(axis => graph.SampleAxis(axis, value)).Distinct().ToArray();
        if (node.Integer("noop_with_empty_axes", 0) != 0) return [];
        return graph.BatchAxes == 0 ? [.. Enumerable.Range(0, value.FileShape.Length)] : throw new OnnxException("it combines the samples of a batch");
    }

    private static void Finish(GraphConversion graph, OnnxNode node, SampleValue result, int[] axes)
    {
        bool keeps = node.Integer("keepdims", 1) != 0;
        graph.Set(node, keeps ? result : result.Reshape(result.FileShape.Where((_, axis) => !axes.Contains(axis)).ToArray()));
    }
}
