using System.Linq;

namespace NNGen;

/// <summary>Normalisations with their parameters.</summary>
internal static class OnnxNormalizations
{
    public static string Batch(OnnxLayer layer)
    {
        string[] inputs =
        [
            layer.ChannelsFirst(layer.Input), layer.Constant("gamma"), layer.Constant("beta"), layer.Constant("moving_mean"), layer.Constant("moving_variance"),
        ];
        return layer.ChannelsLast(layer.Graph.Node("BatchNormalization", inputs, ("epsilon", layer.Single("epsilon", 1e-3f))));
    }

    public static string Layer(OnnxLayer layer) => layer.Graph.Node(
        "LayerNormalization",
        [layer.Input, layer.Constant("gamma"), layer.Constant("beta")],
        ("axis", -1),
        ("epsilon", layer.Single("epsilon", 1e-3f)));

    /// <summary>gamma·x / √(mean x² + ε).</summary>
    public static string RootMeanSquare(OnnxLayer layer)
    {
        string square = layer.Graph.Node("Mul", [layer.Input, layer.Input]);
        string mean = layer.Graph.Node("ReduceMean", [square, layer.Graph.Integers(-1)], ("keepdims", 1));
        string root = layer.Node("Sqrt", layer.Graph.Node("Add", [mean, layer.Number(layer.Single("epsilon", 1e-6f))]));
        return layer.Graph.Node("Mul", [layer.Graph.Node("Div", [layer.Input, root]), layer.Constant("gamma")]);
    }

    public static string Instance(OnnxLayer layer) => layer.ChannelsLast(layer.Graph.Node(
        "InstanceNormalization",
        [layer.ChannelsFirst(layer.Input), layer.Constant("gamma"), layer.Constant("beta")],
        ("epsilon", layer.Single("epsilon", 1e-3f))));

    /// <summary>A group is one channel of an instance normalisation, whose positions are the group's channels and positions.</summary>
    public static string Group(OnnxLayer layer)
    {
        int groups = layer.Integer("groups", 1);
        IReadOnlyList<int> shape = layer.InputShape;
        int[] channelsFirst = [0, shape[^1], .. shape.Take(shape.Count - 1)];
        var ones = new float[groups];
        Array.Fill(ones, 1);
        string rows = layer.Graph.Node("Reshape", [layer.ChannelsFirst(layer.Input), layer.Graph.Integers(0, groups, -1)]);
        string normalized = layer.Graph.Node(
            "InstanceNormalization",
            [rows, layer.Graph.Constant(ones, groups), layer.Graph.Constant(new float[groups], groups)],
            ("epsilon", layer.Single("Epsilon", 1e-3f)));
        string back = layer.ChannelsLast(layer.Graph.Node("Reshape", [normalized, layer.Graph.Integers(channelsFirst)]));
        return layer.Graph.Node("Add", [layer.Graph.Node("Mul", [back, layer.Constant("gamma")]), layer.Constant("beta")]);
    }

    public static string LocalResponse(OnnxLayer layer) => layer.ChannelsLast(layer.Node(
        "LRN",
        layer.ChannelsFirst(layer.Input),
        ("size", layer.Integer("size", 1)),
        ("alpha", layer.Single("Alpha", 1e-4f)),
        ("beta", 0.75f),
        ("bias", layer.Single("Bias", 1))));
}
