using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Losses;

/// <summary>
/// value = scale · Σ term(y[o], t[o]), dy[o] = weight · scale · ∂term/∂y: a loss of every output alone, with the mean or the sum over the
/// outputs. Fused with an element-wise activation y = f(z) the term is one of z, in which f(z) stands for y.
/// </summary>
/// <param name="name">The member of the enum.</param>
/// <param name="overOutput">The term over y and t, or null for a loss that is always fused.</param>
internal sealed class ElementwiseLoss(string name, Func<LossSpec, LossTerm>? overOutput) : LossKind
{
    private static readonly Expr Output = Expr.Input(2);

    public override string Name => name;

    public override IReadOnlyList<string> Parameters => Takes;

    public override string? FusedActivation => Fused?.Name;

    public override bool TakesProbabilities => overOutput is not null;

    /// <summary>The names of the parameters that the terms read.</summary>
    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>Whether the terms are added up; otherwise the loss is their mean.</summary>
    public bool IsSum { get; init; }

    /// <summary>The output that decides between the two classes, if it is no probability.</summary>
    public float? Boundary { get; init; }

    /// <summary>The term over z and t, for outputs that are logits or come from the fused activation.</summary>
    public Func<LossSpec, LossTerm>? OverLogits { get; init; }

    /// <summary>The activation that is absorbed.</summary>
    public (string Name, ElementwiseFunction Function)? Fused { get; init; }

    public override bool Fuses(Stage last) =>
        Fused is { } fused && last is ElementwiseStage elementwise && elementwise.Function.Equals(fused.Function.Function);

    public override float Threshold(LossSpec spec) => Boundary ?? base.Threshold(spec);

    public override IEnumerable<Operation> ValueAndGradient(LossTensors loss)
    {
        bool isFused = Fuses(loss.LastStage, loss.Spec);
        LossTerm term = isFused || LossParameters.IsFromLogits(loss.Spec) ? OverLogits!(loss.Spec) : overOutput!(loss.Spec);
        Access last = isFused ? loss.Last.Input[loss.Each] : loss.Last.Output[loss.Each];
        Access target = loss.Target[loss.Each];
        if (isFused) term = term.Replace(Fused!.Value.Function.Function, Output);
        float scale = IsSum ? 1f : 1f / loss.Target.Length;
        Access output = loss.Last.Output[loss.Each];
        return
        [
            .. Sum(loss, term.Value * scale, last, target, output),
            Compact(loss.Gradient[loss.Each], term.Gradient * scale * Expr.Input(3), last, target, output, loss.Weight),
        ];
    }
}
