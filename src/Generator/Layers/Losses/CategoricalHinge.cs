using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Losses;

/// <summary>
/// value = max(0, 1 + max (1 − t)·y − Σ t·y) over the rows along the last axis, of several their mean. Where that is above 0,
/// dy = weight · (r − t): r is 1 − t at the greatest rival, of equal ones a part at each.
/// </summary>
internal sealed class CategoricalHinge : LossKind
{
    private static readonly Expr A = Expr.Input(0);
    private static readonly Expr B = Expr.Input(1);

    public override string Name => "CategoricalHinge";

    public override IEnumerable<Operation> ValueAndGradient(LossTensors loss)
    {
        Access y = loss.Last.Output[loss.Each];
        Access t = loss.Target[loss.Each];
        Access rival = loss.Element("rival");
        Access greatest = loss.Row("greatest_rival");
        Access isGreatest = loss.Element("is_greatest");
        Access equals = loss.Row("equal_rivals");
        Access own = loss.Row("own");
        Access violation = loss.Row("violation");
        Expr slope = ((1f - A) * B / Expr.Input(2)) - A;
        Expr gradient = Expr.SelectGreater(Expr.Input(3), 0f, slope * Expr.Input(4) * loss.Share, 0f);
        return
        [
            new Map(rival, (1f - A) * B, t, y),
            new Reduce(greatest, rival, ReduceKind.Max),
            new Map(isGreatest, Expr.SelectGreater(B, A, 0f, 1f), rival, greatest),
            new Reduce(equals, isGreatest, ReduceKind.Sum),
            new Reduce(own, EquatableArray.Of(t, y), A * B, ReduceKind.Sum),
            new Map(violation, Expr.Max(0f, (1f + A) - B), greatest, own),
            new Reduce(loss.Value[[]], EquatableArray.Of(violation), A * loss.Share, ReduceKind.Sum),
            new Map(loss.Gradient[loss.Each], gradient, t, isGreatest, equals, violation, loss.Weight),
        ];
    }
}
