using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Operators of <c>ai.onnx.ml</c> that scikit-learn's exporter puts around a network.</summary>
internal static class LearningOperators
{
    private static readonly Dictionary<string, Action<GraphConversion, OnnxNode>> Known = new()
    {
        ["Scaler"] = Scaler,
        ["ZipMap"] = ShapeOperators.Identity,
        ["ArrayFeatureExtractor"] = Lookup,
    };

    public static IEnumerable<string> Names => Known.Keys;

    public static Action<GraphConversion, OnnxNode>? Find(OnnxNode node) =>
        Known.TryGetValue(node.Operator, out Action<GraphConversion, OnnxNode>? convert) ? convert : null;

    /// <summary>(x − offset) · scale.</summary>
    private static void Scaler(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor Read(string name) => node.Attributes.TryGetValue(name, out OnnxAttribute? attribute) && attribute.Singles.Count > 0
            ? new OnnxTensor(string.Empty, OnnxType.Float32, [attribute.Singles.Count], attribute.Singles.ToArray())
            : throw new OnnxException($"it has no {name}");
        OnnxTensor opposite = MergingOperators.Each(Read("offset"), number => -number);
        graph.Set(node, AffineOperators.Apply(graph, AffineOperators.Apply(graph, graph.Value(node, 0), null, opposite), Read("scale"), null));
    }

    /// <summary>The entry of a constant list that stands at a computed position: the number of a class.</summary>
    private static void Lookup(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor entries = graph.RequireConstant(node, 0, "list");
        SampleValue position = graph.Value(node, 1);
        if (position.Length != 1 || entries.Length == 0) throw new OnnxException($"it looks up {position.Length} entries of {entries.Length}; one is supported");
        graph.Set(node, PositionOperators.LookUp(graph, entries.Reshape([entries.Length]), position.Reshape([1])).Reshape(position.FileShape));
    }
}
