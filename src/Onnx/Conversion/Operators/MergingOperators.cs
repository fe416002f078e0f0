using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Arithmetic between values, and with constants.</summary>
internal static class MergingOperators
{
    public static void Add(GraphConversion graph, OnnxNode node)
    {
        (SampleValue[] values, OnnxTensor[] constants) = Operands(graph, node);
        graph.Set(node, constants.Aggregate(Combine(graph, "Add", values), (sum, shift) => AffineOperators.Apply(graph, sum, null, shift)));
    }

    public static void Multiply(GraphConversion graph, OnnxNode node)
    {
        (SampleValue[] values, OnnxTensor[] constants) = Operands(graph, node);
        graph.Set(node, constants.Aggregate(Combine(graph, "Multiply", values), (product, scale) => AffineOperators.Apply(graph, product, scale, null)));
    }

    public static void Subtract(GraphConversion graph, OnnxNode node) => graph.Set(node, Difference(graph, node));

    public static SampleValue Difference(GraphConversion graph, OnnxNode node)
    {
        if (graph.Constant(node, 1) is { } shift) return AffineOperators.Apply(graph, graph.Value(node, 0), null, Each(shift, number => -number));
        if (graph.Constant(node, 0) is { } from) return AffineOperators.Apply(graph, graph.Value(node, 1), Number(-1), from);
        return Combine(graph, "Subtract", [graph.Value(node, 0), graph.Value(node, 1)]);
    }

    public static void Divide(GraphConversion graph, OnnxNode node)
    {
        if (graph.Constant(node, 1) is { } divisor)
        {
            graph.Set(node, AffineOperators.Apply(graph, graph.Value(node, 0), Each(divisor, number => 1 / number), null));
            return;
        }

        SampleValue inverse = graph.Apply(graph.Value(node, 1), "1f/x");
        if (graph.Constant(node, 0) is { } scale) graph.Set(node, AffineOperators.Apply(graph, inverse, scale, null));
        else graph.Set(node, Combine(graph, "Multiply", [graph.Value(node, 0), inverse]));
    }

    /// <summary>The greatest of several; with a constant c that is max(x − c, 0) + c.</summary>
    public static void Maximum(GraphConversion graph, OnnxNode node)
    {
        (SampleValue[] values, OnnxTensor[] constants) = Operands(graph, node);
        graph.Set(node, constants.Aggregate(Combine(graph, "Maximum", values), (greatest, limit) => Single(limit) is { } number
            ? graph.Apply(AffineOperators.Broadcast(graph, greatest, limit), $"MathF.Max(x,{FunctionOperators.Number(number)})")
            : Bounded(graph, greatest, limit, 1)));
    }

    /// <summary>The least of several: −max(−a, −b, …); with a constant c that is c − max(c − x, 0).</summary>
    public static void Minimum(GraphConversion graph, OnnxNode node)
    {
        (SampleValue[] values, OnnxTensor[] constants) = Operands(graph, node);
        SampleValue least = values.Length == 1
            ? values[0]
            : graph.Apply(Combine(graph, "Maximum", values.Select(value => graph.Apply(value, "-x")).ToArray()), "-x");
        graph.Set(node, constants.Aggregate(least, (result, limit) => Single(limit) is { } number
            ? graph.Apply(AffineOperators.Broadcast(graph, result, limit), $"MathF.Min(x,{FunctionOperators.Number(number)})")
            : Bounded(graph, result, limit, -1)));
    }

    public static void Average(GraphConversion graph, OnnxNode node)
    {
        (SampleValue[] values, OnnxTensor[] constants) = Operands(graph, node);
        if (constants.Length == 0)
        {
            graph.Set(node, Combine(graph, "Average", values));
            return;
        }

        SampleValue sum = constants.Aggregate(Combine(graph, "Add", values), (all, shift) => AffineOperators.Apply(graph, all, null, shift));
        graph.Set(node, AffineOperators.Apply(graph, sum, Number(1f / node.Inputs.Count), null));
    }

    /// <summary>One of two values, by a constant condition c: c·a + (1 − c)·b.</summary>
    public static void Where(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor condition = graph.RequireConstant(node, 0, "condition");
        OnnxTensor then = Each(condition, flag => flag != 0 ? 1 : 0);
        OnnxTensor otherwise = Each(condition, flag => flag != 0 ? 0 : 1);
        var values = new List<SampleValue>();
        var constants = new List<OnnxTensor>();
        foreach ((int input, OnnxTensor mask) in new[] { (1, then), (2, otherwise) })
        {
            if (graph.Constant(node, input) is { } constant) constants.Add(ConstantFolder.Broadcast(Each(constant, number => number), mask, (a, b) => b == 0 ? 0 : a));
            else values.Add(AffineOperators.Apply(graph, graph.Value(node, input), mask, null));
        }

        graph.Set(node, constants.Aggregate(Combine(graph, "Add", values), (sum, shift) => AffineOperators.Apply(graph, sum, null, shift)));
    }

    /// <summary>Several values one behind the other. A constant is zeros there, and then a shift.</summary>
    public static void Concat(GraphConversion graph, OnnxNode node)
    {
        int[] inputs = Enumerable.Range(0, node.Inputs.Count).ToArray();
        SampleValue first = graph.Value(node, inputs.First(input => graph.DependsOnSample(node, input)));
        int axis = graph.SampleAxis(node.Integer("axis", 0), first);
        SampleValue joined = Join(graph, inputs.Where(input => graph.DependsOnSample(node, input)).Select(input => graph.Value(node, input)).ToArray(), axis);
        if (inputs.All(input => graph.DependsOnSample(node, input)))
        {
            graph.Set(node, joined);
            return;
        }

        var sources = new List<int>();
        var parts = new List<OnnxTensor>();
        foreach (int input in inputs)
        {
            OnnxTensor? constant = graph.Constant(node, input);
            int extent = constant is null ? graph.Value(node, input).FileShape[axis] : constant.Shape[axis + graph.BatchAxes];
            int[] shape = joined.FileShape.Select((own, place) => place == axis ? extent : own).ToArray();
            int start = sources.Count(source => source >= 0);
            sources.AddRange(Enumerable.Range(0, extent).Select(k => constant is null ? start + k : -1));
            parts.Add(constant is null ? new OnnxTensor(string.Empty, OnnxType.Float32, shape, new float[Places.Count(shape)]) : AffineOperators.Elements(graph, constant, shape));
        }

        SampleValue placed = AxisOperators.Map(graph, joined, axis, sources.Count, (row, column) => row == sources[column] ? 1 : 0);
        graph.Set(node, AffineOperators.Apply(graph, placed, null, ConstantFolder.Concat(parts, axis)));
    }

    /// <summary>Several values, element by element, repeated along axes where their extent is 1.</summary>
    public static SampleValue Combine(GraphConversion graph, string kind, IReadOnlyList<SampleValue> values)
    {
        if (values.Count == 1) return values[0];
        if (graph.BatchAxes > 0 && values.Any(value => value.FileShape.Length != values[0].FileShape.Length))
        {
            throw new OnnxException($"it combines values of {string.Join(" and ", values.Select(value => $"[{string.Join(", ", value.FileShape)}]"))}, along whose batches it would repeat them");
        }

        if (values.All(value => value.LiesLike(values[0]))) return values[0] with { Layer = graph.DeclareMerge(kind, values) };

        // Gates of one number for each channel repeat over the positions of a picture, here as there.
        int[] common = values.Select(value => value.FileShape).Aggregate((a, b) => Shapes.Broadcast(a, b));
        bool isPicture = common.Length == 3 && values.All(value =>
            value.FileShape.Length == 3 && (value.IsChannelsLast || value.FileShape.Skip(1).All(extent => extent == 1)));
        if (isPicture) values = values.Select(graph.ChannelsLast).ToArray();
        bool liesAlike = values.All(value => value.IsSettled && value.Order.SequenceEqual(values[0].Order));
        if (!liesAlike) values = values.Select(graph.InFileOrder).ToArray();
        int[] shape = values.Select(value => value.Shape).Aggregate((a, b) => Shapes.Broadcast(a, b));
        string layer = graph.DeclareMerge(kind, values);
        return liesAlike ? new SampleValue(layer, shape, values[0].Order, common) : SampleValue.AsInFile(layer, shape).Reshape(common);
    }

    /// <summary>Values one behind the other along an axis of the file.</summary>
    public static SampleValue Join(GraphConversion graph, SampleValue[] values, int fileAxis)
    {
        if (values.Length == 1) return values[0];
        bool liesAlike = values.All(value => value.Order.SequenceEqual(values[0].Order) && value.IsSettled);
        if (!liesAlike) values = values.Select(graph.InFileOrder).ToArray();
        int axis = Array.IndexOf(values[0].Order, fileAxis);
        int[] shape = values[0].Shape.ToArray();
        shape[axis] = values.Sum(value => value.Shape[axis]);
        DeclaredArgument[] arguments = axis == shape.Length - 1 ? [] : [DeclaredArgument.Property("Axis", axis + 1)];
        var result = new SampleValue(graph.DeclareMerge("Concat", values, arguments), shape, values[0].Order, shape);
        return result with { FileShape = result.BaseShape };
    }

    /// <summary>
    /// A constant as one number for each index of a sample's axis; null where it varies along another one. A single number counts too.
    /// </summary>
    public static float[]? PerChannel(OnnxTensor constant, IReadOnlyList<int> sampleShape, int axis, int batchAxes)
    {
        int[] shape = [.. Enumerable.Repeat(1, batchAxes), .. sampleShape];
        if (constant.Shape.Count > shape.Length) return null;
        int[] aligned = [.. Enumerable.Repeat(1, shape.Length - constant.Shape.Count), .. constant.Shape];
        int own = axis + batchAxes;
        if (aligned.Where((extent, other) => other != own && extent != 1).Any()) return null;
        if (aligned[own] == sampleShape[axis]) return constant.Singles;
        return aligned[own] == 1 ? Enumerable.Repeat(constant.Singles[0], sampleShape[axis]).ToArray() : null;
    }

    /// <summary>The number that all elements are; null where they differ.</summary>
    public static float? Single(OnnxTensor constant)
    {
        float[] numbers = constant.Singles;
        return numbers.Length > 0 && numbers.All(number => number == numbers[0]) ? numbers[0] : null;
    }

    private static SampleValue Bounded(GraphConversion graph, SampleValue value, OnnxTensor limit, int sign)
    {
        OnnxTensor opposite = Each(limit, number => -number);
        SampleValue distance = sign > 0 ? AffineOperators.Apply(graph, value, null, opposite) : AffineOperators.Apply(graph, value, Number(-1), limit);
        SampleValue rest = distance with { Layer = graph.Declare("ReLU", distance, []) };
        return sign > 0 ? AffineOperators.Apply(graph, rest, null, limit) : AffineOperators.Apply(graph, rest, Number(-1), limit);
    }

    private static (SampleValue[] Values, OnnxTensor[] Constants) Operands(GraphConversion graph, OnnxNode node)
    {
        int[] inputs = Enumerable.Range(0, node.Inputs.Count).ToArray();
        return (
            inputs.Where(input => graph.Constant(node, input) is null).Select(input => graph.Value(node, input)).ToArray(),
            inputs.Where(input => graph.Constant(node, input) is not null).Select(input => graph.Constant(node, input)!).ToArray());
    }

    public static OnnxTensor Number(float number) => new(string.Empty, OnnxType.Float32, [], [number]);

    public static OnnxTensor Each(OnnxTensor tensor, Func<float, float> function) => new(string.Empty, OnnxType.Float32, tensor.Shape, tensor.Singles.Select(function).ToArray());
}
