using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Losses;

/// <summary>
/// value = Σ term(ℓ[o], t[o]), the mean over the places of an image where each is classified, with ℓ = log softmax(z) over the last axis, computed as (z − m) − log s with m = max z and s = Σ exp(z − m),
/// which cannot overflow. With h = ∂term/∂ℓ, dz[o] = weight · (h[o] − p[o]·Σ h), p = exp(ℓ); where the terms are −t·ℓ and targets sum to 1
/// that is weight · (p − t). Fused with a final softmax or its logarithm, whose results are at hand; outputs may be logits or probabilities.
/// </summary>
/// <param name="name">The member of the enum.</param>
/// <param name="term">The term over ℓ and t, in which exp(ℓ) stands for p.</param>
internal sealed class SoftmaxLoss(string name, Func<LossSpec, LossTerm> term) : LossKind
{
    // Below it the logarithm of a probability that is given as such is not followed.
    private const float LeastProbability = 1e-7f;

    private static readonly Expr A = Expr.Input(0);
    private static readonly Expr B = Expr.Input(1);
    private static readonly Expr C = Expr.Input(2);
    private static readonly Expr D = Expr.Input(3);

    public override string Name => name;

    public override IReadOnlyList<string> Parameters => [LossParameters.FromLogits, .. Takes];

    public override string FusedActivation => "Softmax";

    public override bool TakesProbabilities => true;

    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>Whether ∂term/∂ℓ is −t, up to the smoothing of t.</summary>
    public bool IsLinear { get; init; }

    public override bool Fuses(Stage last) => last is SoftmaxStage or LogSoftmaxStage;

    public override IEnumerable<Operation> ValueAndGradient(LossTensors loss)
    {
        if (!Fuses(loss.LastStage) && !LossParameters.IsFromLogits(loss.Spec)) return OfProbabilities(loss);
        (Access logProbability, Access probability, IEnumerable<Operation> operations) = Probabilities(loss);
        Access target = loss.Target[loss.Each];
        Access gradient = loss.Gradient[loss.Each];
        LossTerm terms = Smoothed(loss).Replace(Expr.Exp(A), C);
        operations = [.. operations, .. Sum(loss, terms.Value * loss.Share, logProbability, target, probability)];
        if (IsLinear) return [.. operations, new Map(gradient, (A + terms.Gradient.Substitute(_ => B)) * C * loss.Share, probability, target, loss.Weight)];
        Access slope = loss.Element("slope");
        Access sum = loss.Row("slope_sum");
        return
        [
            .. operations,
            Compact(slope, terms.Gradient, logProbability, target, probability),
            new Reduce(sum, slope, ReduceKind.Sum),
            new Map(gradient, (A - (B * C)) * D * loss.Share, slope, probability, sum, loss.Weight),
        ];
    }

    /// <summary>From probabilities as they are, each on its own: ℓ = log max(y, 1e-7).</summary>
    private IEnumerable<Operation> OfProbabilities(LossTensors loss)
    {
        Access output = loss.Last.Output[loss.Each];
        Access target = loss.Target[loss.Each];
        Expr overOutput = Smoothed(loss).Value.Substitute(input => input == 0 ? Expr.Log(Expr.Max(LeastProbability, A)) : B);
        return
        [
            .. Sum(loss, overOutput * loss.Share, output, target),
            new Map(loss.Gradient[loss.Each], overOutput.Derivative(0) * C * loss.Share, output, target, loss.Weight),
        ];
    }

    /// <summary>The term of smoothed targets, t + ε·(1 / K − t) for K classes: their sum stays 1, but for one rounding.</summary>
    private LossTerm Smoothed(LossTensors loss)
    {
        float smoothing = LossParameters.Smoothing(loss.Spec);
        LossTerm exact = term(loss.Spec);
        int classes = loss.Target.Shape[loss.Target.Shape.Count - 1];
        return smoothing == 0 ? exact : exact.Replace(B, B + (((1f / classes) - B) * smoothing));
    }

    /// <summary>log p and p, and what computes them where the last stage has not.</summary>
    private static (Access LogProbability, Access Probability, IEnumerable<Operation> Operations) Probabilities(LossTensors loss)
    {
        bool isFused = !LossParameters.IsFromLogits(loss.Spec);
        Access logProbability = loss.Element("log_probability");
        Access probability = loss.Element("probability");
        if (isFused && loss.LastStage is LogSoftmaxStage)
        {
            Access output = loss.Last.Output[loss.Each];
            return (output, probability, [new Map(probability, Expr.Exp(A), output)]);
        }

        Access logTotal = loss.Row("log_total");
        if (isFused)
        {
            Access maximum = SoftmaxStage.Maximum(loss.Last)[loss.Outer];
            return (logProbability, loss.Last.Output[loss.Each],
            [
                new Map(logTotal, Expr.Log(A), SoftmaxStage.Total(loss.Last)[loss.Outer]),
                new Map(logProbability, (A - B) - C, loss.Last.Input[loss.Each], maximum, logTotal),
            ]);
        }

        Access logit = loss.Last.Output[loss.Each];
        Access largest = loss.Row("loss_maximum");
        Access total = loss.Row("loss_total");
        return (logProbability, probability,
        [
            new Reduce(largest, logit, ReduceKind.Max),
            new Reduce(total, EquatableArray.Of(logit, largest), Expr.Exp(A - B), ReduceKind.Sum),
            new Map(logTotal, Expr.Log(A), total),
            new Map(logProbability, (A - B) - C, logit, largest, logTotal),
            new Map(probability, Expr.Exp(A), logProbability),
        ]);
    }
}
