using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>The operators that have a layer.</summary>
internal static class Operators
{
    private const string LearningDomain = "ai.onnx.ml";

    private static readonly Dictionary<string, Action<GraphConversion, OnnxNode>> Known = new()
    {
        ["Gemm"] = MatrixOperators.Gemm,
        ["MatMul"] = MatrixOperators.MatMul,
        ["Conv"] = WindowOperators.Conv,
        ["ConvTranspose"] = WindowOperators.ConvTranspose,
        ["MaxPool"] = PoolingOperators.MaxPool,
        ["AveragePool"] = PoolingOperators.AveragePool,
        ["LpPool"] = PoolingOperators.LpPool,
        ["GlobalMaxPool"] = PoolingOperators.GlobalMaxPool,
        ["GlobalAveragePool"] = PoolingOperators.GlobalAveragePool,
        ["BatchNormalization"] = NormalizationOperators.BatchNormalization,
        ["LayerNormalization"] = NormalizationOperators.LayerNormalization,
        ["InstanceNormalization"] = NormalizationOperators.InstanceNormalization,
        ["GroupNormalization"] = NormalizationOperators.GroupNormalization,
        ["MeanVarianceNormalization"] = ReductionOperators.MeanVariance,
        ["LpNormalization"] = ReductionOperators.LpNormalization,
        ["ReduceLogSumExp"] = ReductionOperators.LogSumExp,
        ["ReduceProd"] = ReductionOperators.Product,
        ["LRN"] = NormalizationOperators.LocalResponse,
        ["Add"] = MergingOperators.Add,
        ["Sum"] = MergingOperators.Add,
        ["Sub"] = MergingOperators.Subtract,
        ["Mul"] = MergingOperators.Multiply,
        ["Div"] = MergingOperators.Divide,
        ["Max"] = MergingOperators.Maximum,
        ["Min"] = MergingOperators.Minimum,
        ["Where"] = LogicOperators.Where,
        ["And"] = LogicOperators.And,
        ["Or"] = LogicOperators.Or,
        ["Xor"] = LogicOperators.Xor,
        ["Not"] = LogicOperators.Not,
        ["ArgMax"] = PositionOperators.ArgMax,
        ["ArgMin"] = PositionOperators.ArgMin,
        ["Hardmax"] = PositionOperators.Hardmax,
        ["GatherElements"] = PositionOperators.GatherElements,
        ["GatherND"] = PositionOperators.GatherND,
        ["MaxUnpool"] = PositionOperators.MaxUnpool,
        ["Mean"] = MergingOperators.Average,
        ["Concat"] = MergingOperators.Concat,
        ["Slice"] = AxisOperators.Slice,
        ["Split"] = AxisOperators.Split,
        ["Gather"] = AxisOperators.Gather,
        ["CumSum"] = AxisOperators.CumulativeSum,
        ["Tile"] = AxisOperators.Tile,
        ["Expand"] = AxisOperators.Expand,
        ["Resize"] = ResizeOperators.Resize,
        ["Upsample"] = ResizeOperators.Resize,
        ["DepthToSpace"] = ShapeOperators.DepthToSpace,
        ["SpaceToDepth"] = ShapeOperators.SpaceToDepth,
        ["CastLike"] = ShapeOperators.CastLike,
        ["Reshape"] = ShapeOperators.Reshape,
        ["Flatten"] = ShapeOperators.Flatten,
        ["Squeeze"] = ShapeOperators.Squeeze,
        ["Unsqueeze"] = ShapeOperators.Unsqueeze,
        ["Transpose"] = ShapeOperators.Transpose,
        ["Identity"] = ShapeOperators.Identity,
        ["Dropout"] = ShapeOperators.Dropout,
        ["Cast"] = ShapeOperators.Cast,
        ["Pad"] = ShapeOperators.Pad,
        ["LeakyRelu"] = (graph, node) => ActivationOperators.Parametric(graph, node, "LeakyReLU", "negativeSlope", 0.01f),
        ["Elu"] = (graph, node) => ActivationOperators.Parametric(graph, node, "ELU", "alpha", 1),
        ["Celu"] = (graph, node) => ActivationOperators.Parametric(graph, node, "CELU", "alpha", 1),
        ["ThresholdedRelu"] = (graph, node) => ActivationOperators.Parametric(graph, node, "ThresholdedReLU", "theta", 1),
        ["Selu"] = FunctionOperators.Selu,
        ["Gelu"] = ActivationOperators.Gelu,
        ["HardSigmoid"] = FunctionOperators.HardSigmoid,
        ["PRelu"] = ActivationOperators.PRelu,
        ["Clip"] = FunctionOperators.Clip,
        ["Shrink"] = FunctionOperators.Shrink,
        ["Pow"] = FunctionOperators.Power,
        ["Softmax"] = (graph, node) => ActivationOperators.Softmax(graph, node, "Softmax"),
        ["LogSoftmax"] = (graph, node) => ActivationOperators.Softmax(graph, node, "LogSoftmax"),
    };

    /// <summary>Whether the operator's definition calls its first axis the batch.</summary>
    public static bool WantsBatch(OnnxNode node) => node.Operator is "Gemm" or "LRN" or "PRelu" or "DepthToSpace" or "SpaceToDepth" or "BatchNormalization" or "InstanceNormalization" or "GroupNormalization"
        || node.Operator.Contains("Conv") || node.Operator.EndsWith("Pool", StringComparison.Ordinal);

    /// <summary>How an operator is declared; null where it has no layer.</summary>
    public static Action<GraphConversion, OnnxNode>? Find(OnnxNode node)
    {
        if (node.Domain.Length > 0) return node.Domain == LearningDomain ? LearningOperators.Find(node) : null;
        return Known.TryGetValue(node.Operator, out Action<GraphConversion, OnnxNode>? convert) ? convert
            : LogicOperators.Find(node) ?? ActivationOperators.Find(node) ?? FunctionOperators.Find(node) ?? ReductionOperators.Find(node);
    }

    /// <summary>The operators, for documents.</summary>
    public static IEnumerable<string> Names => Known.Keys.Concat(LogicOperators.Names).Concat(ActivationOperators.Names).Concat(FunctionOperators.Names).Concat(ReductionOperators.Names).Concat(LearningOperators.Names).OrderBy(name => name, StringComparer.Ordinal);
}
