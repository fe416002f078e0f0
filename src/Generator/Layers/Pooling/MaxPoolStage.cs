using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Windows;

namespace NNGen.Generator.Layers.Pooling;

/// <summary>
/// y[position] = max x[element], padding left out. Of a window's elements the first that equals the maximum gets the gradient: with K
/// elements, rank[position] = max (x[element] ≥ y[position] ? K − k : 0), and dx[element] = Σ (rank[position] = K − k ? dy[position] : 0),
/// where k is the element's number in the window.
/// </summary>
internal sealed record MaxPoolStage(EquatableArray<int> InputShape, SlidingWindow Window)
    : PoolStage(InputShape, Window)
{
    public override IEnumerable<Operation> Forward(StageTensors stage) =>
        [new Reduce(stage.Output[Position], stage.Input[Element], ReduceKind.Max)];

    public override IEnumerable<Operation> Keep(StageTensors stage)
    {
        Expr isBelow = Expr.SelectGreater(Expr.Input(0), Expr.Input(1), 0f, Expr.Input(2));
        return [new Reduce(Rank(stage), EquatableArray.Of(stage.Output[Position], stage.Input[Element], Own), isBelow, ReduceKind.Max)];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        Expr isFirst = Expr.SelectGreater(0.5f, Expr.Abs(Expr.Input(0) - Expr.Input(1)), Expr.Input(2), 0f);
        EquatableArray<Access> operands = EquatableArray.Of(Rank(stage), Own, stage.OutputGradient[Position]);
        return [new Reduce(stage.InputGradient[Element], operands, isFirst, ReduceKind.Sum)];
    }

    /// <summary>The rank of an element in its window: the first has the highest.</summary>
    private Access Own => Tensor.Position(Window.Size - Window.Number);

    private Access Rank(StageTensors stage) => stage.Intermediate("rank", OutputShape.ToArray())[Position];
}
