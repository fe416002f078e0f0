using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Losses;

/// <summary>
/// value = −Σ y·t / (|y|·|t|) over the rows along the last axis, of several their mean; with r = 1/|y|, q = 1/|t| and c = r·q·Σ y·t, dy = weight · r·(c·r·y − q·t).
/// Norms are at least 1e-6, so that a row of zeros has a gradient.
/// </summary>
internal sealed class CosineSimilarity : LossKind
{
    private const float LeastSquare = 1e-12f;

    private static readonly Expr A = Expr.Input(0);
    private static readonly Expr B = Expr.Input(1);
    private static readonly Expr C = Expr.Input(2);

    public override string Name => "CosineSimilarity";

    public override IEnumerable<Operation> ValueAndGradient(LossTensors loss)
    {
        Access y = loss.Last.Output[loss.Each];
        Access t = loss.Target[loss.Each];
        Access outputSquare = loss.Row("output_square");
        Access targetSquare = loss.Row("target_square");
        Access product = loss.Row("product");
        Access outputScale = loss.Row("output_scale");
        Access targetScale = loss.Row("target_scale");
        Access cosine = loss.Row("cosine");
        Expr gradient = Expr.Input(3) * ((C * Expr.Input(3) * A) - (Expr.Input(4) * B)) * Expr.Input(5) * loss.Share;
        return
        [
            new Reduce(outputSquare, EquatableArray.Of(y), A * A, ReduceKind.Sum),
            new Reduce(targetSquare, EquatableArray.Of(t), A * A, ReduceKind.Sum),
            new Reduce(product, EquatableArray.Of(y, t), A * B, ReduceKind.Sum),
            new Map(outputScale, 1f / Expr.Sqrt(Expr.Max(LeastSquare, A)), outputSquare),
            new Map(targetScale, 1f / Expr.Sqrt(Expr.Max(LeastSquare, A)), targetSquare),
            new Map(cosine, A * B * C, product, outputScale, targetScale),
            new Reduce(loss.Value[[]], EquatableArray.Of(cosine), A * -loss.Share, ReduceKind.Sum),
            new Map(loss.Gradient[loss.Each], gradient, y, t, cosine, outputScale, targetScale, loss.Weight),
        ];
    }
}
