using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// Convolutions over one and two axes; those over more become such by <see cref="FoldedAxis"/>. The file's kernels are
/// [out, in / groups, …], ours […, in / groups, out].
/// </summary>
internal static class WindowOperators
{
    public static void Conv(GraphConversion graph, OnnxNode node)
    {
        float[]? bias = node.Input(2) is null ? null : graph.RequireConstant(node, 2, "bias").Singles;
        graph.Set(node, Convolve(graph, node, graph.Value(node, 0), graph.RequireConstant(node, 1, "kernel"), bias));
    }

    private static SampleValue Convolve(GraphConversion graph, OnnxNode node, SampleValue value, OnnxTensor kernel, float[]? bias)
    {
        int axes = kernel.Shape.Count - 2;
        if (axes > 2 && value.FileShape.Length == axes + 1)
        {
            FoldedAxis folded = FoldedAxis.OfConvolution(graph, node, value, kernel, bias);
            return folded.Unfold(graph, Convolve(graph, folded.Node, folded.Value, folded.Kernel, folded.Bias));
        }

        SampleValue input = Positions(graph, value, axes);
        int groups = (int)node.Integer("group", 1);
        int channels = input.Shape[axes];
        int filters = kernel.Shape[0];
        int[] dilations = node.Integers("dilations")?.Select(dilation => checked((int)dilation)).ToArray() ?? [1];

        // The library's kernels are dilated alike along all axes, and not where they have a stride.
        bool isSpread = dilations.Distinct().Count() > 1 || (dilations[0] > 1 && node.Integers("strides")?.Any(stride => stride > 1) == true);
        if (isSpread) kernel = Spread(kernel, 1, dilations);
        int[] size = kernel.Shape.Skip(2).ToArray();
        if (channels != kernel.Shape[1] * groups) throw new OnnxException($"its kernel is for {kernel.Shape[1] * groups} channels, but the input has {channels}");
        var window = new WindowArguments(node, input.Shape.Take(axes).ToArray(), size, isSpread);
        IReadOnlyList<DeclaredArgument> named = window.Named(1, "KernelWidth");
        for (int axis = 0; axis < axes && window.Margins is not null; axis++)
        {
            (int before, int behind) = window.Margins[axis];
            if (before + behind > 0) input = AxisOperators.Pad(graph, input, axis + 1, before, behind);
        }

        bool isDepthwise = axes == 2 && groups > 1 && groups == channels;
        var arguments = new List<DeclaredArgument>();
        if (!isDepthwise) arguments.Add(DeclaredArgument.Of("filters", filters));
        arguments.Add(DeclaredArgument.Of("kernel", size[0]));
        arguments.AddRange(named);
        if (isDepthwise && filters != channels) arguments.Add(DeclaredArgument.Property("DepthMultiplier", filters / channels));
        if (!isDepthwise && groups > 1) arguments.Add(DeclaredArgument.Property("Groups", groups));

        // Depthwise: [C·m, 1, h, w] is [C, m, h, w], and ours is [h, w, C, m].
        OnnxTensor ours = isDepthwise
            ? kernel.Reshape([channels, filters / channels, .. size]).Transpose([2, 3, 0, 1])
            : kernel.Transpose([.. Enumerable.Range(2, axes), 1, 0]);
        return Declare(graph, isDepthwise ? "DepthwiseConv2D" : $"Conv{axes}D", input, arguments, ours, bias, [.. window.Output, filters]);
    }

    /// <summary>
    /// The whole result without padding, from which a part is cut out. Groups and dilations are zeros in the kernel; one axis is two, the
    /// second of extent 1.
    /// </summary>
    public static void ConvTranspose(GraphConversion graph, OnnxNode node)
    {
        float[]? bias = node.Input(2) is null ? null : graph.RequireConstant(node, 2, "bias").Singles;
        graph.Set(node, Transpose(graph, node, graph.Value(node, 0), graph.RequireConstant(node, 1, "kernel"), bias));
    }

    private static SampleValue Transpose(GraphConversion graph, OnnxNode node, SampleValue value, OnnxTensor kernel, float[]? bias)
    {
        int axes = kernel.Shape.Count - 2;
        if (axes > 2 && value.FileShape.Length == axes + 1)
        {
            FoldedAxis folded = FoldedAxis.OfTransposed(graph, node, value, kernel, bias);
            return folded.Unfold(graph, Transpose(graph, folded.Node, folded.Value, folded.Kernel, folded.Bias));
        }

        if (axes is not (1 or 2)) throw new OnnxException($"it slides over {axes} axes, but samples have the shape [{string.Join(", ", value.FileShape)}]");
        var window = new TransposedWindow(node, kernel.Shape.Skip(2).ToArray(), value.FileShape.Skip(1).ToArray());
        kernel = Spread(kernel, checked((int)node.Integer("group", 1)), window.Dilations);
        if (axes == 1) kernel = kernel.Reshape([.. kernel.Shape, 1]);
        SampleValue input = graph.ChannelsLast(axes == 1 ? value.Reshape([.. value.FileShape, 1]) : value);
        int filters = kernel.Shape[1];
        var arguments = new List<DeclaredArgument> { DeclaredArgument.Of("filters", filters), DeclaredArgument.Of("kernel", kernel.Shape[2]) };
        if (kernel.Shape[3] != kernel.Shape[2]) arguments.Add(DeclaredArgument.Property("KernelWidth", kernel.Shape[3]));
        arguments.Add(DeclaredArgument.Property("Stride", window.Stride(0)));
        if (window.Stride(1) != window.Stride(0)) arguments.Add(DeclaredArgument.Property("StrideWidth", window.Stride(1)));
        arguments.Add(DeclaredArgument.Property("UseBias", "false"));

        // The file's kernel is [in, out, h, w], ours [h, w, out, in].
        OnnxTensor ours = kernel.Transpose([2, 3, 1, 0]);
        string layer = graph.Declare("Conv2DTranspose", input, arguments, new DeclaredTensor("kernel", ours.Shape, ours.Singles));
        SampleValue whole = SampleValue.ChannelsLast(layer, [window.Whole(0), axes == 1 ? input.Shape[1] : window.Whole(1), filters]);
        for (int axis = 0; axis < axes; axis++) whole = window.Cut(graph, whole, axis);
        if (bias is not null) whole = AffineOperators.Apply(graph, whole, null, new OnnxTensor(string.Empty, OnnxType.Float32, [bias.Length, 1, 1], bias));
        return axes == 1 ? whole.Reshape(whole.FileShape.Take(2).ToArray()) : whole;
    }

    /// <summary>The kernel [in, out / groups, …] of a convolution without groups and dilations that computes the same.</summary>
    private static OnnxTensor Spread(OnnxTensor kernel, int groups, int[] dilations)
    {
        int[] shape = [kernel.Shape[0], checked(kernel.Shape[1] * groups), .. dilations.Select((dilation, axis) => checked(((kernel.Shape[axis + 2] - 1) * dilation) + 1))];
        var weights = new float[AxisOperators.Bounded(Places.Count(shape), "the zeros of a kernel that is dilated, or has groups,")];
        int[] strides = Places.Strides(shape);
        int[] steps = [strides[0], strides[1], .. dilations.Select((dilation, axis) => dilation * strides[axis + 2])];
        int[] places = Places.Walk(kernel.Shape, steps);
        int perInput = kernel.Length / kernel.Shape[0];
        int inputsPerGroup = kernel.Shape[0] / groups;
        for (int weight = 0; weight < places.Length; weight++)
        {
            int group = weight / perInput / inputsPerGroup;
            weights[places[weight] + (group * kernel.Shape[1] * strides[1])] = kernel.Singles[weight];
        }

        return new OnnxTensor(kernel.Name, OnnxType.Float32, shape, weights);
    }

    /// <summary>A value with channels last.</summary>
    public static SampleValue Positions(GraphConversion graph, SampleValue value, int axes)
    {
        if (value.FileShape.Length == axes + 1) return graph.ChannelsLast(value);
        throw new OnnxException($"it needs samples of {axes + 1} axes (channels, then positions), but they have the shape [{string.Join(", ", value.FileShape)}]");
    }

    private static SampleValue Declare(
        GraphConversion graph, string kind, SampleValue input, List<DeclaredArgument> arguments, OnnxTensor kernel, float[]? bias, int[] output)
    {
        var tensors = new List<DeclaredTensor> { new("kernel", kernel.Shape, kernel.Singles) };
        if (bias is null) arguments.Add(DeclaredArgument.Property("UseBias", "false"));
        else tensors.Add(new DeclaredTensor("bias", [bias.Length], bias));
        return SampleValue.ChannelsLast(graph.Declare(kind, input, arguments, [.. tensors]), output);
    }
}
