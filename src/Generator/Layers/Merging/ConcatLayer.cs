using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Merging;

/// <summary>The outputs of several layers one behind the other along one axis: y[offset + i] = a[i], and so on.</summary>
internal sealed class ConcatLayer : LayerKind
{
    /// <summary>More than anybody writes down.</summary>
    public const int MostOperands = 256;

    public override string Name => "Concat";

    public override string Formula => "y = a[0], a[1], …, b[0], b[1], …";

    public override string Sample => "Concat(\"input\")";

    public override string SampleInput => "Input(3)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        if (!layer.CheckOperands(MostOperands) || !layer.KnowsShapes) return [];
        EquatableArray<int> first = layer.InputShape;
        int given = layer.Spec.Integer("Axis", -1);
        int axis = given < 0 ? first.Count + given : given - 1;
        if (axis < 0 || axis >= first.Count)
        {
            layer.Report(Rule.SizeOutOfRange, "Axis", "Concat.Axis", given, first.Count);
            return [];
        }

        if (layer.InputShapes.All(shape => Without(shape, axis).Equals(Without(first, axis)) && shape.Count == first.Count))
        {
            return [new ConcatStage(layer.InputShapes.ToEquatableArray(), axis)];
        }

        string found = string.Join(" and ", layer.InputShapes);
        layer.Report(Rule.ShapesDiffer, null, Name, $"one shape but for axis {LayerInference.Text(axis + 1)}", found);
        return [];
    }

    private static EquatableArray<int> Without(EquatableArray<int> shape, int axis) =>
        shape.Where((_, index) => index != axis).ToEquatableArray();
}

/// <summary>y[…, offset + i, …] = a[…, i, …] and da[…, i, …] = dy[…, offset + i, …] for every operand, counted from 0.</summary>
internal sealed record ConcatStage(EquatableArray<EquatableArray<int>> Shapes, int Axis)
    : Stage(Shapes[0], Shapes[0].Select((extent, index) => index == Axis ? Shapes.Sum(shape => shape[Axis]) : extent).ToEquatableArray())
{
    public override IReadOnlyList<EquatableArray<int>> InputShapes => Shapes;

    public override IEnumerable<Operation> Forward(StageTensors stage) => stage.Inputs.Select((input, operand) =>
        new Map(stage.Output[Behind(operand, input.Each)], Expr.Input(0), input[input.Each]));

    public override IEnumerable<Operation> Backward(StageTensors stage) => stage.InputGradients.Select((gradient, operand) =>
        new Map(gradient[gradient.Each], Expr.Input(0), stage.OutputGradient[Behind(operand, gradient.Each)]));

    private AffineIndex[] Behind(int operand, AffineIndex[] each)
    {
        each[Axis] += Shapes.Take(operand).Sum(shape => shape[Axis]);
        return each;
    }
}
