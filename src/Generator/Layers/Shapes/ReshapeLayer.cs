using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Shapes;

/// <summary>The same elements in the same order, in one axis.</summary>
internal sealed class FlattenLayer : LayerKind
{
    public override string Name => "Flatten";

    public override string Formula => "y[W·C·r + C·c + k] = x[r, c, k]";

    public override string Sample => "Flatten";

    public override string SampleInput => "Input(3, 2, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer) =>
        [new ReshapeStage(layer.InputShape, EquatableArray.Of(layer.InputLength))];
}

/// <summary>The same elements in the same order, under another shape.</summary>
internal sealed class ReshapeLayer : LayerKind
{
    /// <summary>The extent that follows from the others.</summary>
    private const int Rest = -1;

    public override string Name => "Reshape";

    public override string Formula => "y = x, in row-major order";

    public override string Sample => "Reshape(4, -1)";

    public override string SampleInput => "Input(3, 2, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        EquatableArray<int> shape = layer.Spec.Integers("shape");
        if (!CheckShape(layer, shape) || !layer.KnowsShapes) return [];
        long known = shape.Where(extent => extent != Rest).Aggregate(1L, (length, extent) => Math.Min(length * extent, int.MaxValue));
        bool hasRest = shape.Contains(Rest);
        bool fits = hasRest ? layer.InputLength % known == 0 : layer.InputLength == known;
        if (fits)
        {
            int rest = (int)(layer.InputLength / known);
            return [new ReshapeStage(layer.InputShape, shape.Select(extent => extent == Rest ? rest : extent).ToEquatableArray())];
        }

        string expected = hasRest ? $"a multiple of {LayerInference.Text(known)} elements" : $"{LayerInference.Text(known)} elements";
        layer.Report(Rule.ShapesDiffer, "shape", $"Reshape to {shape}", expected, layer.InputShape);
        return [];
    }

    private static bool CheckShape(LayerInference layer, EquatableArray<int> shape)
    {
        bool isRight = shape.Count is >= 1 and <= Limits.Axes;
        if (!isRight) layer.Report(Rule.SizeOutOfRange, "shape", "The number of axes of Reshape.shape", shape.Count, Limits.Axes);
        int rest = shape.ToList().IndexOf(Rest);
        for (int axis = 0; axis < shape.Count; axis++)
        {
            if (axis != rest) isRight &= layer.CheckSize($"shape[{LayerInference.Text(axis)}]", shape[axis]);
        }

        return isRight;
    }
}

/// <summary>The same elements under another shape: nothing is computed.</summary>
internal sealed record ReshapeStage(EquatableArray<int> InputShape, EquatableArray<int> OutputShape) : Stage(InputShape, OutputShape)
{
    public override bool IsReshape => true;

    public override IEnumerable<Operation> Forward(StageTensors stage) => [];

    public override IEnumerable<Operation> Backward(StageTensors stage) => [];
}
