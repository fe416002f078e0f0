namespace NNGen;

/// <summary>Walks over a tensor in canonical row-major order and gives each element's place in the flat parameter span.</summary>
internal struct StorageWalk
{
    private readonly IReadOnlyList<int> shape;
    private readonly int[] strides;
    private readonly int[] indices;
    private int place;

    public StorageWalk(TensorDescription tensor)
    {
        shape = tensor.Shape;
        strides = new int[shape.Count];
        indices = new int[shape.Count];
        Strides(tensor, strides);
        place = tensor.Offset;
    }

    /// <summary>How far one step along each canonical axis goes in memory.</summary>
    public static void Strides(TensorDescription tensor, Span<int> strides)
    {
        int stride = 1;
        for (int i = tensor.StorageOrder.Count - 1; i >= 0; i--)
        {
            int axis = tensor.StorageOrder[i];
            strides[axis] = stride;
            stride *= tensor.Shape[axis];
        }
    }

    /// <summary>The place of the current element; then moves on.</summary>
    public int Next()
    {
        int current = place;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            place += strides[axis];
            if (++indices[axis] < shape[axis]) break;
            place -= strides[axis] * shape[axis];
            indices[axis] = 0;
        }

        return current;
    }
}
