using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Losses;

/// <summary>
/// A loss: each sample's value, and the gradient of the weighted sum of the values. A loss may be fused with the last activation; it then
/// works on the logits and gives their gradient.
/// </summary>
internal abstract class LossKind
{
    public abstract string Name { get; }

    /// <summary>The parameters that it takes, by the names in <see cref="LossParameters"/>.</summary>
    public virtual IReadOnlyList<string> Parameters => [];

    /// <summary>
    /// The activation that comes last and whose backward pass the loss contains, or null. A loss that names one needs it, or outputs that
    /// are logits, or a last function of which nobody knows that its values are no probabilities.
    /// </summary>
    public virtual string? FusedActivation => null;

    /// <summary>Whether the stage is one that the loss absorbs.</summary>
    public virtual bool Fuses(Stage last) => false;

    /// <summary>Whether outputs are accepted that are probabilities already, whatever computes them.</summary>
    public virtual bool TakesProbabilities => false;

    /// <summary>The output from which a sample counts as one of the class, where that is decided for every output alone.</summary>
    public virtual float Threshold(LossSpec spec) => LossParameters.IsFromLogits(spec) ? 0f : 0.5f;

    public abstract IEnumerable<Operation> ValueAndGradient(LossTensors loss);

    /// <summary>Whether the loss, as it was declared, absorbs the last stage.</summary>
    public bool Fuses(Stage last, LossSpec spec) => Fuses(last) && !LossParameters.IsFromLogits(spec);

    /// <summary>Whether the loss can stand behind a stage.</summary>
    public bool Accepts(Stage last, LossSpec spec)
    {
        bool isProbability = last is ElementwiseStage { Definition.IsProbability: true };
        return FusedActivation is null || LossParameters.IsFromLogits(spec) || Fuses(last) || (TakesProbabilities && isProbability);
    }

    /// <summary>
    /// value = Σ term over all elements. Terms of mere arithmetic are added up as they are computed; functions fill the registers, so that
    /// terms with any have a loop of their own.
    /// </summary>
    protected static IEnumerable<Operation> Sum(LossTensors loss, Expr term, params Access[] operands)
    {
        Access value = loss.Value[[]];
        Map terms = Compact(loss.Element("loss_term"), term, operands);
        return term.HasFunction
            ? [terms, new Reduce(value, terms.Output, ReduceKind.Sum)]
            : [new Reduce(value, terms.Operands, terms.Expression, ReduceKind.Sum)];
    }

    /// <summary>A map that reads only what its expression mentions.</summary>
    protected static Map Compact(Access output, Expr expression, params Access[] operands)
    {
        int[] used = Enumerable.Range(0, operands.Length).Where(expression.Uses).ToArray();
        Expr compact = expression.Substitute(input => Expr.Input(Array.IndexOf(used, input)));
        return new Map(output, compact, used.Select(index => operands[index]).ToArray());
    }
}

/// <summary>What a loss reads and writes. <c>Gradient</c> belongs to the logits if the loss is fused, otherwise to the output.</summary>
/// <param name="LastStage">The last stage of the network, which a fused loss absorbs.</param>
/// <param name="Last">Its tensors.</param>
/// <param name="Spec">The loss as it was declared.</param>
/// <param name="Target">The targets, in the output's shape.</param>
/// <param name="SampleWeight">One weight for each sample.</param>
/// <param name="Value">Receives each sample's value.</param>
/// <param name="Gradient">Receives the gradient, times the sample's weight.</param>
internal sealed record LossTensors(
    Stage LastStage, StageTensors Last, LossSpec Spec, Tensor Target, Tensor SampleWeight, Tensor Value, Tensor Gradient)
{
    public AffineIndex[] Each => Target.Each;

    /// <summary>All axes but the last.</summary>
    public AffineIndex[] Outer => Each.Take(Target.Shape.Count - 1).ToArray();

    public int[] OuterShape => Target.Shape.Take(Target.Shape.Count - 1).ToArray();

    /// <summary>1 / P for the P rows along the last axis: 1, or the pixels of an image.</summary>
    public float Share => 1f / OuterShape.Aggregate(1, (places, extent) => places * extent);

    public Access Weight => SampleWeight[[]];

    /// <summary>A value for every element of the output.</summary>
    public Access Element(string name) => Last.Intermediate(name, Target.Shape.ToArray())[Each];

    /// <summary>A value for every row along the last axis.</summary>
    public Access Row(string name) => Last.Intermediate(name, OuterShape)[Outer];
}
