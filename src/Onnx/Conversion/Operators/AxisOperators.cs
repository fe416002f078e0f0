using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// Operators that work along one axis of a value, whatever its other axes are. The axes in front of it and behind it are taken together:
/// [outer, extent, inner] is an image whose columns are the axis, and what layers do to columns they do to it.
/// </summary>
internal static class AxisOperators
{
    /// <summary>More numbers along an axis, in a window or in a picture are none of a small network: a hostile file must not reserve memory.</summary>
    private const int LargestCount = 1 << 22;

    /// <summary>A number of elements that an operator asks for.</summary>
    /// <exception cref="OnnxException">There are too many, or none.</exception>
    public static int Bounded(long count, string what) => count is > 0 and <= LargestCount
        ? (int)count
        : throw new OnnxException($"it would need {what}, that is {count} numbers; up to {LargestCount} are supported");

    /// <summary>Combines all elements along an axis, which stays with the extent 1.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">The value.</param>
    /// <param name="fileAxis">The axis in the file.</param>
    /// <param name="kind">Max, Average or Sum.</param>
    public static SampleValue Pool(GraphConversion graph, SampleValue value, int fileAxis, string kind)
    {
        (SampleValue settled, int at, SampleValue image) = Image(graph, value, fileAxis);
        if (settled.Shape[at] == 1) return settled;
        DeclaredArgument[] window = [DeclaredArgument.Of("window", 1), DeclaredArgument.Property("WindowWidth", settled.Shape[at])];
        return Sized(graph, settled, at, 1, SampleValue.AsInFile(graph.Declare($"{kind}Pool2D", image, window), [image.Shape[0], 1, image.Shape[2]]));
    }

    /// <summary>The first element of an axis, and every so many behind it: the axis counted as rows, of which a column is left.</summary>
    public static SampleValue Every(GraphConversion graph, SampleValue value, int fileAxis, int stride)
    {
        if (stride == 1) return value;
        int count = (value.FileShape[fileAxis] + stride - 1) / stride;
        SampleValue whole = graph.InFileOrder(Pad(graph, value, fileAxis, 0, (count * stride) - value.FileShape[fileAxis]));
        int[] front = whole.FileShape.Take(fileAxis).ToArray();
        int[] rest = whole.FileShape.Skip(fileAxis + 1).ToArray();
        SampleValue column = Crop(graph, whole.Reshape([.. front, count, stride, .. rest]), fileAxis + 1, 0, 1);
        return graph.InFileOrder(column).Reshape([.. front, count, .. rest]);
    }

    /// <summary>Some elements of an axis that lie one behind the other.</summary>
    public static SampleValue Crop(GraphConversion graph, SampleValue value, int fileAxis, int start, int count)
    {
        (SampleValue settled, int at, SampleValue image) = Image(graph, value, fileAxis);
        if (count == settled.Shape[at]) return settled;
        return Sized(graph, settled, at, count, Margin(graph, image, "Cropping2D", start, settled.Shape[at] - start - count));
    }

    /// <summary>Zeros in front of an axis and behind it.</summary>
    public static SampleValue Pad(GraphConversion graph, SampleValue value, int fileAxis, int before, int behind)
    {
        if (before == 0 && behind == 0) return value;
        (SampleValue settled, int at, SampleValue image) = Image(graph, value, fileAxis);
        return Sized(graph, settled, at, before + settled.Shape[at] + behind, Margin(graph, image, "ZeroPadding2D", before, behind));
    }

    /// <summary>Elements of an axis by their indices: as they lie, or by a matrix of zeros and ones.</summary>
    public static SampleValue Select(GraphConversion graph, SampleValue value, int fileAxis, IReadOnlyList<int> indices)
    {
        if (indices.Count == 0) throw new OnnxException("nothing is left of the value");
        int extent = value.FileShape[fileAxis];
        if (indices.Any(index => index < 0 || index >= extent)) throw new OnnxException($"it selects elements that axis {fileAxis} of [{string.Join(", ", value.FileShape)}] does not have");
        bool isRange = indices.Select((index, k) => index - k).All(start => start == indices[0]);
        if (isRange) return Crop(graph, value, fileAxis, indices[0], indices.Count);
        return Map(graph, value, fileAxis, indices.Count, (row, column) => row == indices[column] ? 1 : 0);
    }

    /// <summary>y[…, k, …] = Σ_n x[…, n, …]·w[n, k] along an axis: a dense layer, or a convolution of width 1 over all the others.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">The value.</param>
    /// <param name="fileAxis">The axis in the file.</param>
    /// <param name="count">The extent that the axis gets.</param>
    /// <param name="weight">The weight w[n, k].</param>
    public static SampleValue Map(GraphConversion graph, SampleValue value, int fileAxis, int count, Func<int, int, float> weight)
    {
        SampleValue last = graph.AxisLast(value, fileAxis);
        int extent = last.Shape[last.Shape.Length - 1];
        Bounded((long)extent * count, $"a matrix of {extent} × {count} along axis {fileAxis}");
        var kernel = new float[extent * count];
        for (int place = 0; place < kernel.Length; place++) kernel[place] = weight(place / count, place % count);
        int others = last.Length / extent;
        var noBias = DeclaredArgument.Property("UseBias", "false");
        string layer;
        if (others == 1)
        {
            layer = graph.Declare(
                "Dense", graph.Shaped(last, extent), [DeclaredArgument.Of("units", count), noBias], new DeclaredTensor("kernel", [extent, count], kernel));
        }
        else
        {
            DeclaredArgument[] arguments = [DeclaredArgument.Of("filters", count), DeclaredArgument.Of("kernel", 1), noBias];
            layer = graph.Declare("Conv1D", graph.Shaped(last, others, extent), arguments, new DeclaredTensor("kernel", [1, extent, count], kernel));
        }

        return Sized(graph, last, last.Shape.Length - 1, count, SampleValue.AsInFile(layer, others == 1 ? [count] : [others, count]));
    }

    /// <summary>A part of a tensor.</summary>
    public static void Slice(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        OnnxTensor?[] inputs = Enumerable.Range(0, node.Inputs.Count).Select(input => input == 0 || node.Input(input) is null ? null : graph.RequireConstant(node, input, "range")).ToArray();
        int[] whole = graph.WholeShape(value);
        SliceRange[] ranges = SliceRange.Of(node, inputs, whole.Select(extent => extent == Shapes.Batch ? int.MaxValue : extent).ToArray());
        for (int axis = 0; axis < whole.Length; axis++)
        {
            SliceRange range = ranges[axis];
            bool isWhole = range.Start == 0 && range.Step == 1 && range.Count >= (whole[axis] == Shapes.Batch ? int.MaxValue : whole[axis]);
            if (isWhole) continue;
            if (axis < graph.BatchAxes) throw new OnnxException("it selects samples of the batch");
            value = Select(graph, value, axis - graph.BatchAxes, Enumerable.Range(0, range.Count).Select(k => range.Start + (k * range.Step)).ToArray());
        }

        graph.Set(node, value);
    }

    /// <summary>Several parts of a tensor, each an output.</summary>
    public static void Split(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int axis = graph.SampleAxis(node.Integer("axis", 0), value);
        int extent = value.FileShape[axis];
        if (node.Input(1) is not null) graph.RequireConstant(node, 1, "list of sizes");
        int parts = node.Outputs.Count;
        if (node.Integer("num_outputs", parts) != parts) throw new OnnxException($"it has {parts} outputs, but says {node.Integer("num_outputs", parts)}");
        int each = (extent + parts - 1) / parts;
        int[] sizes = ConstantFolder.Integers(node, [null, graph.Constant(node, 1)], 1, "split")?.Select(size => checked((int)size)).ToArray()
            ?? Enumerable.Range(0, parts).Select(part => Math.Min(each, extent - (part * each))).ToArray();
        if (sizes.Sum() != extent || sizes.Length < node.Outputs.Count) throw new OnnxException($"its parts [{string.Join(", ", sizes)}] do not make up {extent}");
        int start = 0;
        for (int output = 0; output < node.Outputs.Count; output++)
        {
            if (node.Outputs[output].Length > 0) graph.Set(node, Select(graph, value, axis, Enumerable.Range(start, sizes[output]).ToArray()), output);
            start += sizes[output];
        }
    }

    /// <summary>Elements by constant indices, or rows of a constant table by computed ones: an embedding.</summary>
    public static void Gather(GraphConversion graph, OnnxNode node)
    {
        if (graph.Constant(node, 0) is { } table)
        {
            if (node.Integer("axis", 0) != 0 || table.Shape.Count == 0) throw new OnnxException("it looks up entries along another axis than the first of its table");
            graph.Set(node, PositionOperators.LookUp(graph, table, graph.Value(node, 1)));
            return;
        }

        SampleValue value = graph.Value(node, 0);
        OnnxTensor indices = graph.RequireConstant(node, 1, "list of indices");
        int axis = graph.SampleAxis(node.Integer("axis", 0), value);
        int extent = value.FileShape[axis];
        SampleValue chosen = Select(graph, value, axis, indices.Integers.Select(index => checked((int)(index < 0 ? index + extent : index))).ToArray());
        graph.Set(node, chosen.Reshape([.. value.FileShape.Take(axis), .. indices.Shape, .. value.FileShape.Skip(axis + 1)]));
    }

    /// <summary>The sum of all elements up to each one.</summary>
    public static void CumulativeSum(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int axis = graph.SampleAxis(graph.RequireConstant(node, 1, "axis").Integers[0], value);
        bool isExclusive = node.Integer("exclusive", 0) != 0;
        bool isReverse = node.Integer("reverse", 0) != 0;
        bool Counts(int from, int to) => isExclusive ? from < to : from <= to;
        graph.Set(node, Map(graph, value, axis, value.FileShape[axis], (from, to) => (isReverse ? Counts(to, from) : Counts(from, to)) ? 1 : 0));
    }

    /// <summary>A tensor several times, along each axis.</summary>
    public static void Tile(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int[] counts = graph.RequireConstant(node, 1, "number of repetitions").Integers.Select(count => checked((int)count)).ToArray();
        int[] whole = graph.WholeShape(value);
        if (counts.Length != whole.Length) throw new OnnxException($"it repeats {counts.Length} axes of {whole.Length}");
        if (counts.Take(graph.BatchAxes).Any(count => count != 1)) throw new OnnxException("it repeats the batch");
        for (int axis = graph.BatchAxes; axis < whole.Length; axis++)
        {
            int extent = whole[axis];
            if (counts[axis] == 1) continue;
            int count = Bounded((long)extent * counts[axis], $"{counts[axis]} repetitions of axis {axis}");
            value = Select(graph, value, axis - graph.BatchAxes, Enumerable.Range(0, count).Select(k => k % extent).ToArray());
        }

        graph.Set(node, value);
    }

    /// <summary>Axes of extent 1 repeated, as in arithmetic.</summary>
    public static void Expand(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int[] target = graph.RequireConstant(node, 1, "shape").Integers.Select(extent => checked((int)extent)).ToArray();
        int[] whole = Shapes.Broadcast(graph.WholeShape(value), target);
        if (graph.BatchAxes > 0 && (target.Length > value.FileShape.Length + 1 || whole[0] is not (Shapes.Batch or 1))) throw new OnnxException("it repeats the batch");
        graph.Set(node, Broadcast(graph, value, whole.Skip(graph.BatchAxes).ToArray()));
    }

    /// <summary>The value with axes of extent 1 repeated until it has a shape of the file.</summary>
    public static SampleValue Broadcast(GraphConversion graph, SampleValue value, int[] shape)
    {
        int missing = shape.Length - value.FileShape.Length;
        if (missing > 0) value = value.Reshape([.. Enumerable.Repeat(1, missing), .. value.FileShape]);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (value.FileShape[axis] != shape[axis]) value = Select(graph, value, axis, new int[Bounded(shape[axis], $"axis {axis} repeated")]);
        }

        return value;
    }

    /// <summary>The value as [outer, extent, inner], with the place of the axis in the layer.</summary>
    private static (SampleValue Settled, int At, SampleValue Image) Image(GraphConversion graph, SampleValue value, int fileAxis)
    {
        SampleValue settled = graph.Settled(value);
        int at = Array.IndexOf(settled.Order, fileAxis);
        return (settled, at, graph.Shaped(settled, Places.Count(settled.Shape.Take(at)), settled.Shape[at], Places.Count(settled.Shape.Skip(at + 1))));
    }

    private static SampleValue Margin(GraphConversion graph, SampleValue image, string kind, int left, int right)
    {
        DeclaredArgument[] arguments = [DeclaredArgument.Of("margin", 0), DeclaredArgument.Property("Left", left), DeclaredArgument.Property("Right", right)];
        int sign = kind == "Cropping2D" ? -1 : 1;
        return SampleValue.AsInFile(graph.Declare(kind, image, arguments), [image.Shape[0], image.Shape[1] + (sign * (left + right)), image.Shape[2]]);
    }

    /// <summary>What became of a value when one of its axes got another extent.</summary>
    private static SampleValue Sized(GraphConversion graph, SampleValue value, int at, int extent, SampleValue result)
    {
        int[] shape = value.Shape.ToArray();
        shape[at] = extent;
        int[] file = value.FileShape.ToArray();
        file[value.Order[at]] = extent;
        return new SampleValue(graph.Shaped(result, shape).Layer, shape, value.Order, file);
    }
}
