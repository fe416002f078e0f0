namespace NNGen.Onnx.Conversion;

/// <content>The order in which the elements of a value lie.</content>
internal sealed partial class GraphConversion
{
    /// <summary>The value with its elements in the order and the shape of the file; a single number has one axis.</summary>
    public SampleValue InFileOrder(SampleValue value)
    {
        if (!value.IsInFileOrder)
        {
            // Axis k of the file is that axis of the layer's output, counted from 1.
            IEnumerable<int> order = Enumerable.Range(0, value.Order.Length).Select(axis => Array.IndexOf(value.Order, axis) + 1);
            string layer = Declare("Permute", value, DeclaredArgument.List("order", order));
            value = SampleValue.AsInFile(layer, value.BaseShape).Reshape(value.FileShape);
        }

        int[] shape = value.FileShape.Length == 0 ? [1] : value.FileShape;
        if (!value.Shape.SequenceEqual(shape)) value = value with { Layer = DeclareReshape(value, shape) };
        return SampleValue.AsInFile(value.Layer, shape).Reshape(value.FileShape);
    }

    /// <summary>The value with a layer whose axes are those of the file, in any order.</summary>
    public SampleValue Settled(SampleValue value) => value.IsSettled ? value : InFileOrder(value);

    /// <summary>The value with positions in front and channels last, as convolutions and pooling want it.</summary>
    public SampleValue ChannelsLast(SampleValue value)
    {
        if (value.IsChannelsLast) return value;
        int[] shape = value.FileShape;
        int[] order = SampleValue.ChannelsLastOrder(shape.Length);
        int[] moved = order.Select(axis => shape[axis]).ToArray();
        bool isReshape = shape[0] == 1 || shape.Skip(1).All(extent => extent == 1);
        if (isReshape && value.IsInFileOrder)
        {
            bool liesThere = value.Shape.SequenceEqual(moved);
            if (!liesThere && layers.Count == 1) return MoveInput(value, moved, order);
            if (!liesThere) value = value with { Layer = DeclareReshape(value, moved) };
            return new SampleValue(value.Layer, moved, order, shape);
        }

        SampleValue inFile = InFileOrder(value);
        return new SampleValue(Declare("Permute", inFile, DeclaredArgument.List("order", order.Select(axis => axis + 1))), moved, order, shape);
    }

    /// <summary>The only input declared in another shape, for all that read it.</summary>
    private SampleValue MoveInput(SampleValue value, int[] shape, int[] order)
    {
        layers[0] = layers[0] with { Arguments = DeclaredArgument.List("shape", shape) };
        foreach (string name in values.Keys.ToArray()) values[name] = new SampleValue(value.Layer, shape, order, values[name].FileShape);
        return new SampleValue(value.Layer, shape, order, value.FileShape);
    }

    /// <summary>The value with an axis of the file as the last one of the layer.</summary>
    public SampleValue AxisLast(SampleValue value, int fileAxis)
    {
        SampleValue settled = Settled(value);
        int at = Array.IndexOf(settled.Order, fileAxis);
        int[] axes = [.. Enumerable.Range(0, settled.Order.Length).Where(axis => axis != at), at];
        if (at == axes.Length - 1) return settled;
        int[] shape = axes.Select(axis => settled.Shape[axis]).ToArray();
        int[] order = axes.Select(axis => settled.Order[axis]).ToArray();
        bool isReshape = settled.Shape[at] == 1 || settled.Shape.Skip(at + 1).All(extent => extent == 1);
        string layer = isReshape ? DeclareReshape(settled, shape) : Declare("Permute", settled, DeclaredArgument.List("order", axes.Select(axis => axis + 1)));
        return new SampleValue(layer, shape, order, settled.FileShape);
    }

    /// <summary>The value as one axis, in whatever order its elements lie.</summary>
    public (string Layer, int[] FilePlaces) Flat(SampleValue value) =>
        (value.Shape.Length == 1 ? value.Layer : Declare("Flatten", value, []), value.FilePlaces);

    /// <summary>The value under another shape of the layer, with the same elements in the same order.</summary>
    public SampleValue Shaped(SampleValue value, params int[] shape) =>
        SampleValue.AsInFile(value.Shape.SequenceEqual(shape) ? value.Layer : DeclareReshape(value, shape), shape);

    /// <summary>Axis k of the result is axis own[k] of the value: the layer's axes stay where they are and only count differently.</summary>
    public SampleValue Transposed(SampleValue value, int[] own)
    {
        SampleValue settled = Settled(value);
        int[] moved = settled.Order.Select(axis => Array.IndexOf(own, axis)).ToArray();
        return settled with { Order = moved, FileShape = own.Select(axis => settled.FileShape[axis]).ToArray() };
    }
}
