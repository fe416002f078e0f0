using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Normalisations with constants only.</summary>
internal static class NormalizationOperators
{
    /// <summary>y = (x − mean) / √(variance + ε) · scale + bias: with constants an affine map, which the layer before it absorbs.</summary>
    public static void BatchNormalization(GraphConversion graph, OnnxNode node)
    {
        if (node.Integer("training_mode", 0) != 0) throw new OnnxException("it trains (training_mode = 1); export the model for inference");
        float epsilon = node.Single("epsilon", 1e-5f);
        float[] Read(int input, string what) => graph.RequireConstant(node, input, what).Singles;
        (float[] gamma, float[] beta) = (Read(1, "scale"), Read(2, "bias"));
        (float[] mean, float[] variance) = (Read(3, "mean"), Read(4, "variance"));
        float[] scale = gamma.Zip(variance, (g, v) => (float)(g / Math.Sqrt((double)v + epsilon))).ToArray();
        float[] shift = beta.Select((b, channel) => b - (mean[channel] * scale[channel])).ToArray();
        SampleValue value = graph.Value(node, 0);
        if (!graph.TryScale(node, 0, scale, shift)) throw new OnnxException("no convolution or dense layer stands before it, into which it could be folded");
        graph.Set(node, value);
    }

    /// <summary>y = x / (k + α/n · Σ x²)^β over n neighbouring channels.</summary>
    public static void LocalResponse(GraphConversion graph, OnnxNode node)
    {
        if (node.Single("beta", 0.75f) != 0.75f) throw new OnnxException("its exponent is not 0.75");
        int size = checked((int)node.Integer("size", 0));
        SampleValue input = WindowOperators.Positions(graph, node, 2);
        DeclaredArgument[] arguments =
        [
            DeclaredArgument.Of("size", size),
            DeclaredArgument.Property("Alpha", node.Single("alpha", 1e-4f)),
            DeclaredArgument.Property("Bias", node.Single("bias", 1)),
        ];
        graph.Set(node, input with { Layer = graph.Declare("LocalResponseNormalization", input, arguments) });
    }
}
