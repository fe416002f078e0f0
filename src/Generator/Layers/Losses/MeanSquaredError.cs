using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Losses;

/// <summary>value = Σ (y − t)² / O; dy = weight · 2 (y − t) / O.</summary>
internal sealed class MeanSquaredError : LossKind
{
    public override string Name => "MeanSquaredError";

    public override IEnumerable<Operation> ValueAndGradient(LossTensors loss)
    {
        AffineIndex[] each = loss.Each;
        Access y = loss.Last.Output[each];
        Access t = loss.Target[each];
        Access square = loss.Last.Intermediate("squared_error", loss.Target.Shape.ToArray())[each];
        Expr error = Expr.Input(0) - Expr.Input(1);
        return
        [
            new Map(square, error * error * (1f / loss.Target.Length), y, t),
            new Reduce(loss.Value[[]], square, ReduceKind.Sum),
            new Map(loss.Gradient[each], error * (2f / loss.Target.Length) * Expr.Input(2), y, t, loss.SampleWeight[[]]),
        ];
    }
}
