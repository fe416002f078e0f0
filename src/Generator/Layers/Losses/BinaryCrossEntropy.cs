using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Losses;

/// <summary>Fused with the sigmoid y of z: value = Σ (max(z, 0) − z·t + log(1 + exp(−|z|))) / O; dz = weight · (y − t) / O.</summary>
internal sealed class BinaryCrossEntropy : LossKind
{
    public override string Name => "BinaryCrossEntropy";

    public override string FusedActivation => "Sigmoid";

    public override IEnumerable<Operation> ValueAndGradient(LossTensors loss)
    {
        AffineIndex[] each = loss.Each;
        Access z = loss.Last.Input[each];
        Access y = loss.Last.Output[each];
        Access t = loss.Target[each];
        Access term = loss.Last.Intermediate("cross_entropy", loss.Target.Shape.ToArray())[each];
        Expr logit = Expr.Input(0);
        Expr softplus = Expr.Max(0f, logit) + Expr.Log(1f + Expr.Exp(-Expr.Abs(logit)));
        return
        [
            new Map(term, (softplus - (logit * Expr.Input(1))) * (1f / loss.Target.Length), z, t),
            new Reduce(loss.Value[[]], term, ReduceKind.Sum),
            new Map(
                loss.Gradient[each],
                (Expr.Input(0) - Expr.Input(1)) * (1f / loss.Target.Length) * Expr.Input(2),
                y, t, loss.SampleWeight[[]]),
        ];
    }
}
