using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Activations;

/// <summary>The activations that a layer can name, by the members of the <c>Activation</c> enum. Identity is no stage at all.</summary>
internal static class ActivationCatalogue
{
    private static readonly Expr X = Expr.Input(0);

    private static readonly Dictionary<string, Func<EquatableArray<int>, Stage>> Stages = new(StringComparer.Ordinal)
    {
        ["Sigmoid"] = shape => new ElementwiseStage(shape, Expr.Logistic(X)),
        ["Tanh"] = shape => new ElementwiseStage(shape, Expr.Tanh(X)),
        ["ReLU"] = shape => new ElementwiseStage(shape, Expr.Max(0f, X)),
        ["Softmax"] = shape => new SoftmaxStage(shape),
    };

    public static IEnumerable<string> Names => Stages.Keys.Prepend("Identity");

    public static Func<EquatableArray<int>, Stage>? Find(string name) =>
        Stages.TryGetValue(name, out Func<EquatableArray<int>, Stage>? stage) ? stage : null;
}
