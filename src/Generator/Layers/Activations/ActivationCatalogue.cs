using static NNGen.Generator.Layers.Activations.ActivationFunctions;

namespace NNGen.Generator.Layers.Activations;

/// <summary>The activations that a layer can name, by the members of the <c>Activation</c> enum. Identity is no stage at all.</summary>
internal static class ActivationCatalogue
{
    private static readonly Dictionary<string, Func<EquatableArray<int>, Stage>> Stages = new(StringComparer.Ordinal)
    {
        ["Sigmoid"] = Elementwise(Sigmoid),
        ["Tanh"] = Elementwise(Tanh),
        ["ReLU"] = Elementwise(ReLU),
        ["Softmax"] = shape => new SoftmaxStage(shape),
        ["BinaryStep"] = Elementwise(BinaryStep),
        ["Arctan"] = Elementwise(Arctan),
        ["ELU"] = Elementwise(ELU(1f)),
        ["SELU"] = Elementwise(SELU),
        ["GELU"] = Elementwise(GELU),
        ["Softplus"] = Elementwise(Softplus),
        ["LogSoftmax"] = shape => new LogSoftmaxStage(shape),
        ["SiLU"] = Elementwise(SiLU),
        ["GELUTanh"] = Elementwise(GELUTanh),
        ["Mish"] = Elementwise(Mish),
        ["Softsign"] = Elementwise(Softsign),
        ["HardSigmoid"] = Elementwise(HardSigmoid),
        ["HardTanh"] = Elementwise(HardTanh),
        ["HardSwish"] = Elementwise(HardSwish),
        ["ReLU6"] = Elementwise(ReLU6),
    };

    public static IEnumerable<string> Names => Stages.Keys.Prepend("Identity");

    public static Func<EquatableArray<int>, Stage>? Find(string name) =>
        Stages.TryGetValue(name, out Func<EquatableArray<int>, Stage>? stage) ? stage : null;

    private static Func<EquatableArray<int>, Stage> Elementwise(ElementwiseFunction function) => shape => new ElementwiseStage(shape, function);
}
