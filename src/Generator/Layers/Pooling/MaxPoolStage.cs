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
    /// <summary>Whether another layer wants the ranks, and not in training only.</summary>
    public bool IsUnpooled { get; init; }

    public override bool KeepsGradientSums => true;

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        var maximum = new Reduce(stage.Output[Position], stage.Input[Element], ReduceKind.Max);
        return IsUnpooled ? [maximum, RankOf(stage)] : [maximum];
    }

    public override IEnumerable<Operation> Keep(StageTensors stage) => IsUnpooled ? [] : [RankOf(stage)];

    public override IEnumerable<Operation> Backward(StageTensors stage) =>
        [AtMaximum(stage, stage.InputGradient[Element], stage.OutputGradient[Position])];

    /// <summary>Moves values between the positions of the window and the maxima that it found there.</summary>
    /// <param name="stage">The tensors of the pooling layer.</param>
    /// <param name="output">Receives the values, by position or by element; those that fall together are added up.</param>
    /// <param name="operand">The values, by element or by position.</param>
    public Reduce AtMaximum(StageTensors stage, Access output, Access operand)
    {
        Expr isFirst = Expr.SelectGreater(0.5f, Expr.Abs(Expr.Input(0) - Expr.Input(1)), Expr.Input(2), 0f);
        return new Reduce(output, EquatableArray.Of(Rank(stage), Own, operand), isFirst, ReduceKind.Sum);
    }

    private Reduce RankOf(StageTensors stage)
    {
        Expr isBelow = Expr.SelectGreater(Expr.Input(0), Expr.Input(1), 0f, Expr.Input(2));
        return new Reduce(Rank(stage), EquatableArray.Of(stage.Output[Position], stage.Input[Element], Own), isBelow, ReduceKind.Max);
    }

    /// <summary>The rank of an element in its window: the first has the highest.</summary>
    private Access Own => Tensor.Position(Window.Size - Window.Number);

    private Access Rank(StageTensors stage) => stage.Intermediate("rank", OutputShape.ToArray())[Position];
}
