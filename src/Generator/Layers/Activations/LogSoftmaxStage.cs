using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Activations;

/// <summary>y[o] = x[o] − m − log s over the last axis, m = max x, s = Σ exp(x[k] − m); dx[o] = dy[o] − exp(y[o])·Σ_k dy[k].</summary>
internal sealed record LogSoftmaxStage(EquatableArray<int> Shape) : Stage(Shape, Shape)
{
    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        AffineIndex[] each = stage.Input.Each;
        AffineIndex[] outer = each.Take(each.Length - 1).ToArray();
        Access maximum = stage.Intermediate("maximum", Outer)[outer];
        Access total = stage.Intermediate("total", Outer)[outer];
        Access shift = stage.Intermediate("log_total", Outer)[outer];
        return
        [
            new Reduce(maximum, stage.Input[each], ReduceKind.Max),
            new Reduce(total, EquatableArray.Of(stage.Input[each], maximum), Expr.Exp(Expr.Input(0) - Expr.Input(1)), ReduceKind.Sum),
            new Map(shift, Expr.Log(Expr.Input(0)), total),
            new Map(
                stage.Output[each], (Expr.Input(0) - Expr.Input(1)) - Expr.Input(2), stage.Input[each], maximum, shift),
        ];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        AffineIndex[] each = stage.Input.Each;
        AffineIndex[] outer = each.Take(each.Length - 1).ToArray();
        Access sum = stage.Intermediate("gradient_sum", Outer)[outer];
        Access outputGradient = stage.OutputGradient[each];
        return
        [
            new Reduce(sum, outputGradient, ReduceKind.Sum),
            new Map(
                stage.InputGradient[each],
                Expr.Input(0) - (Expr.Exp(Expr.Input(1)) * Expr.Input(2)),
                outputGradient, stage.Output[each], sum),
        ];
    }

    private int[] Outer => Shape.Take(Shape.Count - 1).ToArray();
}
