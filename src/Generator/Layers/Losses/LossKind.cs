using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;

namespace NNGen.Generator.Layers.Losses;

/// <summary>
/// A loss: each sample's value, and the gradient of the weighted sum of the values. A loss may be fused with the last activation; it then
/// works on the logits and gives their gradient.
/// </summary>
internal abstract class LossKind
{
    public abstract string Name { get; }

    /// <summary>The activation that must come last and whose backward pass the loss contains, or null.</summary>
    public virtual string? FusedActivation => null;

    public abstract IEnumerable<Operation> ValueAndGradient(LossTensors loss);

    public static readonly IReadOnlyList<LossKind> All = [new MeanSquaredError(), new BinaryCrossEntropy(), new CategoricalCrossEntropy()];

    public static LossKind Find(string name) => All.First(loss => loss.Name == name);

    /// <summary>The stage that a fused loss absorbs.</summary>
    public bool Fuses(Stage last) => (FusedActivation, last) switch
    {
        ("Softmax", SoftmaxStage) => true,
        ("Sigmoid", ElementwiseStage elementwise) => elementwise.Function.Kind == ExprKind.Logistic,
        _ => false,
    };
}

/// <summary>What a loss reads and writes. <c>Gradient</c> belongs to the logits if the loss is fused, otherwise to the output.</summary>
internal sealed record LossTensors(StageTensors Last, Tensor Target, Tensor SampleWeight, Tensor Value, Tensor Gradient)
{
    public AffineIndex[] Each => Target.Shape.Select((extent, axis) => (AffineIndex)new Axis($"axis{axis}", extent)).ToArray();
}
