using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Normalisations, whose scales, shifts and statistics are constants.</summary>
internal static class NormalizationOperators
{
    /// <summary>y = (x − mean) / √(variance + ε) · scale + bias: the layer before it absorbs that, or it is one of its own.</summary>
    public static void BatchNormalization(GraphConversion graph, OnnxNode node)
    {
        if (node.Integer("training_mode", 0) != 0)
        {
            NormalizeByBatch(graph, node);
            return;
        }

        if (node.Integer("spatial", 1) != 1) throw new OnnxException("it normalises every element on its own (spatial = 0)");
        float epsilon = node.Single("epsilon", 1e-5f);
        float[] Read(int input, string what) => graph.RequireConstant(node, input, what).Singles;
        (float[] gamma, float[] beta) = (Read(1, "scale"), Read(2, "bias"));
        (float[] mean, float[] variance) = (Read(3, "mean"), Read(4, "variance"));
        float[] scale = gamma.Zip(variance, (g, v) => (float)(g / Math.Sqrt((double)v + epsilon))).ToArray();
        float[] shift = beta.Select((b, channel) => b - (mean[channel] * scale[channel])).ToArray();
        SampleValue value = graph.Value(node, 0);
        bool isChannelsLast = value.FileShape.Length == 1 || value.IsChannelsLast;
        if (isChannelsLast && value.IsSettled && graph.TryScale(value, scale, shift)) graph.Set(node, value);
        else graph.Set(node, AffineOperators.Normalize(graph, graph.ChannelsLast(value), gamma, beta, mean, variance, epsilon));
    }

    /// <summary>By the statistics of the samples themselves, where they are all in one tensor. The running ones are outputs too.</summary>
    private static void NormalizeByBatch(GraphConversion graph, OnnxNode node)
    {
        if (graph.BatchAxes > 0) throw new OnnxException("it normalises by the statistics of a batch (training_mode = 1); export the model for inference");
        SampleValue value = graph.Value(node, 0);
        int[] axes = [.. Enumerable.Range(0, value.FileShape.Length).Where(axis => axis != 1)];
        OnnxTensor Read(int input) => graph.RequireConstant(node, input, "statistics");
        OnnxTensor Column(OnnxTensor tensor) => tensor.Reshape([tensor.Length, .. Enumerable.Repeat(1, value.FileShape.Length - 2)]);
        SampleValue mean = ReductionOperators.Over(graph, value, axes, "Average");
        SampleValue centred = MergingOperators.Combine(graph, "Subtract", [value, mean]);
        SampleValue variance = ReductionOperators.Over(graph, graph.Apply(centred, "x*x"), axes, "Average");
        SampleValue factor = graph.Apply(variance, $"1f/MathF.Sqrt(x+{FunctionOperators.Number(node.Single("epsilon", 1e-5f))})");
        SampleValue normalized = MergingOperators.Combine(graph, "Multiply", [centred, factor]);
        graph.Set(node, AffineOperators.Apply(graph, normalized, Column(Read(1)), Column(Read(2))));
        float momentum = node.Single("momentum", 0.9f);
        for (int output = 1; output < Math.Min(node.Outputs.Count, 3); output++)
        {
            OnnxTensor old = MergingOperators.Each(Read(output + 2), number => momentum * number);
            SampleValue statistic = graph.InFileOrder(output == 1 ? mean : variance).Reshape([old.Length]);
            graph.Set(node, AffineOperators.Apply(graph, statistic, MergingOperators.Number(1 - momentum), old), output);
        }
    }

    /// <summary>y = (x − mean) / √(variance + ε) · scale + bias over all axes from one on. Mean and 1 / √(variance + ε) are outputs too.</summary>
    public static void LayerNormalization(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.InFileOrder(graph.Value(node, 0));
        int axis = graph.SampleAxis(node.Integer("axis", -1), value);
        float epsilon = node.Single("epsilon", 1e-5f);
        int[] normalized = value.FileShape.Skip(axis).ToArray();
        int length = Places.Count(normalized);
        int outer = value.Length / length;
        float[] gamma = AffineOperators.Elements(graph, graph.RequireConstant(node, 1, "scale"), normalized).Singles;
        float[] beta = node.Input(2) is null ? new float[length] : AffineOperators.Elements(graph, graph.RequireConstant(node, 2, "bias"), normalized).Singles;
        SampleValue rows = outer == 1 ? graph.Shaped(value, length) : graph.Shaped(value, outer, length);
        graph.Set(node, graph.Shaped(Declare(graph, "LayerNormalization", rows, [DeclaredArgument.Of("epsilon", epsilon)], gamma, beta), value.FileShape));
        if (node.Outputs.Count == 1) return;
        int[] axes = Enumerable.Range(axis, normalized.Length).ToArray();
        SampleValue mean = ReductionOperators.Over(graph, value, axes, "Average");
        graph.Set(node, mean, 1);
        if (node.Outputs.Count == 2) return;
        SampleValue square = graph.Apply(MergingOperators.Combine(graph, "Subtract", [value, mean]), "x*x");
        SampleValue variance = ReductionOperators.Over(graph, square, axes, "Average");
        graph.Set(node, graph.Apply(variance, $"1f/MathF.Sqrt(x+{FunctionOperators.Number(epsilon)})"), 2);
    }

    public static void InstanceNormalization(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.ChannelsLast(graph.Value(node, 0));
        (float[] gamma, float[] beta) = (graph.RequireConstant(node, 1, "scale").Singles, graph.RequireConstant(node, 2, "bias").Singles);
        graph.Set(node, Declare(graph, "InstanceNormalization", value, [DeclaredArgument.Of("epsilon", node.Single("epsilon", 1e-5f))], gamma, beta));
    }

    /// <summary>Before version 21 there was one scale for each group, since then one for each channel.</summary>
    public static void GroupNormalization(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.ChannelsLast(graph.Value(node, 0));
        int groups = checked((int)node.Integer("num_groups", 0));
        int channels = value.Shape[value.Shape.Length - 1];
        float[] Read(int input, string what)
        {
            float[] numbers = graph.RequireConstant(node, input, what).Singles;
            return numbers.Length == channels ? numbers : Enumerable.Range(0, channels).Select(channel => numbers[channel / (channels / groups)]).ToArray();
        }

        DeclaredArgument[] arguments = [DeclaredArgument.Of("groups", groups), DeclaredArgument.Property("Epsilon", node.Single("epsilon", 1e-5f))];
        graph.Set(node, Declare(graph, "GroupNormalization", value, arguments, Read(1, "scale"), Read(2, "bias")));
    }

    /// <summary>y = x / (k + α/n · Σ x²)^β over n neighbouring channels.</summary>
    public static void LocalResponse(GraphConversion graph, OnnxNode node)
    {
        if (node.Single("beta", 0.75f) != 0.75f)
        {
            LocalResponseOfAnyPower(graph, node);
            return;
        }

        SampleValue input = WindowOperators.Positions(graph, graph.Value(node, 0), 2);
        DeclaredArgument[] arguments =
        [
            DeclaredArgument.Of("size", checked((int)node.Integer("size", 0))),
            DeclaredArgument.Property("Alpha", node.Single("alpha", 1e-4f)),
            DeclaredArgument.Property("Bias", node.Single("bias", 1)),
        ];
        graph.Set(node, input with { Layer = graph.Declare("LocalResponseNormalization", input, arguments) });
    }

    /// <summary>The layer has the exponent 0.75; another one is a sum of squares over neighbouring channels, and a power of it.</summary>
    private static void LocalResponseOfAnyPower(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int size = checked((int)node.Integer("size", 1));
        bool IsNear(int from, int to) => from - to >= -((size - 1) / 2) && from - to <= size / 2;
        SampleValue squares = AxisOperators.Map(graph, graph.Apply(value, "x*x"), 0, value.FileShape[0], (from, to) => IsNear(from, to) ? 1 : 0);
        string scale = FunctionOperators.Number(node.Single("alpha", 1e-4f) / size);
        string factor = $"MathF.Pow({FunctionOperators.Number(node.Single("bias", 1))}+{scale}*x,{FunctionOperators.Number(-node.Single("beta", 0.75f))})";
        graph.Set(node, MergingOperators.Combine(graph, "Multiply", [value, graph.Apply(squares, factor)]));
    }

    private static SampleValue Declare(GraphConversion graph, string kind, SampleValue value, DeclaredArgument[] arguments, float[] gamma, float[] beta)
    {
        int channels = value.Shape[value.Shape.Length - 1];
        if (gamma.Length != channels || beta.Length != channels) throw new OnnxException($"it has {gamma.Length} scales and {beta.Length} shifts for {channels} channels");
        return value with { Layer = graph.Declare(kind, value, arguments, new DeclaredTensor("gamma", [channels], gamma), new DeclaredTensor("beta", [channels], beta)) };
    }
}
