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
        if (trains) throw new OnnxException("it trains; export the model for inference");
        Identity(graph, node);
    }

    public static void Cast(GraphConversion graph, OnnxNode node)
    {
        var type = (OnnxType)node.Integer("to", 0);
        if (type is not (OnnxType.Float32 or OnnxType.Float64)) throw new OnnxException($"it casts samples to {type}; Float32 is supported");
        Identity(graph, node);
    }

    public static void Reshape(GraphConversion graph, OnnxNode node)
    {
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
        int rank = value.FileShape.Length + graph.BatchAxes;
        int[] order = Shapes.Order(rank, node.Integers("perm"));
        if (graph.BatchAxes == 1 && order[0] != 0) throw new OnnxException("it moves the batch");
        int[] own = order.Skip(graph.BatchAxes).Select(axis => axis - graph.BatchAxes).ToArray();
        if (!value.BaseShape.SequenceEqual(value.FileShape)) value = graph.InFileOrder(value);

        // Axis k of the result is axis own[k] of the value: the layer's axes stay where they are and only count differently.
        int[] moved = value.Order.Select(axis => Array.IndexOf(own, axis)).ToArray();
        graph.Set(node, value with { Order = moved, FileShape = own.Select(axis => value.FileShape[axis]).ToArray() });
    }

    /// <summary>Zeros around the positions of a picture.</summary>
    public static void Pad(GraphConversion graph, OnnxNode node)
    {
        if (node.Text("mode", "constant") != "constant") throw new OnnxException($"it pads by '{node.Text("mode", string.Empty)}'; constant zeros are supported");
        float filling = graph.Constant(node, 2) is { Length: > 0 } value ? value.Singles[0] : node.Single("value", 0);
        if (filling != 0) throw new OnnxException($"it pads with {filling}; zeros are supported");
        IReadOnlyList<long> pads = ConstantFolder.Integers(node, [null, graph.Constant(node, 1)], 1, "pads") ?? throw new OnnxException("its pads are not constant");
        SampleValue input = WindowOperators.Positions(graph, node, 2);
        int rank = 3 + graph.BatchAxes;
        if (pads.Count != 2 * rank) throw new OnnxException($"it has {pads.Count} pads instead of {2 * rank}");
        int At(int axis, bool isEnd) => checked((int)pads[axis + (isEnd ? rank : 0)]);
        bool isInside = Enumerable.Range(0, rank - 2).All(axis => At(axis, false) == 0 && At(axis, true) == 0);
        int[] margins = [At(rank - 2, false), At(rank - 2, true), At(rank - 1, false), At(rank - 1, true)];
        if (!isInside || margins.Any(margin => margin < 0)) throw new OnnxException("only rows and columns may be padded");
        graph.Set(node, PadPositions(graph, input, margins));
    }

    public static SampleValue PadPositions(GraphConversion graph, SampleValue input, int[] margins)
    {
        string[] names = ["Top", "Bottom", "Left", "Right"];
        IEnumerable<DeclaredArgument> arguments = names.Zip(margins, DeclaredArgument.Property).Prepend(DeclaredArgument.Of("margin", 0));
        int[] shape = [input.Shape[0] + margins[0] + margins[1], input.Shape[1] + margins[2] + margins[3], input.Shape[2]];
        return SampleValue.ChannelsLast(graph.Declare("ZeroPadding2D", input, arguments), shape);
    }

    private static void Change(GraphConversion graph, OnnxNode node, Func<IReadOnlyList<int>, int[]> change)
    {
        SampleValue value = graph.Value(node, 0);
        int[] from = [.. Enumerable.Repeat(Shapes.Batch, graph.BatchAxes), .. value.FileShape];
        int[] to = change(from);
        if (graph.BatchAxes == 1 && (to.Length == 0 || to[0] is not (Shapes.Batch or 1)))
        {
            throw new OnnxException($"it mixes the batch with other axes: [{string.Join(", ", from)}] to [{string.Join(", ", to)}]");
        }

        int[] sample = to.Skip(graph.BatchAxes).ToArray();
        if (Places.Count(sample) != value.Length) throw new OnnxException($"[{string.Join(", ", value.FileShape)}] does not fit [{string.Join(", ", sample)}]");
        graph.Set(node, value.Reshape(sample.Length == 0 ? [1] : sample));
    }
}
