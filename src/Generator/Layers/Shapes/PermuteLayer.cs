using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Shapes;

/// <summary>y[i_order[1], i_order[2], …] = x[i_1, i_2, …]: the output's axis n is the input's axis order[n].</summary>
internal sealed class PermuteLayer : LayerKind
{
    public override string Name => "Permute";

    public override string Formula => "y[j, k, i] = x[i, j, k]";

    public override string Sample => "Permute(2, 3, 1)";

    public override string SampleInput => "Input(2, 3, 2)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        EquatableArray<int> order = layer.Spec.Integers("order");
        if (!layer.KnowsShapes) return [];
        int axes = layer.InputShape.Count;
        if (order.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(1, axes)))
        {
            return [new PermuteStage(layer.InputShape, order.Select(axis => axis - 1).ToEquatableArray())];
        }

        layer.Report(Rule.AxesNotPermuted, "order", "Permute.order", axes, order);
        return [];
    }
}

/// <summary>The output's axis n is the input's axis order[n], counted from 0.</summary>
internal sealed record PermuteStage(EquatableArray<int> InputShape, EquatableArray<int> Order)
    : Stage(InputShape, Order.Select(axis => InputShape[axis]).ToEquatableArray())
{
    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        AffineIndex[] each = stage.Input.Each;
        return [new Map(stage.Output[Permuted(each)], Expr.Input(0), stage.Input[each])];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage)
    {
        AffineIndex[] each = stage.InputGradient.Each;
        return [new Map(stage.InputGradient[each], Expr.Input(0), stage.OutputGradient[Permuted(each)])];
    }

    private AffineIndex[] Permuted(AffineIndex[] each) => Order.Select(axis => each[axis]).ToArray();
}
