using NNGen.Generator.Algorithms;
using NNGen.Generator.Layers.Windows;

namespace NNGen.Generator.Layers.Pooling;

/// <summary>
/// y[position] = max x[element], padding left out. Of a window's elements the first that equals the maximum gets the gradient: with K
/// elements, rank[position] = max (x[element] ≥ y[position] ? K − k : 0), and dx[element] = Σ (rank[position] = K − k ? dy[position] : 0),
/// where k is the element's number in the window.
/// </summary>
internal sealed record MaxPoolStage(EquatableArray<int> InputShape, SlidingWindow Window)
    : Stage(InputShape, Window.OutputShape(InputShape[InputShape.Count - 1]))
{
    private readonly Axis channel = new("channel", InputShape[InputShape.Count - 1]);

    private AffineIndex[] Element => [.. Window.Elements, channel];

    private AffineIndex[] Position => [.. Window.Positions, channel];

    public override IEnumerable<Operation> Forward(StageTensors stage) =>
        [new Reduce(stage.Output[Position], stage.Input[Element], ReduceKind.Max)];

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        Access rank = stage.Intermediate("rank", OutputShape.ToArray())[Position];
        Access own = Tensor.Position(Window.Size - Window.Number);
        Expr isBelow = Expr.SelectGreater(Expr.Input(0), Expr.Input(1), 0f, Expr.Input(2));
        Expr isFirst = Expr.SelectGreater(0.5f, Expr.Abs(Expr.Input(0) - Expr.Input(1)), Expr.Input(2), 0f);
        return
        [
            new Reduce(rank, EquatableArray.Of(stage.Output[Position], stage.Input[Element], own), isBelow, ReduceKind.Max),
            new Reduce(
                stage.InputGradient[Element], EquatableArray.Of(rank, own, stage.OutputGradient[Position]), isFirst, ReduceKind.Sum),
        ];
    }
}
