using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// Pooling: a layer over one and two axes; what no layer does (windows rounded up, padding that counts, other numbers of axes, dilation)
/// goes along one axis after the other.
/// </summary>
internal static class PoolingOperators
{
    public static void MaxPool(GraphConversion graph, OnnxNode node)
    {
        if (node.Outputs.Skip(1).Any(output => output.Length > 0))
        {
            SampleValue value = graph.Value(node, 0);
            int[] size = Size(node);
            if (value.FileShape.Length != size.Length + 1) throw new OnnxException($"it slides over {size.Length} axes of samples of shape [{string.Join(", ", value.FileShape)}]");
            PositionOperators.OfMaxima(graph, node, value, [.. size.Select((_, axis) => PoolWindows.Of(node, axis, size, value.FileShape[axis + 1]))]);
            return;
        }

        if (TryPool(graph, node, "MaxPool")) return;
        AlongAxes(graph, node, MaximumAlong);
    }

    public static void AveragePool(GraphConversion graph, OnnxNode node)
    {
        bool countsPadding = node.Integer("count_include_pad", 0) != 0;
        bool isPadded = node.Integers("pads")?.Any(pad => pad != 0) == true || node.Text("auto_pad", "NOTSET").StartsWith("SAME", StringComparison.Ordinal);
        if (!(countsPadding && isPadded) && TryPool(graph, node, "AveragePool")) return;
        AlongAxes(graph, node, (value, axis, windows) =>
        {
            AxisOperators.Bounded((long)windows.Count * windows.Size, $"{windows.Count} windows of {windows.Size}");
            int[] counted = Enumerable.Range(0, windows.Count).Select(window => windows.Counted(window, countsPadding)).ToArray();
            return AxisOperators.Map(graph, value, axis, windows.Count, (row, column) => windows.Covers(column, row) ? 1f / counted[column] : 0);
        });
    }

    /// <summary>(Σ |x|^p)^(1/p).</summary>
    public static void LpPool(GraphConversion graph, OnnxNode node)
    {
        long power = node.Integer("p", 2);
        string each = power == 1 ? "MathF.Abs(x)" : power == 2 ? "x*x" : $"MathF.Pow(MathF.Abs(x),{FunctionOperators.Number(power)})";
        AlongAxes(graph, node, (value, axis, windows) => AxisOperators.Map(
            graph, value, axis, windows.Count, (row, column) => windows.Covers(column, row) ? 1 : 0), value => graph.Apply(value, each));
        SampleValue sum = graph.Output(node);
        if (power != 1) graph.Set(node, graph.Apply(sum, power == 2 ? "MathF.Sqrt(x)" : $"MathF.Pow(x,{FunctionOperators.Number(1f / power)})"));
    }

    public static void GlobalMaxPool(GraphConversion graph, OnnxNode node) => PoolAll(graph, node, "Max");

    public static void GlobalAveragePool(GraphConversion graph, OnnxNode node) => PoolAll(graph, node, "Average");

    /// <summary>The layer over one or two axes, where it does what the node says.</summary>
    private static bool TryPool(GraphConversion graph, OnnxNode node, string kind)
    {
        int[] size = Size(node);
        bool isPlain = size.Length is 1 or 2 && node.Integer("ceil_mode", 0) == 0 && node.Integers("dilations")?.Any(dilation => dilation != 1) != true;
        if (!isPlain || graph.Value(node, 0).FileShape.Length != size.Length + 1) return false;
        int[] extents = graph.Value(node, 0).FileShape.Skip(1).ToArray();
        var window = new WindowArguments(node, extents, size);
        if (!window.IsEven) return false;
        SampleValue input = WindowOperators.Positions(graph, graph.Value(node, 0), size.Length);
        IEnumerable<DeclaredArgument> arguments = window.Named(size[0], "WindowWidth").Prepend(DeclaredArgument.Of("window", size[0]));
        string layer = graph.Declare($"{kind}{size.Length}D", input, arguments);
        graph.Set(node, SampleValue.ChannelsLast(layer, [.. window.Output, input.Shape[size.Length]]));
        return true;
    }

    private static void AlongAxes(
        GraphConversion graph, OnnxNode node, Func<GraphConversion, SampleValue, int, PoolWindows, SampleValue> pool) =>
        AlongAxes(graph, node, (value, axis, windows) => pool(graph, value, axis, windows));

    private static void AlongAxes(
        GraphConversion graph, OnnxNode node, Func<SampleValue, int, PoolWindows, SampleValue> pool, Func<SampleValue, SampleValue>? before = null)
    {
        SampleValue value = graph.Value(node, 0);
        int[] size = Size(node);
        if (value.FileShape.Length != size.Length + 1) throw new OnnxException($"it slides over {size.Length} axes of samples of shape [{string.Join(", ", value.FileShape)}]");
        var windows = Enumerable.Range(0, size.Length).Select(axis => PoolWindows.Of(node, axis, size, value.FileShape[axis + 1])).ToArray();
        if (before is not null) value = before(value);
        for (int axis = 0; axis < size.Length; axis++) value = pool(value, axis + 1, windows[axis]);
        graph.Set(node, value);
    }

    /// <summary>
    /// The greatest of the elements that a window covers: of one element, of two, of four … at every place, then at every place where a
    /// window starts. What stands outside is less than any element.
    /// </summary>
    private static SampleValue MaximumAlong(GraphConversion graph, SampleValue value, int axis, PoolWindows windows)
    {
        if (windows is { Size: 1, Stride: 1, Before: 0, Behind: 0 }) return value;
        int needed = ((windows.Count - 1) * windows.Stride) + ((windows.Size - 1) * windows.Dilation) + 1;
        int behind = needed - windows.Before - windows.Extent;
        SampleValue all = ShapeOperators.PadWith(graph, value, axis, windows.Before, Math.Max(0, behind), float.MinValue);
        if (behind < 0) all = AxisOperators.Crop(graph, all, axis, 0, needed);
        for (int covered = 1; covered < windows.Size;)
        {
            int more = Math.Min(covered, windows.Size - covered);
            int count = all.FileShape[axis] - (more * windows.Dilation);
            SampleValue later = AxisOperators.Crop(graph, all, axis, more * windows.Dilation, count);
            all = MergingOperators.Combine(graph, "Maximum", [AxisOperators.Crop(graph, all, axis, 0, count), later]);
            covered += more;
        }

        return AxisOperators.Every(graph, all, axis, windows.Stride);
    }

    private static void PoolAll(GraphConversion graph, OnnxNode node, string kind)
    {
        SampleValue value = graph.Value(node, 0);
        int axes = value.FileShape.Length - 1;
        if (axes == 2)
        {
            SampleValue input = WindowOperators.Positions(graph, graph.Value(node, 0), 2);
            int channels = input.Shape[2];
            graph.Set(node, SampleValue.AsInFile(graph.Declare($"Global{kind}Pool2D", input, []), [channels]).Reshape([channels, 1, 1]));
            return;
        }

        graph.Set(node, ReductionOperators.Over(graph, value, [.. Enumerable.Range(1, axes)], kind));
    }

    private static int[] Size(OnnxNode node) =>
        node.Integers("kernel_shape")?.Select(extent => checked((int)extent)).ToArray() ?? throw new OnnxException("it has no kernel_shape");
}

/// <summary>The windows of pooling along one axis.</summary>
/// <param name="Extent">The extent of the axis.</param>
/// <param name="Size">The number of elements of a window.</param>
/// <param name="Stride">How far windows are apart.</param>
/// <param name="Dilation">How far the elements of a window are apart.</param>
/// <param name="Before">The padding in front.</param>
/// <param name="Behind">The padding behind.</param>
/// <param name="Count">The number of windows.</param>
internal sealed record PoolWindows(int Extent, int Size, int Stride, int Dilation, int Before, int Behind, int Count)
{
    public static PoolWindows Of(OnnxNode node, int axis, int[] size, int extent)
    {
        int At(string name, int place, int otherwise) => node.Integers(name) is { } numbers && place < numbers.Count ? checked((int)numbers[place]) : otherwise;
        int stride = At("strides", axis, 1);
        int dilation = At("dilations", axis, 1);
        int span = checked(((size[axis] - 1) * dilation) + 1);
        (int before, int behind) = (At("pads", axis, 0), At("pads", axis + size.Length, 0));
        string auto = node.Text("auto_pad", "NOTSET");
        bool isSame = auto.StartsWith("SAME", StringComparison.Ordinal);
        if (auto == "VALID") (before, behind) = (0, 0);
        if (isSame)
        {
            int missing = Math.Max(0, ((((extent + stride - 1) / stride) - 1) * stride) + span - extent);
            (before, behind) = auto == "SAME_UPPER" ? (missing / 2, missing - (missing / 2)) : (missing - (missing / 2), missing / 2);
        }

        int room = checked(extent + before + behind - span);
        if (room < 0 || stride < 1 || dilation < 1 || size[axis] < 1) throw new OnnxException($"its window of {span} elements does not fit {extent + before + behind}");
        bool roundsUp = node.Integer("ceil_mode", 0) != 0 && !isSame;
        int count = (roundsUp ? (room + stride - 1) / stride : room / stride) + 1;

        AxisOperators.Bounded(Math.Max(count, span), $"{count} windows that reach over {span} elements");

        // No window starts behind the source.
        if (roundsUp && (count - 1) * stride >= extent + before) count--;
        return new PoolWindows(extent, size[axis], stride, dilation, before, behind, count);
    }

    public bool Covers(int window, int place) => Part(window, place) >= 0;

    /// <summary>Which element of a window a place is; −1 where the window does not cover it.</summary>
    public int Part(int window, int place)
    {
        int offset = place - Start(window);
        return offset >= 0 && offset % Dilation == 0 && offset / Dilation < Size ? offset / Dilation : -1;
    }

    /// <summary>How many elements the average is over: those of the source, or all of the window where padding counts.</summary>
    public int Counted(int window, bool withPadding) =>
        withPadding ? Size : Enumerable.Range(0, Size).Count(part => Place(window, part) >= 0 && Place(window, part) < Extent);

    /// <summary>The place of a part of a window, or of another part of it where that one is outside.</summary>
    public int Inside(int window, int part)
    {
        bool IsInside(int place) => place >= 0 && place < Extent;
        if (IsInside(Place(window, part))) return Place(window, part);
        int[] others = Enumerable.Range(0, Size).Select(other => Place(window, other)).Where(IsInside).ToArray();
        return others.Length > 0 ? others[0] : throw new OnnxException("one of its windows covers padding only");
    }

    private int Start(int window) => (window * Stride) - Before;

    private int Place(int window, int part) => Start(window) + (part * Dilation);
}
