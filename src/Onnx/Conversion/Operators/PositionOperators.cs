using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Where the greatest element lies, and elements by their positions in the whole tensor.</summary>
internal static class PositionOperators
{
    public static void ArgMax(GraphConversion graph, OnnxNode node) => Position(graph, node, graph.Value(node, 0));

    public static void ArgMin(GraphConversion graph, OnnxNode node) => Position(graph, node, graph.Apply(graph.Value(node, 0), "-x"));

    /// <summary>1 at the first of the greatest elements along an axis, 0 elsewhere. Before version 13 all axes from one on are one.</summary>
    public static void Hardmax(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int[] shape = value.FileShape;
        int axis = graph.SampleAxis(node.Integer("axis", graph.Opset < 13 ? 1 : -1), value);
        bool isWhole = graph.Opset >= 13 || shape.Skip(axis + 1).All(extent => extent == 1);
        if (!isWhole) value = graph.InFileOrder(value).Reshape([.. shape.Take(axis), Places.Count(shape.Skip(axis))]);
        (SampleValue ranks, SampleValue highest) = Ranks(graph, value, axis, isLast: false);
        SampleValue result = graph.Apply(MergingOperators.Combine(graph, "Subtract", [ranks, highest]), "x<0f?0f:1f");
        graph.Set(node, isWhole ? result : graph.InFileOrder(result).Reshape(shape));
    }

    /// <summary>y[i, j] = x[i, index[i, j]], for constant indices.</summary>
    public static void GatherElements(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.InFileOrder(graph.Value(node, 0));
        OnnxTensor indices = WithoutBatch(graph, graph.RequireConstant(node, 1, "list of indices"));
        int[] shape = value.FileShape;
        int axis = graph.SampleAxis(node.Integer("axis", 0), value);
        if (indices.Shape.Count != shape.Length) throw new OnnxException($"its indices have {indices.Shape.Count} axes instead of {shape.Length}");
        int[] strides = Places.Strides(shape);
        int[] places = Places.Walk(indices.Shape, strides.Select((stride, other) => other == axis ? 0 : stride).ToArray());
        long[] chosen = indices.Integers;
        for (int k = 0; k < places.Length; k++) places[k] += checked((int)(chosen[k] < 0 ? chosen[k] + shape[axis] : chosen[k])) * strides[axis];
        graph.Set(node, At(graph, value, places, [.. indices.Shape]));
    }

    /// <summary>Parts of a tensor, each by constant indices of its first axes.</summary>
    public static void GatherND(GraphConversion graph, OnnxNode node)
    {
        if (graph.BatchAxes > 0 || node.Integer("batch_dims", 0) != 0) throw new OnnxException("it selects samples of the batch");
        SampleValue value = graph.InFileOrder(graph.Value(node, 0));
        OnnxTensor indices = graph.RequireConstant(node, 1, "list of indices");
        int[] shape = value.FileShape;
        int[] strides = Places.Strides(shape);
        int depth = indices.Shape[indices.Shape.Count - 1];
        int[] rest = shape.Skip(depth).ToArray();
        int inner = Places.Count(rest);
        long[] chosen = indices.Integers;
        int[] places = (
            from start in Enumerable.Range(0, chosen.Length / depth)
            let at = Enumerable.Range(0, depth).Sum(k => (int)(chosen[(start * depth) + k] < 0 ? chosen[(start * depth) + k] + shape[k] : chosen[(start * depth) + k]) * strides[k])
            from k in Enumerable.Range(0, inner)
            select at + k).ToArray();
        graph.Set(node, At(graph, value, places, [.. indices.Shape.Take(indices.Shape.Count - 1), .. rest]));
    }

    /// <summary>Rows of a constant table at computed positions: 1 at the position and 0 elsewhere, times the table.</summary>
    public static SampleValue LookUp(GraphConversion graph, OnnxTensor table, SampleValue positions)
    {
        int rows = table.Shape[0];
        int width = table.Length / rows;
        AxisOperators.Bounded((long)positions.Length * rows, "a place for every row of a table");
        int[] shape = [.. Enumerable.Repeat(1, graph.BatchAxes + 1), rows];
        float[] places = [.. Enumerable.Range(0, rows).Select(place => -(float)place)];
        SampleValue column = graph.InFileOrder(graph.InFileOrder(positions).Reshape([positions.Length, 1]));
        SampleValue distances = AffineOperators.Apply(graph, column, null, new OnnxTensor(string.Empty, OnnxType.Float32, shape, places));
        SampleValue isThere = graph.Apply(distances, LogicOperators.IsZero);
        float[] numbers = table.Singles;
        SampleValue found = AxisOperators.Map(graph, isThere, 1, width, (row, column) => numbers[(row * width) + column]);
        return graph.InFileOrder(found).Reshape([.. positions.FileShape, .. table.Shape.Skip(1)]);
    }

    /// <summary>
    /// The position of every maximum in the whole tensor. Each part of a window is put beside the maximum; of those that are equal the first
    /// one counts.
    /// </summary>
    public static void OfMaxima(GraphConversion graph, OnnxNode node, SampleValue value, PoolWindows[] windows)
    {
        if (graph.IsBatchOpen) throw new OnnxException("the positions of its maxima, its second output, count over the batch, which is open");
        int[] shape = value.FileShape;
        int[] strides = Places.Strides(shape);
        int[] counts = [shape[0], .. windows.Select(window => window.Count)];
        int[] steps = node.Integer("storage_order", 0) == 0 ? strides : [strides[0], .. Enumerable.Range(1, windows.Length).Select(axis => Places.Count(shape.Skip(1).Take(axis - 1)))];
        SampleValue flat = graph.InFileOrder(graph.InFileOrder(value).Reshape([value.Length]));
        AxisOperators.Bounded(windows.Aggregate((long)shape[0], (all, window) => all * window.Size * window.Count), "all elements of all windows");
        var parts = new List<(SampleValue Elements, float[] Ranks)>();
        foreach (int part in Enumerable.Range(0, windows.Aggregate(1, (all, window) => all * window.Size)))
        {
            (int[] places, float[] positions) = Part(part, windows, counts, strides, steps);
            parts.Add((AxisOperators.Select(graph, flat, 0, places), [.. positions.Select(position => value.Length - position)]));
        }

        SampleValue greatest = MergingOperators.Combine(graph, "Maximum", [.. parts.Select(part => part.Elements)]);
        SampleValue[] ranks = [.. parts.Select(part =>
        {
            SampleValue isGreatest = graph.Apply(MergingOperators.Combine(graph, "Subtract", [part.Elements, greatest]), "x<0f?0f:1f");
            return AffineOperators.Apply(graph, isGreatest, new OnnxTensor(string.Empty, OnnxType.Float32, [.. Enumerable.Repeat(1, graph.BatchAxes), part.Ranks.Length], part.Ranks), null);
        })];
        SampleValue found = graph.Apply(MergingOperators.Combine(graph, "Maximum", ranks), $"{FunctionOperators.Number(value.Length)}-x");
        graph.Set(node, graph.InFileOrder(greatest).Reshape(counts));
        graph.Set(node, graph.InFileOrder(found).Reshape(counts), 1);
    }

    /// <summary>Where one part of every window lies in the tensor, and which position it is called by.</summary>
    private static (int[] Places, float[] Positions) Part(int part, PoolWindows[] windows, int[] counts, int[] strides, int[] steps)
    {
        int[] sizes = Places.Strides([.. windows.Select(window => window.Size)]);
        int[] outer = Places.Strides(counts);
        var places = new int[Places.Count(counts)];
        var positions = new float[places.Length];
        for (int k = 0; k < places.Length; k++)
        {
            int[] index = [k / outer[0], .. windows.Select((window, axis) => window.Inside(k / outer[axis + 1] % counts[axis + 1], part / sizes[axis] % window.Size))];
            places[k] = index.Zip(strides, (at, stride) => at * stride).Sum();
            positions[k] = index.Zip(steps, (at, step) => at * step).Sum();
        }

        return (places, positions);
    }

    /// <summary>Puts maxima back where constant positions say; zeros elsewhere.</summary>
    public static void MaxUnpool(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.InFileOrder(graph.Value(node, 0));
        long[] positions = graph.RequireConstant(node, 1, "list of positions").Integers;
        if (positions.Length != value.Length) throw new OnnxException("its positions differ from sample to sample");
        int[] size = [.. node.Integers("kernel_shape")!.Select(extent => checked((int)extent))];
        int[] strides = [.. node.Integers("strides")?.Select(stride => checked((int)stride)) ?? size.Select(_ => 1)];
        int[] pads = [.. node.Integers("pads")?.Select(pad => checked((int)pad)) ?? new int[2 * size.Length]];
        int[] packed = [value.FileShape[0], .. size.Select((extent, axis) => ((value.FileShape[axis + 1] - 1) * strides[axis]) + extent - pads[axis] - pads[axis + size.Length])];
        int[] shape = graph.Constant(node, 2) is { } given ? [.. given.Integers.Skip(1).Select(extent => checked((int)extent))] : packed;

        // Positions count in the packed result, the wanted one may be larger.
        int[] strides2 = Places.Strides(shape);
        int[] sources = Enumerable.Repeat(-1, AxisOperators.Bounded(Places.Count(shape), "the result")).ToArray();
        for (int k = 0; k < positions.Length; k++) sources[Place(positions[k], packed, strides2, shape)] = k;
        SampleValue flat = value.Reshape([value.Length]);
        SampleValue result = AxisOperators.Map(graph, flat, 0, sources.Length, (row, column) => row == sources[column] ? 1 : 0);
        graph.Set(node, graph.InFileOrder(result).Reshape(shape));
    }

    private static int Place(long position, int[] packed, int[] strides, int[] shape)
    {
        // Some tools count in the result as it is wanted: then the position is one already.
        bool isPacked = position < Places.Count(packed);
        int[] own = isPacked ? Places.Strides(packed) : strides;
        int[] of = isPacked ? packed : shape;
        return Enumerable.Range(0, of.Length).Sum(axis => (int)(position / own[axis] % of[axis]) * strides[axis]);
    }

    private static SampleValue At(GraphConversion graph, SampleValue value, int[] places, int[] shape) =>
        graph.InFileOrder(AxisOperators.Select(graph, value.Reshape([value.Length]), 0, places)).Reshape(shape);

    private static OnnxTensor WithoutBatch(GraphConversion graph, OnnxTensor tensor)
    {
        if (graph.BatchAxes == 0) return tensor;
        return tensor.Shape[0] == 1 ? tensor.Reshape([.. tensor.Shape.Skip(1)]) : throw new OnnxException("its indices differ from sample to sample");
    }

    private static void Position(GraphConversion graph, OnnxNode node, SampleValue value)
    {
        int axis = graph.SampleAxis(node.Integer("axis", 0), value);
        bool isLast = node.Integer("select_last_index", 0) != 0;
        (_, SampleValue highest) = Ranks(graph, value, axis, isLast);
        SampleValue position = graph.Apply(highest, isLast ? "x-1f" : $"{FunctionOperators.Number(value.FileShape[axis])}-x");
        bool keeps = node.Integer("keepdims", 1) != 0;
        graph.Set(node, keeps ? position : position.Reshape([.. position.FileShape.Where((_, other) => other != axis)]));
    }

    /// <summary>
    /// 0 for an element that is not the greatest along an axis; otherwise n, n − 1, … from the first element on, or from the last. The
    /// highest rank tells the position.
    /// </summary>
    private static (SampleValue Ranks, SampleValue Highest) Ranks(GraphConversion graph, SampleValue value, int axis, bool isLast)
    {
        int extent = value.FileShape[axis];
        SampleValue greatest = AxisOperators.Pool(graph, value, axis, "Max");
        SampleValue isGreatest = graph.Apply(MergingOperators.Combine(graph, "Subtract", [value, greatest]), "x<0f?0f:1f");
        float[] ranks = [.. Enumerable.Range(0, extent).Select(place => isLast ? place + 1f : extent - place)];
        int[] shape = [.. Enumerable.Repeat(1, graph.BatchAxes), .. value.FileShape.Select((_, other) => other == axis ? extent : 1)];
        SampleValue ranked = AffineOperators.Apply(graph, isGreatest, new OnnxTensor(string.Empty, OnnxType.Float32, shape, ranks), null);
        return (ranked, AxisOperators.Pool(graph, ranked, axis, "Max"));
    }
}
