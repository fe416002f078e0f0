using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Shapes;

/// <summary>Adds a margin of zeros around an image, or cuts one off: y[r,c,k] = x[r − top, c − left, k], 0 outside x.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="sign">1 if the margin is added, −1 if it is cut off.</param>
internal sealed class MarginLayer(string name, int sign) : LayerKind
{
    private static readonly string[] Sides = ["Top", "Bottom", "Left", "Right"];

    public override string Name => name;

    public override string Formula =>
        sign > 0 ? "y[r, c, k] = x[r − top, c − left, k], 0 outside x" : "y[r, c, k] = x[r + top, c + left, k]";

    public override string Sample => $"{name}(1, Right = 2)";

    public override string SampleInput => "Input(4, 5, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        int margin = layer.Spec.Integer("margin");
        bool isRight = Check(layer, "margin", margin);
        foreach (string side in Sides.Where(layer.Spec.Has)) isRight &= Check(layer, side, layer.Spec.Integer(side));
        if (!layer.CheckRank(3, "three axes (rows, columns, channels)", "declare [Input(rows, columns, channels)]") || !isRight) return [];
        int[] margins = Sides.Select(side => sign * layer.Spec.Integer(side, margin)).ToArray();
        EquatableArray<int> shape = layer.InputShape;
        int rows = shape[0] + margins[0] + margins[1];
        int columns = shape[1] + margins[2] + margins[3];
        if (rows >= 1 && columns >= 1)
        {
            return [new MarginStage(shape, EquatableArray.Of(rows, columns, shape[2]), EquatableArray.Of(margins[0], margins[2], 0))];
        }

        string expected = $"more than {LayerInference.Text(shape[0] - rows)} rows and {LayerInference.Text(shape[1] - columns)} columns";
        layer.Report(Rule.ShapesDiffer, null, name, expected, shape);
        return [];
    }

    private bool Check(LayerInference layer, string argument, int value)
    {
        bool isRight = value is >= 0 and <= Limits.Axis;
        if (!isRight) layer.Report(Rule.PaddingOutOfRange, argument, $"{name}.{argument}", value, Limits.Axis);
        return isRight;
    }
}

/// <summary>y[i] = x[i − before], dx[i] = dy[i + before], both 0 outside.</summary>
internal sealed record MarginStage(EquatableArray<int> InputShape, EquatableArray<int> OutputShape, EquatableArray<int> Before)
    : Stage(InputShape, OutputShape)
{
    public override IEnumerable<Operation> Forward(StageTensors stage) => [Shift(stage.Output, stage.Input, -1)];

    public override IEnumerable<Operation> Backward(StageTensors stage) => [Shift(stage.InputGradient, stage.OutputGradient, 1)];

    private Map Shift(Tensor output, Tensor operand, int sign)
    {
        AffineIndex[] each = output.Each;
        return new Map(output[each], Expr.Input(0), operand[each.Select((index, axis) => index + (sign * Before[axis])).ToArray()]);
    }
}
