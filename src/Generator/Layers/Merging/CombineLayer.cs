using NNGen.Generator.Algorithms;
using NNGen.Generator.Parsing;

namespace NNGen.Generator.Layers.Merging;

/// <summary>y = f(a, b, …), element by element, over the outputs of several layers.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="formula">Its formula.</param>
/// <param name="most">The largest number of operands.</param>
/// <param name="function">f over the first inputs of an expression, from their number.</param>
internal sealed class CombineLayer(string name, string formula, int most, Func<int, Expr> function) : LayerKind
{
    public override string Name => name;

    public override string Formula => formula;

    public override string Sample => $"{name}(\"input\")";

    public override string SampleInput => "Input(3)";

    public override IReadOnlyList<Stage> Infer(LayerInference layer)
    {
        if (!layer.CheckOperands(most) || !layer.KnowsShapes) return [];
        EquatableArray<int> shape = layer.InputShapes.Aggregate(Broadcast);
        EquatableArray<int> wrong = layer.InputShapes.FirstOrDefault(input => !IsPart(input, shape));
        if (wrong.Count == 0)
        {
            return [new CombineStage(layer.InputShapes.ToEquatableArray(), shape, function(layer.InputShapes.Count))];
        }

        string found = string.Join(" and ", layer.InputShapes);
        layer.Report(Rule.ShapesDiffer, null, name, "one shape, up to axes whose extent is 1 or that are missing in front", found);
        return [];
    }

    /// <summary>The larger extent of every axis, counted from the last.</summary>
    private static EquatableArray<int> Broadcast(EquatableArray<int> a, EquatableArray<int> b)
    {
        int axes = Math.Max(a.Count, b.Count);
        return Enumerable.Range(0, axes).Select(axis => Math.Max(Extent(a, axis - axes), Extent(b, axis - axes))).ToEquatableArray();
    }

    private static int Extent(EquatableArray<int> shape, int fromEnd) => shape.Count + fromEnd >= 0 ? shape[shape.Count + fromEnd] : 1;

    private static bool IsPart(EquatableArray<int> input, EquatableArray<int> shape) =>
        input.Select((extent, axis) => extent == 1 || extent == shape[shape.Count - input.Count + axis]).All(fits => fits);
}

/// <summary>y = f(a, b, …); da = dy·∂f/∂a, summed over the axes along which a is repeated, and so on.</summary>
internal sealed record CombineStage(EquatableArray<EquatableArray<int>> Shapes, EquatableArray<int> OutputShape, Expr Function)
    : Stage(Shapes[0], OutputShape)
{
    public override IReadOnlyList<EquatableArray<int>> InputShapes => Shapes;

    public override bool PassesGradient =>
        Shapes.Select((shape, input) => shape.Equals(OutputShape) && Function.Derivative(input).IsConstant(1)).All(passes => passes);

    public override IEnumerable<Operation> Forward(StageTensors stage)
    {
        AffineIndex[] each = stage.Output.Each;
        return [new Map(stage.Output[each], Function, stage.Inputs.Select(input => At(input, each)).ToArray())];
    }

    public override IEnumerable<Operation> Backward(StageTensors stage) =>
        Enumerable.Range(0, Shapes.Count).Select(input => Gradient(stage, input));

    private Operation Gradient(StageTensors stage, int input)
    {
        AffineIndex[] each = stage.Output.Each;
        Expr derivative = Function.Derivative(input);
        int[] used = Enumerable.Range(0, Shapes.Count).Where(derivative.Uses).ToArray();
        Expr gradient = Expr.Input(0) * derivative.Substitute(operand => Expr.Input(1 + Array.IndexOf(used, operand)));
        Access output = At(stage.InputGradients[input], each);
        Access[] operands = [stage.OutputGradient[each], .. used.Select(operand => At(stage.Inputs[operand], each))];
        return output.Indices.Count == each.Length
            ? new Map(output, gradient, operands)
            : new Reduce(output, operands.ToEquatableArray(), gradient, ReduceKind.Sum);
    }

    /// <summary>
    /// The operand's element for an element of the output. An axis of extent 1 that is repeated is no axis of the operand.
    /// </summary>
    private Access At(Tensor tensor, AffineIndex[] each)
    {
        int first = each.Length - tensor.Shape.Count;
        int[] axes = Enumerable.Range(0, tensor.Shape.Count).Where(axis => tensor.Shape[axis] == OutputShape[first + axis]).ToArray();
        Tensor view = tensor with { Shape = axes.Select(axis => tensor.Shape[axis]).ToEquatableArray() };
        return view[axes.Select(axis => each[first + axis]).ToArray()];
    }
}
