using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Convolutions over one and two axes. The file's kernels are [out, in / groups, …], ours […, in / groups, out].</summary>
internal static class WindowOperators
{
    public static void Conv(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor kernel = graph.RequireConstant(node, 1, "kernel");
        int axes = kernel.Shape.Count - 2;
        if (axes is not (1 or 2)) throw new OnnxException($"it slides over {axes} axes; 1 and 2 are supported");
        SampleValue input = Positions(graph, node, axes);
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
        Finish(graph, node, isDepthwise ? "DepthwiseConv2D" : $"Conv{axes}D", input, arguments, ours, [.. window.Output, filters]);
    }

    /// <summary>
    /// The whole result without padding, from which a part is cut out. Groups and dilations are zeros in the kernel; one axis is two, the
    /// second of extent 1.
    /// </summary>
    public static void ConvTranspose(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor kernel = graph.RequireConstant(node, 1, "kernel");
        int axes = kernel.Shape.Count - 2;
        if (axes is not (1 or 2)) throw new OnnxException($"it slides over {axes} axes; 1 and 2 are supported");
        var window = new TransposedWindow(node, kernel.Shape.Skip(2).ToArray(), graph.Value(node, 0).FileShape.Skip(1).ToArray());
        kernel = Spread(kernel, checked((int)node.Integer("group", 1)), window.Dilations);
        if (axes == 1) kernel = kernel.Reshape([.. kernel.Shape, 1]);
        SampleValue value = graph.Value(node, 0);
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
        if (node.Input(2) is not null)
        {
            OnnxTensor bias = graph.RequireConstant(node, 2, "bias");
            whole = AffineOperators.Apply(graph, whole, null, bias.Reshape([bias.Length, 1, 1]));
        }

        graph.Set(node, axes == 1 ? whole.Reshape(whole.FileShape.Take(2).ToArray()) : whole);
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

    /// <summary>The node's first input with channels last.</summary>
    public static SampleValue Positions(GraphConversion graph, OnnxNode node, int axes)
    {
        SampleValue value = graph.Value(node, 0);
        if (value.FileShape.Length == axes + 1) return graph.ChannelsLast(value);
        throw new OnnxException($"it needs samples of {axes + 1} axes (channels, then positions), but they have the shape [{string.Join(", ", value.FileShape)}]");
    }

    private static void Finish(
        GraphConversion graph, OnnxNode node, string kind, SampleValue input, List<DeclaredArgument> arguments, OnnxTensor kernel, int[] output)
    {
        var tensors = new List<DeclaredTensor> { new("kernel", kernel.Shape, kernel.Singles) };
        if (node.Input(2) is null)
        {
            arguments.Add(DeclaredArgument.Property("UseBias", "false"));
        }
        else
        {
            OnnxTensor bias = graph.RequireConstant(node, 2, "bias");
            tensors.Add(new DeclaredTensor("bias", bias.Shape, bias.Singles));
        }

        string layer = graph.Declare(kind, input, arguments, [.. tensors]);
        graph.Set(node, SampleValue.ChannelsLast(layer, output));
    }
}
