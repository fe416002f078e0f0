using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Windows;

namespace NNGen.Generator.Layers.Pooling;

/// <summary>
/// y[position] = Σ x[element] / n, dx[element] = Σ dy[position] / n; n is 1 for a sum, and for an average the number of the window's
/// elements inside the input.
/// </summary>
internal sealed record SumPoolStage(EquatableArray<int> InputShape, SlidingWindow Window, bool IsAverage)
    : PoolStage(InputShape, Window)
{
    public override bool KeepsGradientSums => IsAverage;

    public override IEnumerable<Operation> Forward(StageTensors stage) => [Sum(stage.Output[Position], stage.Input[Element])];

    public override IEnumerable<Operation> Backward(StageTensors stage) =>
        [Sum(stage.InputGradient[Element], stage.OutputGradient[Position])];

    private Reduce Sum(Access output, Access operand)
    {
        if (!IsAverage) return new Reduce(output, operand, ReduceKind.Sum);

        // An axis with padding has fewer elements at its ends: those from max(first, 0) to min(first + size, n) − 1.
        var operands = new List<Access> { operand };
        int inside = 1;
        Expr count = 1f;
        foreach (WindowAxis axis in Window.Axes)
        {
            if (!axis.IsPadded)
            {
                inside *= axis.Size;
                continue;
            }

            AffineIndex first = (axis.Stride * axis.Position) - axis.Before;
            count *= Expr.Min(axis.Input, Expr.Input(operands.Count)) - Expr.Max(0f, Expr.Input(operands.Count + 1));
            operands.AddRange([Tensor.Position(first + axis.Size), Tensor.Position(first)]);
        }

        Expr scale = operands.Count == 1 ? 1f / inside : 1f / (count * inside);
        return new Reduce(output, operands.ToEquatableArray(), Expr.Input(0) * scale, ReduceKind.Sum);
    }
}
