using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Activations;

/// <summary>y[o] = exp(x[o] − m) / s over the last axis, m = max x, s = Σ exp(x[k] − m); dx[o] = y[o]·(dy[o] − Σ_k dy[k]·y[k]).</summary>
internal sealed record SoftmaxStage(EquatableArray<int> Shape) : Stage(Shape, Shape)
{
    public static Tensor Maximum(StageTensors stage) => stage.Intermediate("maximum", Outer(stage));

    public static Tensor Total(StageTensors stage) => stage.Intermediate("total", Outer(stage));

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        (AffineIndex[] each, AffineIndex[] outer) = Indices(stage);
        Access maximum = Maximum(stage)[outer];
        Access total = Total(stage)[outer];
        Access exponential = stage.Intermediate("exponential", Shape.ToArray())[each];
        return
        [
            new Reduce(maximum, stage.Input[each], ReduceKind.Max),
            new Map(exponential, Expr.Exp(Expr.Input(0) - Expr.Input(1)), stage.Input[each], maximum),
            new Reduce(total, exponential, ReduceKind.Sum),
            new Map(stage.Output[each], Expr.Input(0) * (1f / Expr.Input(1)), exponential, total),
        ];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        (AffineIndex[] each, AffineIndex[] outer) = Indices(stage);
        Access product = stage.Intermediate("gradient_product", Shape.ToArray())[each];
        Access sum = stage.Intermediate("gradient_sum", Outer(stage))[outer];
        Access outputGradient = stage.OutputGradient[each];
        Access y = stage.Output[each];
        return
        [
            new Map(product, Expr.Input(0) * Expr.Input(1), outputGradient, y),
            new Reduce(sum, product, ReduceKind.Sum),
            new Map(stage.InputGradient[each], Expr.Input(2) * (Expr.Input(0) - Expr.Input(1)), outputGradient, sum, y),
        ];
    }

    private static int[] Outer(StageTensors stage) => stage.Input.Shape.Take(stage.Input.Shape.Count - 1).ToArray();

    private static (AffineIndex[] Each, AffineIndex[] Outer) Indices(StageTensors stage)
    {
        AffineIndex[] each = stage.Input.Shape.Select((extent, axis) => (AffineIndex)new Axis($"axis{axis}", extent)).ToArray();
        return (each, each.Take(each.Length - 1).ToArray());
    }
}
