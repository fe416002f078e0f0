namespace NNGen.Onnx.Folding;

/// <summary>What operators that move nothing do to a shape.</summary>
internal static class Shapes
{
    /// <summary>The extent of the batch, which no file fixes.</summary>
    public const int Batch = -1;

    /// <summary>An axis counted from the front; negative ones count from the end.</summary>
    public static int Axis(long axis, int rank)
    {
        long counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank ? (int)counted : throw new ArgumentException($"there is no axis {axis} among {rank}.");
    }

    /// <summary>The order of axes of Transpose, which reverses them where it is not told otherwise.</summary>
    public static int[] Order(int rank, IReadOnlyList<long>? order) =>
        order is null ? Enumerable.Range(0, rank).Reverse().ToArray() : order.Select(axis => Axis(axis, rank)).ToArray();

    /// <summary>0 keeps an extent, −1 is what is left. Of several −1 the first is the batch.</summary>
    public static int[] Reshaped(IReadOnlyList<int> from, IReadOnlyList<long> to)
    {
        bool hasBatch = from.Count > 0 && from[0] == Batch;
        long[] extents = to.Select((extent, axis) => extent == 0 ? from[axis] : extent).ToArray();
        int unknown = Array.FindIndex(extents, hasBatch && extents.Length > 0 && extents[0] == Batch ? 1 : 0, extent => extent == Batch);
        if (unknown >= 0)
        {
            long known = extents.Where((extent, axis) => axis != unknown && extent != Batch).Aggregate(1L, (product, extent) => product * extent);
            long all = from.Where(extent => extent != Batch).Aggregate(1L, (product, extent) => product * extent);
            if (!(hasBatch && unknown == 0))
            {
                if (known == 0 || all % known != 0) throw new ArgumentException($"[{string.Join(", ", from)}] does not fit [{string.Join(", ", to)}].");
                extents[unknown] = all / known;
            }
        }

        int[] shape = extents.Select(extent => checked((int)extent)).ToArray();
        if (Size(shape) != Size(from)) throw new ArgumentException($"[{string.Join(", ", from)}] does not fit [{string.Join(", ", to)}].");
        return shape;
    }

    public static int[] Flattened(IReadOnlyList<int> shape, int axis)
    {
        int at = axis < 0 ? axis + shape.Count : axis;
        bool hasBatch = shape.Count > 0 && shape[0] == Batch;
        int front = hasBatch && at == 1 ? Batch : Size(shape.Take(at));
        return [front, Size(shape.Skip(at))];
    }

    public static int[] Squeezed(IReadOnlyList<int> shape, IReadOnlyList<long>? axes)
    {
        HashSet<int>? dropped = axes is null ? null : [.. axes.Select(axis => Axis(axis, shape.Count))];
        return shape.Where((extent, axis) => dropped is null ? extent != 1 : !dropped.Contains(axis)).ToArray();
    }

    public static int[] Unsqueezed(IReadOnlyList<int> shape, IReadOnlyList<long> axes)
    {
        int rank = shape.Count + axes.Count;
        var added = new HashSet<int>(axes.Select(axis => Axis(axis, rank)));
        var rest = new Queue<int>(shape);
        return Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : rest.Dequeue()).ToArray();
    }

    /// <summary>The common shape of two tensors, each repeated along axes where its extent is 1 or that it lacks in front.</summary>
    public static int[] Broadcast(IReadOnlyList<int> left, IReadOnlyList<int> right)
    {
        int rank = Math.Max(left.Count, right.Count);
        int At(IReadOnlyList<int> shape, int axis) => axis < rank - shape.Count ? 1 : shape[axis - rank + shape.Count];
        return Enumerable.Range(0, rank).Select(axis =>
        {
            (int a, int b) = (At(left, axis), At(right, axis));
            return a == b || b == 1 ? a : a == 1 ? b : throw new ArgumentException($"[{string.Join(", ", left)}] and [{string.Join(", ", right)}] do not fit.");
        }).ToArray();
    }

    /// <summary>How far a repeated tensor's elements are apart along the axes of the common shape: 0 where it is repeated.</summary>
    public static int[] BroadcastStrides(IReadOnlyList<int> shape, IReadOnlyList<int> common)
    {
        int[] strides = Model.Places.Strides(shape);
        int missing = common.Count - shape.Count;
        return common.Select((_, axis) => axis < missing || shape[axis - missing] == 1 ? 0 : strides[axis - missing]).ToArray();
    }

    private static int Size(IEnumerable<int> shape) => Model.Places.Count(shape.Where(extent => extent != Batch));
}
