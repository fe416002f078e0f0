using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Arithmetic between values, and with constants, which the layer before it absorbs.</summary>
internal static class MergingOperators
{
    public static void Add(GraphConversion graph, OnnxNode node)
    {
        if (TryShift(graph, node, 1)) return;
        Merge(graph, node, "Add");
    }

    public static void Subtract(GraphConversion graph, OnnxNode node)
    {
        if (graph.DependsOnSample(node, 0) && TryShift(graph, node, -1)) return;
        Merge(graph, node, "Subtract");
    }

    public static void Multiply(GraphConversion graph, OnnxNode node)
    {
        if (TryScale(graph, node, factor => factor)) return;
        Merge(graph, node, "Multiply");
    }

    public static void Divide(GraphConversion graph, OnnxNode node)
    {
        if (graph.DependsOnSample(node, 0) && TryScale(graph, node, divisor => 1 / divisor)) return;
        throw new OnnxException("only division by constants behind a convolution or dense layer is supported");
    }

    public static void Maximum(GraphConversion graph, OnnxNode node) => Merge(graph, node, "Maximum");

    public static void Average(GraphConversion graph, OnnxNode node) => Merge(graph, node, "Average");

    public static void Concat(GraphConversion graph, OnnxNode node)
    {
        SampleValue[] inputs = Enumerable.Range(0, node.Inputs.Count).Select(input => graph.Value(node, input)).ToArray();
        if (inputs.Length == 1)
        {
            graph.Set(node, inputs[0]);
            return;
        }

        int fileAxis = graph.SampleAxis(node, node.Integer("axis", 0), inputs[0]);
        bool liesAlike = inputs.All(input => input.Order.SequenceEqual(inputs[0].Order) && input.BaseShape.SequenceEqual(input.FileShape));
        if (!liesAlike) inputs = inputs.Select(graph.InFileOrder).ToArray();
        int axis = Array.IndexOf(inputs[0].Order, fileAxis);
        int[] shape = inputs[0].Shape.ToArray();
        shape[axis] = inputs.Sum(input => input.Shape[axis]);
        DeclaredArgument[] arguments = axis == shape.Length - 1 ? [] : [DeclaredArgument.Property("Axis", axis + 1)];
        string layer = graph.DeclareMerge("Concat", inputs, arguments);
        var result = new SampleValue(layer, shape, inputs[0].Order, shape);
        graph.Set(node, result with { FileShape = result.BaseShape });
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

    private static bool TryShift(GraphConversion graph, OnnxNode node, int sign)
    {
        (SampleValue? value, float[]? constant, int input) = Constants(graph, node);
        if (constant is null) return false;
        float[] shift = constant.Select(number => sign * number).ToArray();
        if (!graph.TryScale(node, input, null, shift)) throw NoLayer();
        graph.Set(node, value!);
        return true;
    }

    private static bool TryScale(GraphConversion graph, OnnxNode node, Func<float, float> factor)
    {
        (SampleValue? value, float[]? constant, int input) = Constants(graph, node);
        if (constant is null) return false;
        if (!graph.TryScale(node, input, constant.Select(factor).ToArray(), new float[constant.Length])) throw NoLayer();
        graph.Set(node, value!);
        return true;
    }

    /// <summary>The value and the constant of a node that has one of each, by output of the layer that made the value.</summary>
    private static (SampleValue? Value, float[]? Constant, int Input) Constants(GraphConversion graph, OnnxNode node)
    {
        if (node.Inputs.Count != 2) return default;
        int input = graph.DependsOnSample(node, 0) ? 0 : 1;
        if (graph.Constant(node, 1 - input) is not { } constant) return default;
        SampleValue value = graph.Value(node, input);
        if (!value.BaseShape.SequenceEqual(value.FileShape)) throw NoLayer();
        int channelAxis = value.Order[value.Order.Length - 1];
        float[]? numbers = PerChannel(constant, value.FileShape, channelAxis, graph.BatchAxes);
        return numbers is null ? throw NoLayer() : (value, numbers, input);
    }

    private static OnnxException NoLayer() =>
        new("a constant in arithmetic is supported where it has one number for each channel and follows a convolution or dense layer without activation");

    private static void Merge(GraphConversion graph, OnnxNode node, string kind)
    {
        SampleValue[] inputs = Enumerable.Range(0, node.Inputs.Count).Select(input => graph.Value(node, input)).ToArray();
        if (inputs.Length == 1)
        {
            graph.Set(node, inputs[0]);
            return;
        }

        if (inputs.All(input => input.LiesLike(inputs[0])))
        {
            graph.Set(node, inputs[0] with { Layer = graph.DeclareMerge(kind, inputs) });
            return;
        }

        // Gates of one number for each channel repeat over the positions of a picture, here as there.
        int[] common = inputs.Select(input => input.FileShape).Aggregate((a, b) => Shapes.Broadcast(a, b));
        bool AllLast() => inputs.All(input => input.FileShape.Length == 3 && (input.IsChannelsLast || input.FileShape.Skip(1).All(extent => extent == 1)));
        if (common.Length == 3 && AllLast())
        {
            int[] moved = [common[1], common[2], common[0]];
            inputs = inputs.Select(input => input.Shape.Length == 1 ? input : graph.ChannelsLast(input)).ToArray();
            graph.Set(node, SampleValue.ChannelsLast(graph.DeclareMerge(kind, inputs), moved));
            return;
        }

        inputs = inputs.Select(graph.InFileOrder).ToArray();
        graph.Set(node, SampleValue.AsInFile(graph.DeclareMerge(kind, inputs), common));
    }
}
