using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Shapes;

/// <summary>
/// y[o] = Σ x[e]·max(0, 1 − |s − e|) along one axis of an image, o = f·line + i, over the elements e = line − 1, line, line + 1: none other
/// can be nearer than 1 to the place s of o. dx[e] = Σ dy[o]·max(0, 1 − |s − e|).
/// </summary>
internal sealed record InterpolationStage(EquatableArray<int> InputShape, int Along, int Factor, bool AlignsCorners)
    : Stage(InputShape, InputShape.Select((extent, axis) => axis == Along ? extent * Factor : extent).ToEquatableArray())
{
    private static readonly string[] Names = ["row", "column", "channel"];
    private static readonly string[] Within = ["kernelRow", "kernelColumn"];

    private Axis Line => new(Names[Along], InputShape[Along]);

    private AffineIndex Result => (Factor * Line) + new Axis(Within[Along], Factor);

    private AffineIndex Element => Line + (new Axis("neighbour", 3) - 1);

    public override IEnumerable<Operation> Forward(StageTensors stage) =>
        [Sum(stage.Output[At(Result)], stage.Input[At(Element)])];

    public override IEnumerable<Operation> Backward(StageTensors stage) =>
        [Sum(stage.InputGradient[At(Element)], stage.OutputGradient[At(Result)])];

    private AffineIndex[] At(AffineIndex index) =>
        Names.Select((name, axis) => axis == Along ? index : (AffineIndex)new Axis(name, InputShape[axis])).ToArray();

    private Reduce Sum(Access output, Access operand)
    {
        int last = InputShape[Along] - 1;
        Expr result = Expr.Input(1);
        Expr place = AlignsCorners
            ? result * (last / (float)Math.Max(1, OutputShape[Along] - 1))
            : Expr.Min(last, Expr.Max(0f, ((result + 0.5f) * (1f / Factor)) - 0.5f));
        Expr weight = Expr.Max(0f, 1f - Expr.Abs(place - Expr.Input(2)));
        EquatableArray<Access> operands = EquatableArray.Of(operand, Tensor.Position(Result), Tensor.Position(Element));
        return new Reduce(output, operands, Expr.Input(0) * weight, ReduceKind.Sum);
    }
}
