using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Activations;

namespace NNGen.Generator.Layers.Losses;

/// <summary>
/// Fused with the softmax y of z, whose maximum m and total s are at hand: value = Σ t·((m − z) + log s) / P; dz = weight · (y − t) / P for
/// targets that sum to 1, where P is the number of places that are classified: 1, or the pixels of an image.
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
        float share = 1f / outerShape.Aggregate(1, (places, extent) => places * extent);
        return
        [
            new Map(logTotal, Expr.Log(Expr.Input(0)), SoftmaxStage.Total(loss.Last)[outer]),
            new Map(
                term,
                Expr.Input(1) * ((Expr.Input(2) - Expr.Input(0)) + Expr.Input(3)) * share,
                z, t, SoftmaxStage.Maximum(loss.Last)[outer], logTotal),
            new Reduce(loss.Value[[]], term, ReduceKind.Sum),
            new Map(loss.Gradient[each], (Expr.Input(0) - Expr.Input(1)) * Expr.Input(2) * share, y, t, loss.SampleWeight[[]]),
        ];
    }
}
