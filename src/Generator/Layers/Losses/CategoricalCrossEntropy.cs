using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;

namespace NNGen.Generator.Layers.Losses;

/// <summary>
/// Fused with the softmax y of z, whose maximum m and total s are at hand: value = Σ t·((m − z) + log s); dz = weight · (y − t) for targets
/// that sum to 1.
/// </summary>
internal sealed class CategoricalCrossEntropy : LossKind
{
    public override string Name => "CategoricalCrossEntropy";

    public override string FusedActivation => "Softmax";

    public override IEnumerable<Operation> ValueAndGradient(LossTensors loss)
    {
        AffineIndex[] each = loss.Each;
        AffineIndex[] outer = each.Take(each.Length - 1).ToArray();
        Access z = loss.Last.Input[each];
        Access y = loss.Last.Output[each];
        Access t = loss.Target[each];
        int[] outerShape = loss.Target.Shape.Take(outer.Length).ToArray();
        Access logTotal = loss.Last.Intermediate("log_total", outerShape)[outer];
        Access term = loss.Last.Intermediate("cross_entropy", loss.Target.Shape.ToArray())[each];
        return
        [
            new Map(logTotal, Expr.Log(Expr.Input(0)), SoftmaxStage.Total(loss.Last)[outer]),
            new Map(
                term,
                Expr.Input(1) * ((Expr.Input(2) - Expr.Input(0)) + Expr.Input(3)),
                z, t, SoftmaxStage.Maximum(loss.Last)[outer], logTotal),
            new Reduce(loss.Value[[]], term, ReduceKind.Sum),
            new Map(loss.Gradient[each], (Expr.Input(0) - Expr.Input(1)) * Expr.Input(2), y, t, loss.SampleWeight[[]]),
        ];
    }
}
