using NNGen.Onnx.Folding;
using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Operators that compute nothing. A reshape needs no layer until somebody wants the elements in that shape.</summary>
internal static class ShapeOperators
{
    public static void Identity(GraphConversion graph, OnnxNode node) => graph.Set(node, graph.Value(node, 0));

    /// <summary>Nothing happens to a sample that is not trained on.</summary>
    public static void Dropout(GraphConversion graph, OnnxNode node)
    {
        bool trains = graph.Constant(node, 2) is { Length: > 0 } mode ? mode.Integers[0] != 0 : node.Input(2) is not null;
        bool drops = (graph.Constant(node, 1) is { Length: > 0 } ratio ? ratio.Singles[0] : node.Single("ratio", 0.5f)) != 0;
        if (trains && drops) throw new OnnxException("it trains; export the model for inference");
        Identity(graph, node);

        // The mask: everything is kept.
        if (node.Outputs.Count > 1 && node.Outputs[1].Length > 0) graph.SetConstant(node, 1, graph.Value(node, 0), 1);
    }

    public static void Cast(GraphConversion graph, OnnxNode node) => Cast(graph, node, (OnnxType)node.Integer("to", 0));

    public static void CastLike(GraphConversion graph, OnnxNode node) => Cast(graph, node, graph.TypeOf(node.Inputs[1]));

    /// <summary>To floats nothing happens; to integers real numbers are cut off towards 0; a boolean says whether a number is not 0.</summary>
    private static void Cast(GraphConversion graph, OnnxNode node, OnnxType to)
    {
        OnnxType from = graph.TypeOf(node.Inputs[0]);
        bool isWhole = to is OnnxType.Int32 or OnnxType.Int64;
        if (to is OnnxType.Float32 or OnnxType.Float64 || to == from || (isWhole && !ElementTypes.IsReal(from))) Identity(graph, node);
        else if (isWhole) FunctionOperators.Apply(graph, node, "MathF.Truncate(x)");
        else if (to == OnnxType.Boolean) FunctionOperators.Apply(graph, node, LogicOperators.IsNotZero);
        else throw new OnnxException($"it casts samples to {to}; Float32, Float64, Int32, Int64 and Boolean are supported");
    }

    public static void Reshape(GraphConversion graph, OnnxNode node)
    {
        if (node.Integer("allowzero", 0) != 0) throw new OnnxException("its zeros are extents (allowzero = 1), of which no network has any");
        IReadOnlyList<long> target = ConstantFolder.Integers(node, [null, graph.Constant(node, 1)], 1, "shape")
            ?? throw new OnnxException("its shape is computed from the sample");
        Change(graph, node, shape => Shapes.Reshaped(shape, target));
    }

    public static void Flatten(GraphConversion graph, OnnxNode node) =>
        Change(graph, node, shape => Shapes.Flattened(shape, (int)node.Integer("axis", 1)));

    public static void Squeeze(GraphConversion graph, OnnxNode node)
    {
        IReadOnlyList<long>? axes = ConstantFolder.Integers(node, [null, graph.Constant(node, 1)], 1, "axes");
        Change(graph, node, shape => Shapes.Squeezed(shape, axes));
    }

    public static void Unsqueeze(GraphConversion graph, OnnxNode node)
    {
        IReadOnlyList<long> axes = ConstantFolder.Integers(node, [null, graph.Constant(node, 1)], 1, "axes") ?? throw new OnnxException("its axes are not constant");
        Change(graph, node, shape => Shapes.Unsqueezed(shape, axes));
    }

    public static void Transpose(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        int[] order = Shapes.Order(value.FileShape.Length + graph.BatchAxes, node.Integers("perm"));
        if (graph.BatchAxes == 1 && order[0] != 0) throw new OnnxException("it moves the batch");
        graph.Set(node, graph.Transposed(value, order.Skip(graph.BatchAxes).Select(axis => axis - graph.BatchAxes).ToArray()));
    }

    /// <summary>Squares of channels become squares of pixels.</summary>
    public static void DepthToSpace(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        (int size, int[] shape) = Squares(node, value);
        bool isColumnRowDepth = node.Text("mode", "DCR") == "CRD";
        int depth = shape[0] / (size * size);
        int[] split = isColumnRowDepth ? [depth, size, size, shape[1], shape[2]] : [size, size, depth, shape[1], shape[2]];
        int[] order = isColumnRowDepth ? [0, 3, 1, 4, 2] : [2, 3, 0, 4, 1];
        graph.Set(node, graph.InFileOrder(graph.Transposed(value.Reshape(split), order)).Reshape([depth, shape[1] * size, shape[2] * size]));
    }

    /// <summary>Squares of pixels become squares of channels.</summary>
    public static void SpaceToDepth(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        (int size, int[] shape) = Squares(node, value);
        int[] split = [shape[0], shape[1] / size, size, shape[2] / size, size];
        graph.Set(node, graph.InFileOrder(graph.Transposed(value.Reshape(split), [2, 4, 0, 1, 3])).Reshape([shape[0] * size * size, shape[1] / size, shape[2] / size]));
    }

    /// <summary>Elements around a tensor: zeros or another constant, or copies of what is inside.</summary>
    public static void Pad(GraphConversion graph, OnnxNode node)
    {
        SampleValue value = graph.Value(node, 0);
        string mode = node.Text("mode", "constant");
        IReadOnlyList<long> pads = ConstantFolder.Integers(node, [null, graph.Constant(node, 1)], 1, "pads") ?? throw new OnnxException("its pads are not constant");
        if (node.Input(2) is not null) graph.RequireConstant(node, 2, "filling");
        float filling = graph.Constant(node, 2) is { Length: > 0 } number ? number.Singles[0] : node.Single("value", 0);
        int rank = value.FileShape.Length + graph.BatchAxes;
        int[] axes = node.Input(3) is null ? [.. Enumerable.Range(0, rank)] : graph.RequireConstant(node, 3, "list of axes").Integers.Select(axis => Shapes.Axis(axis, rank)).ToArray();
        if (pads.Count != 2 * axes.Length) throw new OnnxException($"it has {pads.Count} pads instead of {2 * axes.Length}");
        int[] starts = new int[value.FileShape.Length];
        int[] old = value.FileShape;
        for (int k = 0; k < axes.Length; k++)
        {
            (int before, int behind) = checked(((int)pads[k], (int)pads[k + axes.Length]));
            if (before == 0 && behind == 0) continue;
            if (axes[k] < graph.BatchAxes) throw new OnnxException("it pads the batch");
            starts[axes[k] - graph.BatchAxes] = before;
            value = PadAxis(graph, value, axes[k] - graph.BatchAxes, before, behind, mode);
        }

        bool isFilled = mode == "constant" && filling != 0;
        graph.Set(node, isFilled ? AffineOperators.Apply(graph, value, null, Frame(graph, value.FileShape, old, starts, filling)) : value);
    }

    /// <summary>A number in front of an axis and behind it.</summary>
    public static SampleValue PadWith(GraphConversion graph, SampleValue value, int axis, int before, int behind, float filling)
    {
        if (before == 0 && behind == 0) return value;
        SampleValue padded = AxisOperators.Pad(graph, value, axis, before, behind);
        int[] starts = [.. value.FileShape.Select((_, other) => other == axis ? before : 0)];
        return AffineOperators.Apply(graph, padded, null, Frame(graph, padded.FileShape, value.FileShape, starts, filling));
    }

    private static (int Size, int[] Shape) Squares(OnnxNode node, SampleValue value)
    {
        if (value.FileShape.Length != 3) throw new OnnxException($"it needs pictures, but samples have the shape [{string.Join(", ", value.FileShape)}]");
        return (checked((int)node.Integer("blocksize", 0)), value.FileShape);
    }

    private static SampleValue PadAxis(GraphConversion graph, SampleValue value, int axis, int before, int behind, string mode)
    {
        int extent = value.FileShape[axis];
        int count = AxisOperators.Bounded((long)before + extent + behind, $"axis {axis} with its padding");
        if (mode == "constant" && before >= 0 && behind >= 0) return AxisOperators.Pad(graph, value, axis, before, behind);
        int[] places = Enumerable.Range(-before, count).Select(place => Source(place, extent, mode)).ToArray();
        if (places.All(place => place >= 0)) return AxisOperators.Select(graph, value, axis, places);
        return AxisOperators.Map(graph, value, axis, count, (row, column) => row == places[column] ? 1 : 0);
    }

    /// <summary>The element inside that stands at a place; −1 for none.</summary>
    private static int Source(int place, int extent, string mode)
    {
        bool isInside = place >= 0 && place < extent;
        int period = Math.Max(1, 2 * (extent - 1));
        int turned = ((place % period) + period) % period;
        return mode switch
        {
            "constant" => isInside ? place : -1,
            "edge" => Math.Min(Math.Max(place, 0), extent - 1),
            "wrap" => ((place % extent) + extent) % extent,
            "reflect" => extent == 1 ? 0 : Math.Min(turned, period - turned),
            _ => throw new OnnxException($"it pads by '{mode}'; constant, edge, reflect and wrap are supported"),
        };
    }

    /// <summary>A number everywhere but where the old elements are.</summary>
    private static OnnxTensor Frame(GraphConversion graph, int[] shape, int[] old, int[] starts, float filling)
    {
        var elements = new float[AxisOperators.Bounded(Places.Count(shape), "another number around a tensor")];
        int[] strides = Places.Strides(shape);
        for (int place = 0; place < elements.Length; place++)
        {
            bool isOld = Enumerable.Range(0, shape.Length).All(axis => (place / strides[axis] % shape[axis]) - starts[axis] is var own && own >= 0 && own < old[axis]);
            elements[place] = isOld ? 0 : filling;
        }

        return new OnnxTensor(string.Empty, OnnxType.Float32, [.. Enumerable.Repeat(1, graph.BatchAxes), .. shape], elements);
    }

    private static void Change(GraphConversion graph, OnnxNode node, Func<IReadOnlyList<int>, int[]> change)
    {
        SampleValue value = graph.Value(node, 0);
        int[] from = graph.WholeShape(value);
        int[] to = change(from);
        if (graph.BatchAxes == 1 && (to.Length == 0 || to[0] is not (Shapes.Batch or 1)))
        {
            throw new OnnxException($"it mixes the batch with other axes: [{string.Join(", ", from)}] to [{string.Join(", ", to)}]");
        }

        int[] sample = to.Skip(graph.BatchAxes).ToArray();
        if (Places.Count(sample) != value.Length) throw new OnnxException($"[{string.Join(", ", value.FileShape)}] does not fit [{string.Join(", ", sample)}]");
        graph.Set(node, value.Reshape(sample));
    }
}
