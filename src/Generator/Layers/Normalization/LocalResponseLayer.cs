using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Normalization;

/// <summary>
/// y[k] = x[k] / s[k]^0.75 with s[k] = bias + alpha / size · Σ x[j]² over the channels j around k. x [.., C], y [.., C].
/// </summary>
internal sealed class LocalResponseLayer : LayerKind
{
    public override string Name => "LocalResponseNormalization";

    public override string Formula => "y[k] = x[k] / (bias + alpha / size · Σ x[k + i − (size − 1) / 2]²)^0.75";

    public override string Sample => "LocalResponseNormalization(3, Alpha = 0.5f)";

    public override string SampleInput => "Input(2, 3, 5)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        int size = layer.Spec.Integer("size");
        float alpha = layer.Spec.Single("Alpha", 1e-4f);
        float bias = layer.Spec.Single("Bias", 1f);
        bool areRight = layer.CheckSize("size", size) & layer.CheckPositive("Alpha", alpha) & layer.CheckPositive("Bias", bias);
        return areRight && layer.KnowsShapes ? [new LocalResponseStage(layer.InputShape, size, alpha, bias)] : [];
    }
}

/// <summary>
/// s[k] = bias + α·Σ x[k + i − before]² and y[k] = x[k]·s[k]^−0.75 with α = alpha / size; backward r[k] = dy[k]·x[k]·s[k]^−1.75 and
/// dx[j] = dy[j]·s[j]^−0.75 − 1.5·α·x[j]·Σ r[k] over the k whose neighbour j is.
/// </summary>
internal sealed record LocalResponseStage(EquatableArray<int> Shape, int Size, float Alpha, float Bias) : Stage(Shape, Shape)
{
    private static readonly Expr S = Expr.Input(0);

    /// <summary>s^0.75.</summary>
    private static readonly Expr Power = Expr.Sqrt(S) * Expr.Sqrt(Expr.Sqrt(S));

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        (AffineIndex[] each, AffineIndex[] neighbour) = At(stage);
        Access squares = stage.Intermediate("squares", Shape.ToArray())[each];
        Access sum = stage.Intermediate("sum", Shape.ToArray())[each];
        return
        [
            new Reduce(squares, EquatableArray.Of(stage.Input[neighbour]), Expr.Input(0) * Expr.Input(0), ReduceKind.Sum),
            new Map(sum, (Expr.Input(0) * (Alpha / Size)) + Bias, squares),
            new Map(stage.Output[each], Expr.Input(1) / Power, sum, stage.Input[each]),
        ];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        (AffineIndex[] each, AffineIndex[] neighbour) = At(stage);
        Access x = stage.Input[each];
        Access sum = stage.Intermediate("sum", Shape.ToArray())[each];
        Access ratio = stage.Intermediate("gradient_ratio", Shape.ToArray())[each];
        Tensor total = stage.Intermediate("gradient_total", Shape.ToArray());
        Access output = stage.OutputGradient[each];
        return
        [
            new Map(ratio, Expr.Input(1) * Expr.Input(2) / (S * Power), sum, output, x),
            new Reduce(total[neighbour], ratio, ReduceKind.Sum),
            new Map(
                stage.InputGradient[each],
                (Expr.Input(1) / Power) - (Expr.Input(2) * Expr.Input(3) * (1.5f * Alpha / Size)),
                sum, output, x, total[each]),
        ];
    }

    private (AffineIndex[] Each, AffineIndex[] Neighbour) At(StageTensors stage)
    {
        AffineIndex[] each = stage.Output.Each;
        AffineIndex channel = each[each.Length - 1];
        return (each, [.. each.Take(each.Length - 1), channel + new Axis("neighbour", Size) - ((Size - 1) / 2)]);
    }
}
