using NNGen.Generator.Layers;

namespace NNGen.Generator.Planning;

/// <summary>A parameter tensor's place in the flat span and the order of its axes in memory, slowest first.</summary>
internal sealed record ParameterPlace(NetworkParameter Parameter, int Offset, EquatableArray<int> StorageOrder)
{
    /// <summary>The axis whose elements lie side by side.</summary>
    public int FastestAxis => StorageOrder[StorageOrder.Count - 1];

    public int[] Strides()
    {
        var strides = new int[StorageOrder.Count];
        int stride = 1;
        for (int index = StorageOrder.Count - 1; index >= 0; index--)
        {
            strides[StorageOrder[index]] = stride;
            stride *= Parameter.Spec.Shape[StorageOrder[index]];
        }

        return strides;
    }
}

/// <summary>Lays the parameters out one behind the other, each kernel in the order that serves the weight gradient best.</summary>
/// <remarks>
/// The forward pass and ∂input read weights as scalars and do not care; ∂weights runs along the fastest axis with whole vectors. So the
/// fastest axis is the one that wastes least of its last vector; a single vector per row reloads a scalar for every multiply-add and counts
/// as if it were a third longer (measured: 66–80 % of the peak instead of 96 %). On a tie the weights stay [in, out]. The kernels of a
/// convolution start with their input channel: the gradient's strips are ranges of the slowest axis, and channels are what a large
/// convolution has many of.
/// </remarks>
internal static class ParameterLayout
{
    private const double SingleVectorPenalty = 4.0 / 3.0;

    public static IReadOnlyList<ParameterPlace> Plan(IReadOnlyList<NetworkParameter> parameters)
    {
        var places = new List<ParameterPlace>();
        int offset = 0;
        foreach (NetworkParameter parameter in parameters)
        {
            EquatableArray<int> shape = parameter.Spec.Shape;
            int[] order = Enumerable.Range(0, shape.Count).ToArray();
            if (shape.Count == 2 && Cost(shape[0]) < Cost(shape[1])) Array.Reverse(order);
            if (shape.Count > 2) order = [shape.Count - 2, .. order.Take(shape.Count - 2), shape.Count - 1];
            places.Add(new ParameterPlace(parameter, offset, order.ToEquatableArray()));
            offset += parameter.Tensor.Length;
        }

        return places;
    }

    /// <summary>Vector elements processed for each useful one when rows have the given length.</summary>
    private static double Cost(int length)
    {
        int padded = Block.Pad(length);
        return padded / (double)length * (padded == Block.Lanes ? SingleVectorPenalty : 1);
    }
}
