using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// scale·x + shift with constants: absorbed by the kernel that made x, or a function of every element where there is one number, or a
/// normalisation with the mean 0 and the variance 1 where there are several.
/// </summary>
internal static class AffineOperators
{
    /// <summary>What the normalisation adds to the variance; with it 1 − ε + ε is exactly 1.</summary>
    private const float Epsilon = 1f / 1024;

    /// <summary>scale·x + shift, each repeated as in arithmetic; null is 1 or 0.</summary>
    public static SampleValue Apply(GraphConversion graph, SampleValue value, OnnxTensor? scale, OnnxTensor? shift)
    {
        foreach (OnnxTensor? constant in new[] { scale, shift })
        {
            if (constant is not null) value = Broadcast(graph, value, constant);
        }

        float? factor = scale is null ? 1 : MergingOperators.Single(scale);
        float? summand = shift is null ? 0 : MergingOperators.Single(shift);
        if (factor == 1 && summand == 0) return value;
        if (value.IsSettled && value.Order.Length > 0)
        {
            int axis = value.Order[value.Order.Length - 1];
            float[]? scales = scale is null ? null : MergingOperators.PerChannel(scale, value.FileShape, axis, graph.BatchAxes);
            float[]? shifts = shift is null ? null : MergingOperators.PerChannel(shift, value.FileShape, axis, graph.BatchAxes);
            bool isPerChannel = (scales is null) == (scale is null) && (shifts is null) == (shift is null);
            if (isPerChannel && graph.TryScale(value, scales, shifts)) return value;
            if (isPerChannel && (factor is null || summand is null)) return Normalize(graph, value, scales, shifts);
        }

        if (factor is { } a && summand is { } b) return graph.Apply(value, Function(a, b));
        return PerElement(graph, value, scale, shift);
    }

    /// <summary>The value repeated until it has the shape that it gets together with a constant.</summary>
    public static SampleValue Broadcast(GraphConversion graph, SampleValue value, OnnxTensor constant)
    {
        int[] whole = Shapes.Broadcast([.. Enumerable.Repeat(1, graph.BatchAxes), .. value.FileShape], constant.Shape);
        bool isOfBatch = graph.BatchAxes > 0 && (whole[0] != 1 || whole.Length != value.FileShape.Length + 1);
        if (isOfBatch) throw new OnnxException($"its constant of shape [{string.Join(", ", constant.Shape)}] differs from sample to sample");
        return AxisOperators.Broadcast(graph, value, whole.Skip(graph.BatchAxes).ToArray());
    }

    /// <summary>A constant repeated to the shape of a sample, in the order of the file.</summary>
    public static OnnxTensor Elements(GraphConversion graph, OnnxTensor constant, int[] sampleShape)
    {
        bool hasBatch = graph.BatchAxes > 0 && constant.Shape.Count == sampleShape.Length + 1;
        if (hasBatch && constant.Shape[0] != 1) throw new OnnxException($"its constant of shape [{string.Join(", ", constant.Shape)}] differs from sample to sample");
        OnnxTensor own = hasBatch ? constant.Reshape(constant.Shape.Skip(1).ToArray()) : constant;
        int[] shape = Shapes.Broadcast(own.Shape, sampleShape);
        if (!shape.SequenceEqual(sampleShape)) throw new OnnxException($"its constant of shape [{string.Join(", ", constant.Shape)}] does not fit [{string.Join(", ", sampleShape)}]");
        return new OnnxTensor(string.Empty, OnnxType.Float32, shape, own.Singles).Rename(string.Empty) is { } real
            ? new OnnxTensor(string.Empty, OnnxType.Float32, shape, Places.Walk(shape, Shapes.BroadcastStrides(own.Shape, shape)).Select(place => real.Singles[place]).ToArray())
            : own;
    }

    private static string Function(float scale, float shift)
    {
        string scaled = scale == 1 ? "x" : scale == -1 ? "-x" : $"{FunctionOperators.Number(scale)}*x";
        return shift == 0 ? scaled : $"{scaled}+{FunctionOperators.Number(shift)}";
    }

    /// <summary>One number for each element: the value as one long axis.</summary>
    private static SampleValue PerElement(GraphConversion graph, SampleValue value, OnnxTensor? scale, OnnxTensor? shift)
    {
        SampleValue settled = graph.Settled(value);
        int[] places = settled.FilePlaces;
        float[]? InOrder(OnnxTensor? constant)
        {
            if (constant is null) return null;
            float[] elements = Elements(graph, constant, settled.FileShape).Singles;
            return places.Select(place => elements[place]).ToArray();
        }

        SampleValue flat = graph.Shaped(settled, settled.Length);
        SampleValue result = Normalize(graph, flat, InOrder(scale), InOrder(shift));
        return settled with { Layer = graph.Shaped(result, settled.Shape).Layer };
    }

    private static SampleValue Normalize(GraphConversion graph, SampleValue value, float[]? scales, float[]? shifts)
    {
        int channels = value.Shape[value.Shape.Length - 1];
        return Normalize(graph, value, scales ?? Filled(channels, 1), shifts ?? new float[channels], new float[channels], Filled(channels, 1 - Epsilon), Epsilon);
    }

    /// <summary>(x − mean) / √(variance + ε) · gamma + beta over the last axis of the layer.</summary>
    public static SampleValue Normalize(GraphConversion graph, SampleValue value, float[] gamma, float[] beta, float[] mean, float[] variance, float epsilon)
    {
        DeclaredTensor Tensor(string name, float[] numbers) => new(name, [numbers.Length], numbers);
        DeclaredArgument[] arguments = [DeclaredArgument.Of("momentum", 0.99f), DeclaredArgument.Of("epsilon", epsilon)];
        DeclaredTensor[] tensors = [Tensor("gamma", gamma), Tensor("beta", beta), Tensor("moving_mean", mean), Tensor("moving_variance", variance)];
        return value with { Layer = graph.Declare("BatchNormalization", value, arguments, tensors) };
    }

    private static float[] Filled(int count, float number) => Enumerable.Repeat(number, count).ToArray();
}
