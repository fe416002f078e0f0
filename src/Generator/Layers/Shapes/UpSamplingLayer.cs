using NNGen.Generator.Algorithms;

namespace NNGen.Generator.Layers.Shapes;

/// <summary>y[f·r + i, f·c + j, k] = x[r,c,k] for all i, j below the factor f: every pixel becomes a square. Or what lies between the pixels.</summary>
internal sealed class UpSamplingLayer : LayerKind
{
    public override string Name => "UpSampling2D";

    public override string Formula => "y[f·r + i, f·c + j, k] = x[r, c, k]";

    public override string Sample => "UpSampling2D(2)";

    public override string SampleInput => "Input(3, 2, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        int factor = layer.Spec.Integer("factor");
        if (!layer.CheckSize("factor", factor)
            | !layer.CheckRank(3, "three axes (rows, columns, channels)", "declare [Input(rows, columns, channels)]")) return [];
        EquatableArray<int> shape = layer.InputShape;
        long longest = (long)Math.Max(shape[0], shape[1]) * factor;
        if (!layer.CheckSize("factor", longest, "The longer side of UpSampling2D's output")) return [];
        string interpolation = layer.Spec.Member("Interpolation", "Nearest");
        if (interpolation == "Nearest") return [new UpSamplingStage(shape, factor)];
        bool alignsCorners = interpolation == "BilinearAlignCorners";
        var rows = new InterpolationStage(shape, 0, factor, alignsCorners);
        return [rows, new InterpolationStage(rows.OutputShape, 1, factor, alignsCorners)];
    }
}

/// <summary>y[f·r + i, f·c + j, k] = x[r,c,k]; dx[r,c,k] = Σ dy[f·r + i, f·c + j, k].</summary>
internal sealed record UpSamplingStage(EquatableArray<int> InputShape, int Factor)
    : Stage(InputShape, EquatableArray.Of(InputShape[0] * Factor, InputShape[1] * Factor, InputShape[2]))
{
    private readonly Axis row = new("row", InputShape[0]);
    private readonly Axis column = new("column", InputShape[1]);
    private readonly Axis channel = new("channel", InputShape[2]);

    private AffineIndex[] Square =>
        [(Factor * row) + new Axis("kernelRow", Factor), (Factor * column) + new Axis("kernelColumn", Factor), channel];

    public override IEnumerable<Operation> Forward(StageTensors stage) =>
        [new Map(stage.Output[Square], Expr.Input(0), stage.Input[row, column, channel])];

    public override IEnumerable<Operation> Backward(StageTensors stage) =>
        [new Reduce(stage.InputGradient[row, column, channel], stage.OutputGradient[Square], ReduceKind.Sum)];
}
