using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>
/// A value of the graph that depends on the sample: the output of a declared layer. The file's tensors have channels in front, ours have
/// them last, so the same value may lie in another order here; and a reshape of the file only changes how its elements are counted.
/// </summary>
/// <param name="Layer">The declared layer.</param>
/// <param name="Shape">The layer's output, without the batch.</param>
/// <param name="Order">Axis k of the layer's output is axis Order[k] of the tensor in the file, before it was reshaped.</param>
/// <param name="FileShape">The shape in the file, without the batch.</param>
internal sealed record SampleValue(string Layer, int[] Shape, int[] Order, int[] FileShape)
{
    /// <summary>A value that lies here as it does in the file.</summary>
    public static SampleValue AsInFile(string layer, int[] shape) => new(layer, shape, [.. Enumerable.Range(0, shape.Length)], shape);

    /// <summary>The output of a layer over positions and channels, which the file counts the other way round.</summary>
    public static SampleValue ChannelsLast(string layer, int[] shape)
    {
        int[] order = ChannelsLastOrder(shape.Length);
        return new(layer, shape, order, BaseOf(shape, order));
    }

    public static int[] ChannelsLastOrder(int rank) => [.. Enumerable.Range(1, rank - 1), 0];

    public int Length => Places.Count(Shape);

    /// <summary>The shape in the file before it was reshaped.</summary>
    public int[] BaseShape => BaseOf(Shape, Order);

    /// <summary>Whether the elements lie in the order of the file. Axes of one element do not matter.</summary>
    public bool IsInFileOrder
    {
        get
        {
            int[] order = Order.Where((_, axis) => Shape[axis] != 1).ToArray();
            return order.Zip(order.Skip(1), (a, b) => a < b).All(isAscending => isAscending);
        }
    }

    /// <summary>Whether the axes of the layer are those of the file, in any order: nothing was reshaped since.</summary>
    public bool IsSettled => BaseShape.SequenceEqual(FileShape);

    /// <summary>Whether the layer's output is the file's tensor with its channels moved to the end.</summary>
    public bool IsChannelsLast => BaseShape.SequenceEqual(FileShape) && Order.SequenceEqual(ChannelsLastOrder(Shape.Length));

    /// <summary>For every element of the layer's output: its place in the file's tensor.</summary>
    public int[] FilePlaces => Places.Transposed(BaseShape, Order);

    public SampleValue Reshape(int[] fileShape) => this with { FileShape = fileShape };

    public bool LiesLike(SampleValue other) =>
        Shape.SequenceEqual(other.Shape) && Order.SequenceEqual(other.Order) && FileShape.SequenceEqual(other.FileShape);

    private static int[] BaseOf(int[] shape, int[] order)
    {
        var result = new int[shape.Length];
        for (int axis = 0; axis < shape.Length; axis++) result[order[axis]] = shape[axis];
        return result;
    }
}
