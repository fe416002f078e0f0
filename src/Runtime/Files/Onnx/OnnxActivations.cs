namespace NNGen;

/// <summary>Functions without parameters, under the names of <see cref="Activation"/>.</summary>
internal static class OnnxActivations
{
    private static readonly Dictionary<string, Func<OnnxLayer, string, string>> Functions = new()
    {
        ["Sigmoid"] = Operator("Sigmoid"),
        ["Tanh"] = Operator("Tanh"),
        ["ReLU"] = Operator("Relu"),
        ["Softmax"] = Operator("Softmax", ("axis", -1)),
        ["LogSoftmax"] = Operator("LogSoftmax", ("axis", -1)),
        ["BinaryStep"] = Step,
        ["Arctan"] = Operator("Atan"),
        ["ELU"] = Operator("Elu"),
        ["SELU"] = Operator("Selu"),
        ["GELU"] = Operator("Gelu"),
        ["GELUTanh"] = Operator("Gelu", ("approximate", "tanh")),
        ["Softplus"] = Operator("Softplus"),
        ["SiLU"] = (layer, input) => layer.Graph.Node("Mul", [input, layer.Node("Sigmoid", input)]),
        ["Mish"] = Operator("Mish"),
        ["Softsign"] = Operator("Softsign"),
        ["HardSigmoid"] = Operator("HardSigmoid", ("alpha", 1f / 6), ("beta", 0.5f)),
        ["HardSwish"] = Operator("HardSwish"),
        ["HardTanh"] = Clip(-1, 1),
        ["ReLU6"] = Clip(0, 6),
    };

    public static Func<OnnxLayer, string, string>? Find(string name) => Functions.GetValueOrDefault(name);

    private static Func<OnnxLayer, string, string> Operator(string kind, params (string Name, object Value)[] attributes) =>
        (layer, input) => layer.Node(kind, input, attributes);

    private static Func<OnnxLayer, string, string> Clip(float low, float high) =>
        (layer, input) => layer.Graph.Node("Clip", [input, layer.Graph.Constant([low], []), layer.Graph.Constant([high], [])]);

    /// <summary>1 where the element is not below 0.</summary>
    private static string Step(OnnxLayer layer, string input)
    {
        string isThere = layer.Graph.Node("GreaterOrEqual", [input, layer.Number(0)]);
        return layer.Node("Cast", isThere, ("to", 1));
    }
}
