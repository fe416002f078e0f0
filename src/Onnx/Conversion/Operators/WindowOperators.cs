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
        int[] size = kernel.Shape.Skip(2).ToArray();
        int groups = (int)node.Integer("group", 1);
        int channels = input.Shape[axes];
        int filters = kernel.Shape[0];
        if (channels != kernel.Shape[1] * groups) throw new OnnxException($"its kernel is for {kernel.Shape[1] * groups} channels, but the input has {channels}");
        var window = new WindowArguments(node, input.Shape.Take(axes).ToArray(), size);
        IReadOnlyList<DeclaredArgument> named = window.Named(1, "KernelWidth", mayPad: true);
        if (window.Margins is { } margins) input = ShapeOperators.PadPositions(graph, input, margins);
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

    public static void ConvTranspose(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor kernel = graph.RequireConstant(node, 1, "kernel");
        if (kernel.Shape.Count != 4) throw new OnnxException($"it slides over {kernel.Shape.Count - 2} axes; 2 are supported");
        if (node.Integer("group", 1) != 1) throw new OnnxException("it has groups");
        bool hasOther = node.Integers("output_shape") is not null || node.Integers("output_padding")?.Any(pad => pad != 0) == true;
        if (hasOther || node.Text("auto_pad", "NOTSET") is not ("NOTSET" or "VALID")) throw new OnnxException("only explicit padding is supported");
        SampleValue input = Positions(graph, node, 2);
        int[] size = kernel.Shape.Skip(2).ToArray();
        int[] strides = node.Integers("strides")?.Select(stride => (int)stride).ToArray() ?? [1, 1];
        int[] pads = node.Integers("pads")?.Select(pad => (int)pad).ToArray() ?? [0, 0, 0, 0];
        if (pads.Any(pad => pad != pads[0])) throw new OnnxException($"its padding [{string.Join(", ", pads)}] differs from side to side");
        if (node.Integers("dilations")?.Any(dilation => dilation != 1) == true) throw new OnnxException("its kernel is dilated");
        if (size.Zip(strides, (extent, stride) => extent < stride).Any(isSmaller => isSmaller)) throw new OnnxException("its stride is larger than its kernel");
        int filters = kernel.Shape[1];
        var arguments = new List<DeclaredArgument> { DeclaredArgument.Of("filters", filters), DeclaredArgument.Of("kernel", size[0]) };
        if (size[1] != size[0]) arguments.Add(DeclaredArgument.Property("KernelWidth", size[1]));
        if (strides[0] != 1) arguments.Add(DeclaredArgument.Property("Stride", strides[0]));
        if (strides[1] != strides[0]) arguments.Add(DeclaredArgument.Property("StrideWidth", strides[1]));
        if (pads[0] != 0) arguments.Add(DeclaredArgument.Property("Pad", pads[0]));
        int Extent(int axis) => ((input.Shape[axis] - 1) * strides[axis]) + size[axis] - (2 * pads[0]);

        // The file's kernel is [in, out, h, w], ours [h, w, out, in].
        Finish(graph, node, "Conv2DTranspose", input, arguments, kernel.Transpose([2, 3, 1, 0]), [Extent(0), Extent(1), filters]);
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
