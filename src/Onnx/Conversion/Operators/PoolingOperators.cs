using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Pooling over one and two axes.</summary>
internal static class PoolingOperators
{
    public static void MaxPool(GraphConversion graph, OnnxNode node)
    {
        if (node.Outputs.Skip(1).Any(output => output.Length > 0)) throw new OnnxException("its second output (the positions of the maxima) is not supported");
        Pool(graph, node, "MaxPool", mayPad: false);
    }

    public static void AveragePool(GraphConversion graph, OnnxNode node)
    {
        bool countsPadding = node.Integer("count_include_pad", 0) != 0;
        bool isPadded = node.Integers("pads")?.Any(pad => pad != 0) == true || node.Text("auto_pad", "NOTSET").StartsWith("SAME", StringComparison.Ordinal);
        if (countsPadding && isPadded) throw new OnnxException("its average counts the padding (count_include_pad = 1)");
        Pool(graph, node, "AveragePool", mayPad: false);
    }

    public static void GlobalMaxPool(GraphConversion graph, OnnxNode node) => PoolAll(graph, node, "GlobalMaxPool2D");

    public static void GlobalAveragePool(GraphConversion graph, OnnxNode node) => PoolAll(graph, node, "GlobalAveragePool2D");

    private static void Pool(GraphConversion graph, OnnxNode node, string kind, bool mayPad)
    {
        int[] size = node.Integers("kernel_shape")?.Select(extent => checked((int)extent)).ToArray() ?? throw new OnnxException("it has no kernel_shape");
        if (size.Length is not (1 or 2)) throw new OnnxException($"it slides over {size.Length} axes; 1 and 2 are supported");
        if (node.Integer("ceil_mode", 0) != 0) throw new OnnxException("it rounds the number of windows up (ceil_mode = 1)");
        if (node.Integers("dilations")?.Any(dilation => dilation != 1) == true) throw new OnnxException("its window is dilated");
        SampleValue input = WindowOperators.Positions(graph, node, size.Length);
        var window = new WindowArguments(node, input.Shape.Take(size.Length).ToArray(), size);
        IEnumerable<DeclaredArgument> arguments = window.Named(size[0], "WindowWidth", mayPad).Prepend(DeclaredArgument.Of("window", size[0]));
        string layer = graph.Declare($"{kind}{size.Length}D", input, arguments);
        graph.Set(node, SampleValue.ChannelsLast(layer, [.. window.Output, input.Shape[size.Length]]));
    }

    private static void PoolAll(GraphConversion graph, OnnxNode node, string kind)
    {
        SampleValue input = WindowOperators.Positions(graph, node, 2);
        int channels = input.Shape[2];
        graph.Set(node, SampleValue.AsInFile(graph.Declare(kind, input, []), [channels]).Reshape([channels, 1, 1]));
    }
}
