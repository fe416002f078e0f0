using System.Linq;

namespace NNGen;

/// <summary>Layers with a sliding window. The operators have channels in front, and kernels [out, in / groups, …].</summary>
internal static class OnnxWindows
{
    public static string Convolution(OnnxLayer layer)
    {
        bool isImage = layer.InputShape.Count == 3;
        string kernel = isImage ? layer.Constant("kernel", 3, 2, 0, 1) : layer.Constant("kernel", 2, 1, 0);
        return layer.ChannelsLast(Convolve(layer, layer.ChannelsFirst(layer.Input), kernel, "bias", layer.Integer("Groups", 1)));
    }

    public static string Depthwise(OnnxLayer layer, string kernel, string? bias) =>
        layer.ChannelsLast(Convolve(layer, layer.ChannelsFirst(layer.Input), DepthwiseKernel(layer, kernel), bias, layer.InputShape[^1]));

    public static string Separable(OnnxLayer layer)
    {
        string each = Convolve(layer, layer.ChannelsFirst(layer.Input), DepthwiseKernel(layer, "depthwise_kernel"), null, layer.InputShape[^1]);
        string[] inputs = [each, layer.Constant("pointwise_kernel", 3, 2, 0, 1)];
        if (layer.Parameter("bias") is not null) inputs = [.. inputs, layer.Constant("bias")];
        return layer.ChannelsLast(layer.Graph.Node("Conv", inputs));
    }

    /// <summary>
    /// The convolution whose gradient it is pads by p in front; the operator pads by what is left behind, or adds what is missing there.
    /// </summary>
    public static string Transposed(OnnxLayer layer)
    {
        int[] sizes = Sizes(layer, "kernel");
        int[] strides = Strides(layer, [1, 1]);
        int dilation = layer.Integer("Dilation", 1);
        var pads = new int[4];
        var missing = new int[2];
        for (int axis = 0; axis < 2; axis++)
        {
            int whole = (strides[axis] * (layer.InputShape[axis] - 1)) + ((sizes[axis] - 1) * dilation) + 1;
            int before = Before(layer, whole - layer.OutputShape[axis]);
            int behind = whole - before - layer.OutputShape[axis];
            (pads[axis], pads[axis + 2], missing[axis]) = (before, Math.Max(behind, 0), Math.Max(-behind, 0));
        }

        string[] inputs = [layer.ChannelsFirst(layer.Input), layer.Constant("kernel", 3, 2, 0, 1)];
        if (layer.Parameter("bias") is not null) inputs = [.. inputs, layer.Constant("bias")];
        return layer.ChannelsLast(layer.Graph.Node(
            "ConvTranspose", inputs, ("strides", strides), ("dilations", (int[])[dilation, dilation]), ("pads", pads), ("output_padding", missing)));
    }

    public static string Pool(OnnxLayer layer, string kind) => layer.ChannelsLast(layer.Node(kind, layer.ChannelsFirst(layer.Input), PoolWindow(layer)));

    /// <summary>An average that counts the padding, times the elements of a window.</summary>
    public static string SumPool(OnnxLayer layer)
    {
        string average = layer.Node("AveragePool", layer.ChannelsFirst(layer.Input), [.. PoolWindow(layer), ("count_include_pad", 1)]);
        int count = Sizes(layer, "window").Aggregate(1, (product, size) => product * size);
        return layer.ChannelsLast(layer.Graph.Node("Mul", [average, layer.Number(count)]));
    }

    public static string PoolAll(OnnxLayer layer, string kind) =>
        layer.Node("Flatten", layer.Node(kind, layer.ChannelsFirst(layer.Input)), ("axis", 1));

    /// <summary>[h, w, C, m] as [C·m, 1, h, w].</summary>
    private static string DepthwiseKernel(OnnxLayer layer, string name)
    {
        (_, IReadOnlyList<int> shape) = layer.Parameter(name)!.Value;
        string moved = layer.Constant(name, 2, 3, 0, 1);
        return layer.Graph.Node("Reshape", [moved, layer.Graph.Integers(shape[2] * shape[3], 1, shape[0], shape[1])]);
    }

    private static string Convolve(OnnxLayer layer, string input, string kernel, string? bias, int groups)
    {
        int[] sizes = Sizes(layer, "kernel");
        int[] strides = Strides(layer, [.. sizes.Select(_ => 1)]);
        int dilation = layer.Integer("Dilation", 1);
        int[] spans = [.. sizes.Select(size => ((size - 1) * dilation) + 1)];
        string[] inputs = bias is not null && layer.Parameter(bias) is not null ? [input, kernel, layer.Constant(bias)] : [input, kernel];
        return layer.Graph.Node(
            "Conv",
            inputs,
            ("strides", strides),
            ("dilations", (int[])[.. sizes.Select(_ => dilation)]),
            ("pads", Pads(layer, spans, strides)),
            ("group", groups));
    }

    private static (string Name, object Value)[] PoolWindow(OnnxLayer layer)
    {
        int[] sizes = Sizes(layer, "window");
        int[] strides = Strides(layer, sizes);
        return [("kernel_shape", sizes), ("strides", strides), ("pads", Pads(layer, sizes, strides))];
    }

    private static int[] Sizes(OnnxLayer layer, string name)
    {
        int size = layer.Integer(name, 1);
        return layer.InputShape.Count == 3 ? [size, layer.Integer(name + "Width", size)] : [size];
    }

    /// <summary>The strides of every axis; the second one has the first one's unless it has its own.</summary>
    private static int[] Strides(OnnxLayer layer, int[] otherwise)
    {
        int stride = layer.Integer("Stride", 0);
        int[] strides = [.. otherwise.Select(own => stride > 0 ? stride : own)];
        if (strides.Length > 1 && layer.Integer("StrideWidth", 0) is > 0 and var width) strides[1] = width;
        return strides;
    }

    /// <summary>The padding of every axis in front, then behind. What Same adds follows from the number of windows.</summary>
    private static int[] Pads(OnnxLayer layer, int[] spans, int[] strides)
    {
        var pads = new int[2 * spans.Length];
        bool isSame = layer.Text("Padding", "Valid") == "Same";
        for (int axis = 0; axis < spans.Length; axis++)
        {
            int extent = layer.InputShape[axis];
            int windows = (extent + strides[axis] - 1) / strides[axis];
            int missing = Math.Max(((windows - 1) * strides[axis]) + spans[axis] - extent, 0);
            pads[axis] = Before(layer, missing);
            pads[axis + spans.Length] = isSame ? missing - pads[axis] : pads[axis];
        }

        return pads;
    }

    private static int Before(OnnxLayer layer, int missing) =>
        layer.Text("Padding", "Valid") == "Same" ? Math.Max(missing, 0) / 2 : layer.Integer("Pad", 0);
}
