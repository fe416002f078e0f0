using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// A convolution over one axis less: [C, D, …] counted as [C·D, …], and a kernel between all places of the axis, with zeros where a window
/// does not reach.
/// </summary>
/// <param name="Node">The node without what it says of the axis.</param>
/// <param name="Value">The value [C·D, …].</param>
/// <param name="Kernel">The kernel without the axis.</param>
/// <param name="Bias">The bias of every channel and place.</param>
/// <param name="Extent">The extent of the axis in the result.</param>
internal sealed record FoldedAxis(OnnxNode Node, SampleValue Value, OnnxTensor Kernel, float[]? Bias, int Extent)
{
    /// <summary>Of a kernel [out, in / groups, size, …].</summary>
    public static FoldedAxis OfConvolution(GraphConversion graph, OnnxNode node, SampleValue value, OnnxTensor kernel, float[]? bias)
    {
        int[] size = kernel.Shape.Skip(2).ToArray();
        (int channels, int extent) = (value.FileShape[0], value.FileShape[1]);
        int groups = checked((int)node.Integer("group", 1));
        (int filters, int perGroup) = (kernel.Shape[0], kernel.Shape[1]);
        if (perGroup * groups != channels || filters % groups != 0) throw new OnnxException($"its kernel is for {perGroup * groups} channels, but the input has {channels}");
        PoolWindows windows = PoolWindows.Of(node, 0, size, extent);
        OnnxTensor folded = Fold(kernel, (filters, windows.Count), (channels, extent), (to, from) =>
        {
            int group = to.Channel / (filters / groups);
            int own = from.Channel - (group * perGroup);
            int part = windows.Part(to.Place, from.Place);
            return own < 0 || own >= perGroup || part < 0 ? null : (to.Channel, own, part);
        });
        return Of(graph, node, value, size.Length, folded, bias, windows.Count);
    }

    /// <summary>Of a transposed kernel [in, out / groups, size, …].</summary>
    public static FoldedAxis OfTransposed(GraphConversion graph, OnnxNode node, SampleValue value, OnnxTensor kernel, float[]? bias)
    {
        int[] size = kernel.Shape.Skip(2).ToArray();
        (int channels, int extent) = (value.FileShape[0], value.FileShape[1]);
        int groups = checked((int)node.Integer("group", 1));
        int perGroup = kernel.Shape[1];
        if (kernel.Shape[0] != channels || channels % groups != 0) throw new OnnxException($"its kernel is for {kernel.Shape[0]} channels, but the input has {channels}");
        var window = new TransposedWindow(node, size, value.FileShape.Skip(1).ToArray());
        OnnxTensor folded = Fold(kernel, (channels, extent), (perGroup * groups, window.Count(0)), (from, to) =>
        {
            int own = to.Channel - (from.Channel / (channels / groups) * perGroup);
            int part = window.Part(0, from.Place, to.Place);
            return own < 0 || own >= perGroup || part < 0 || part >= size[0] ? null : (from.Channel, own, part);
        });
        return Of(graph, node, value, size.Length, folded, bias, window.Count(0));
    }

    /// <summary>The result [O·D, …] as [O, D, …].</summary>
    public SampleValue Unfold(GraphConversion graph, SampleValue result) =>
        graph.InFileOrder(result).Reshape([result.FileShape[0] / Extent, Extent, .. result.FileShape.Skip(1)]);

    private static FoldedAxis Of(GraphConversion graph, OnnxNode node, SampleValue value, int axes, OnnxTensor kernel, float[]? bias, int extent)
    {
        int[] shape = [value.FileShape[0] * value.FileShape[1], .. value.FileShape.Skip(2)];
        float[]? each = bias?.SelectMany(number => Enumerable.Repeat(number, extent)).ToArray();
        return new FoldedAxis(WithoutFirst(node, axes), graph.InFileOrder(value).Reshape(shape), kernel, each, extent);
    }

    /// <summary>The kernel [rows, columns, …], each of its first two axes a channel and a place.</summary>
    private static OnnxTensor Fold(
        OnnxTensor kernel, (int Channels, int Places) rows, (int Channels, int Places) columns, Func<(int Channel, int Place), (int Channel, int Place), (int First, int Second, int Part)?> source)
    {
        int[] rest = kernel.Shape.Skip(3).ToArray();
        int inner = Places.Count(rest);
        int[] shape = [checked(rows.Channels * rows.Places), checked(columns.Channels * columns.Places), .. rest];
        var weights = new float[AxisOperators.Bounded(Places.Count(shape), "a kernel over one axis less")];
        float[] old = kernel.Singles;
        for (int place = 0; place < shape[0] * shape[1]; place++)
        {
            (int row, int column) = (place / shape[1], place % shape[1]);
            if (source((row / rows.Places, row % rows.Places), (column / columns.Places, column % columns.Places)) is not { } from) continue;
            int at = ((((from.First * kernel.Shape[1]) + from.Second) * kernel.Shape[2]) + from.Part) * inner;
            Array.Copy(old, at, weights, place * inner, inner);
        }

        return new OnnxTensor(kernel.Name, OnnxType.Float32, shape, weights);
    }

    /// <summary>A node over one axis less, without groups.</summary>
    private static OnnxNode WithoutFirst(OnnxNode node, int axes)
    {
        var attributes = new Dictionary<string, OnnxAttribute>();
        foreach (KeyValuePair<string, OnnxAttribute> attribute in node.Attributes)
        {
            IReadOnlyList<long> all = attribute.Value.Integers;
            IEnumerable<long> rest = attribute.Key switch
            {
                "strides" or "dilations" or "kernel_shape" or "output_padding" => all.Skip(1),
                "pads" => all.Where((_, place) => place % axes != 0),
                "output_shape" => all.Where((_, place) => place != all.Count - axes),
                _ => all,
            };
            if (attribute.Key != "group") attributes[attribute.Key] = attribute.Value with { Integers = rest.ToArray() };
        }

        return node with { Attributes = attributes };
    }
}
