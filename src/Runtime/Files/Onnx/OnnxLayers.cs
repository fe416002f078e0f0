using System.Linq;

namespace NNGen;

/// <summary>What each kind of layer is in ONNX, without its activation.</summary>
internal static class OnnxLayers
{
    private static readonly Dictionary<string, Func<OnnxLayer, string>> Kinds = new()
    {
        ["Dense"] = Dense,
        ["Conv1D"] = OnnxWindows.Convolution,
        ["Conv2D"] = OnnxWindows.Convolution,
        ["DepthwiseConv2D"] = layer => OnnxWindows.Depthwise(layer, "kernel", "bias"),
        ["SeparableConv2D"] = OnnxWindows.Separable,
        ["Conv2DTranspose"] = OnnxWindows.Transposed,
        ["MaxPool1D"] = layer => OnnxWindows.Pool(layer, "MaxPool"),
        ["MaxPool2D"] = layer => OnnxWindows.Pool(layer, "MaxPool"),
        ["AveragePool1D"] = layer => OnnxWindows.Pool(layer, "AveragePool"),
        ["AveragePool2D"] = layer => OnnxWindows.Pool(layer, "AveragePool"),
        ["SumPool2D"] = OnnxWindows.SumPool,
        ["GlobalMaxPool2D"] = layer => OnnxWindows.PoolAll(layer, "GlobalMaxPool"),
        ["GlobalAveragePool2D"] = layer => OnnxWindows.PoolAll(layer, "GlobalAveragePool"),
        ["UpSampling2D"] = OnnxShapes.UpSampling,
        ["ZeroPadding2D"] = OnnxShapes.ZeroPadding,
        ["Cropping2D"] = OnnxShapes.Cropping,
        ["Flatten"] = layer => layer.Node("Flatten", layer.Input, ("axis", 1)),
        ["Reshape"] = layer => layer.Graph.Node("Reshape", [layer.Input, layer.Graph.Integers([0, .. layer.OutputShape])]),
        ["Permute"] = layer => layer.Node("Transpose", layer.Input, ("perm", (int[])[0, .. layer.Integers("order")])),
        ["Add"] = layer => Chain(layer, "Add"),
        ["Subtract"] = layer => Chain(layer, "Sub"),
        ["Multiply"] = layer => Chain(layer, "Mul"),
        ["Average"] = layer => layer.Graph.Node("Mean", OnnxShapes.Aligned(layer)),
        ["Maximum"] = layer => layer.Graph.Node("Max", OnnxShapes.Aligned(layer)),
        ["Concat"] = layer => layer.Graph.Node("Concat", [.. layer.Inputs.Select(input => input.Name)], ("axis", layer.Integer("Axis", -1))),
        ["BatchNormalization"] = OnnxNormalizations.Batch,
        ["LayerNormalization"] = OnnxNormalizations.Layer,
        ["RMSNormalization"] = OnnxNormalizations.RootMeanSquare,
        ["GroupNormalization"] = OnnxNormalizations.Group,
        ["InstanceNormalization"] = OnnxNormalizations.Instance,
        ["LocalResponseNormalization"] = OnnxNormalizations.LocalResponse,
        ["Dropout"] = Unchanged,
        ["SpatialDropout1D"] = Unchanged,
        ["SpatialDropout2D"] = Unchanged,
        ["GaussianNoise"] = Unchanged,
        ["GaussianDropout"] = Unchanged,
        ["LeakyReLU"] = layer => layer.Node("LeakyRelu", layer.Input, ("alpha", layer.Single("negativeSlope", 0.3f))),
        ["ThresholdedReLU"] = layer => layer.Node("ThresholdedRelu", layer.Input, ("alpha", layer.Single("theta", 1))),
        ["ELU"] = layer => layer.Node("Elu", layer.Input, ("alpha", layer.Single("alpha", 1))),
        ["CELU"] = layer => layer.Node("Celu", layer.Input, ("alpha", layer.Single("alpha", 1))),
        ["PReLU"] = layer => layer.Graph.Node("PRelu", [layer.Input, layer.Constant("alpha")]),
    };

    /// <summary>The kinds that can be written.</summary>
    public static bool Knows(LayerDescription layer) => Kinds.ContainsKey(layer.Kind) || OnnxActivations.Find(layer.Kind) is not null;

    /// <summary>Writes a layer and its activation.</summary>
    /// <returns>The name of its output.</returns>
    public static string Write(OnnxLayer layer)
    {
        string kind = layer.Description.Kind;
        string output = Kinds.TryGetValue(kind, out Func<OnnxLayer, string>? write) ? write(layer) : OnnxActivations.Find(kind)!(layer, layer.Input);
        Activation activation = layer.Description.Activation;
        return activation == Activation.Identity ? output : OnnxActivations.Find(activation.ToString())!(layer, output);
    }

    private static string Dense(OnnxLayer layer) => layer.Parameter("bias") is null
        ? layer.Graph.Node("MatMul", [layer.Input, layer.Constant("kernel")])
        : layer.Graph.Node("Gemm", [layer.Input, layer.Constant("kernel"), layer.Constant("bias")]);

    private static string Chain(OnnxLayer layer, string kind)
    {
        string[] inputs = OnnxShapes.Aligned(layer);
        return inputs.Skip(1).Aggregate(inputs[0], (left, right) => layer.Graph.Node(kind, [left, right]));
    }

    /// <summary>Nothing happens to a sample that is not trained on.</summary>
    private static string Unchanged(OnnxLayer layer) => layer.Node("Identity", layer.Input);
}
