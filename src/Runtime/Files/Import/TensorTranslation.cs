namespace NNGen;

/// <summary>
/// How a tensor of the network lies in a file: the shape that it has there, and for each index along each of our axes how far that goes in
/// the file's data, so that the place of an element is a sum over our axes.
/// </summary>
/// <param name="FileShape">The shape in the file.</param>
/// <param name="Steps">For each of our axes, the part of every index.</param>
internal sealed record TensorTranslation(int[] FileShape, int[][] Steps)
{
    /// <summary>The translation from Keras' layout, which is ours.</summary>
    public static TensorTranslation FromKeras(TensorDescription tensor) => Permuted(tensor.Shape, Axes(tensor.Shape.Count));

    /// <summary>The translation from PyTorch's layout.</summary>
    /// <param name="layer">The tensor's layer.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="order">Where vectors that are flattened images have their features.</param>
    public static TensorTranslation FromPyTorch(NetworkLayer layer, TensorDescription tensor, FeatureOrder order)
    {
        string role = NetworkLayer.RoleOf(tensor);
        int rank = tensor.Shape.Count;
        bool isDepthwise = rank == 4 && (role == "depthwise_kernel" || layer.Kind == "DepthwiseConv2D");
        if (isDepthwise) return Depthwise(tensor.Shape);
        if (rank < 2 || role == "embeddings")
        {
            return Permuted(tensor.Shape, Axes(rank)).Ordered(0, rank == 1 ? order.OfOutput(layer.Name) : null);
        }

        // [in, out] is [out, in] there, and [height, width, in, out] is [out, in, height, width]: our last two axes come first, reversed.
        int[] axes = [rank - 1, rank - 2, .. Axes(rank - 2)];
        TensorTranslation translation = Permuted(tensor.Shape, axes);
        return rank > 2 ? translation : translation.Ordered(0, order.OfInput(layer.Name)).Ordered(1, order.OfOutput(layer.Name));
    }

    /// <summary>The tensor's values in our order.</summary>
    /// <param name="values">The values in the file's order.</param>
    /// <returns>A new array, or the same where the orders are.</returns>
    public float[] Apply(float[] values)
    {
        var result = new float[values.Length];
        var indices = new int[Steps.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int place = 0;
            for (int axis = 0; axis < Steps.Length; axis++) place += Steps[axis][indices[axis]];
            result[i] = values[place];
            for (int axis = Steps.Length - 1; axis >= 0 && ++indices[axis] == Steps[axis].Length; axis--) indices[axis] = 0;
        }

        return result;
    }

    /// <summary>The file has our axes in another order.</summary>
    /// <param name="shape">Our shape.</param>
    /// <param name="axes">Our axis for each of the file's.</param>
    private static TensorTranslation Permuted(IReadOnlyList<int> shape, int[] axes)
    {
        var steps = new int[axes.Length][];
        int stride = 1;
        for (int i = axes.Length - 1; i >= 0; i--)
        {
            steps[axes[i]] = Multiples(shape[axes[i]], stride);
            stride *= shape[axes[i]];
        }

        return new TensorTranslation(Array.ConvertAll(axes, axis => shape[axis]), steps);
    }

    /// <summary>[height, width, channels, copies] is [channels · copies, 1, height, width] there.</summary>
    private static TensorTranslation Depthwise(IReadOnlyList<int> shape)
    {
        (int height, int width, int channels, int copies) = (shape[0], shape[1], shape[2], shape[3]);
        int image = height * width;
        return new TensorTranslation(
            [channels * copies, 1, height, width],
            [Multiples(height, width), Multiples(width, 1), Multiples(channels, copies * image), Multiples(copies, image)]);
    }

    private TensorTranslation Ordered(int axis, int[]? order)
    {
        // A layer over the last axis of an image reads and computes no vector.
        if (order is null || order.Length != Steps[axis].Length) return this;
        int[] unordered = Steps[axis];
        int[][] steps = [.. Steps];
        steps[axis] = Array.ConvertAll(order, place => unordered[place]);
        return this with { Steps = steps };
    }

    private static int[] Axes(int rank)
    {
        var axes = new int[rank];
        for (int axis = 0; axis < rank; axis++) axes[axis] = axis;
        return axes;
    }

    private static int[] Multiples(int count, int stride)
    {
        var multiples = new int[count];
        for (int i = 0; i < count; i++) multiples[i] = i * stride;
        return multiples;
    }
}
