using NNGen.Onnx.Model;

namespace NNGen.Onnx.Folding;

/// <summary>Sums, extremes, norms and products of constants: exporters compute normalised weights inside the graph.</summary>
internal static class ConstantReductions
{
    private const int LongestRange = 1 << 22;

    public static OnnxTensor Reduce(OnnxNode node, OnnxTensor tensor, IReadOnlyList<OnnxTensor?> inputs)
    {
        int rank = tensor.Shape.Count;
        IReadOnlyList<long>? named = ConstantFolder.Integers(node, inputs, 1, "axes");
        bool isEmpty = named is null || named.Count == 0;
        if (isEmpty && node.Integer("noop_with_empty_axes", 0) != 0) return tensor;
        HashSet<int> axes = isEmpty ? [.. Enumerable.Range(0, rank)] : [.. named!.Select(axis => Shapes.Axis(axis, rank))];
        int[] kept = tensor.Shape.Select((extent, axis) => axes.Contains(axis) ? 1 : extent).ToArray();
        int[] targets = Places.Walk(tensor.Shape, Places.Strides(kept).Select((stride, axis) => axes.Contains(axis) ? 0 : stride).ToArray());
        var groups = new List<double>[Places.Count(kept)];
        for (int group = 0; group < groups.Length; group++) groups[group] = [];
        double[] elements = tensor.IsReal ? tensor.Singles.Select(value => (double)value).ToArray() : tensor.Integers.Select(value => (double)value).ToArray();
        for (int place = 0; place < elements.Length; place++) groups[targets[place]].Add(elements[place]);
        double[] results = groups.Select(group => Combine(node.Operator, group)).ToArray();
        int[] shape = node.Integer("keepdims", 1) != 0 ? kept : kept.Where((_, axis) => !axes.Contains(axis)).ToArray();
        return tensor.IsReal
            ? new OnnxTensor(string.Empty, tensor.Type, shape, results.Select(result => (float)result).ToArray())
            : new OnnxTensor(string.Empty, tensor.Type, shape, results.Select(result => (long)result).ToArray());
    }

    /// <summary>start, start + delta, … below limit.</summary>
    public static OnnxTensor Range(OnnxTensor start, OnnxTensor limit, OnnxTensor delta)
    {
        double Number(OnnxTensor tensor) => tensor.IsReal ? tensor.Singles[0] : tensor.Integers[0];
        (double from, double to, double step) = (Number(start), Number(limit), Number(delta));
        double count = Math.Max(0, Math.Ceiling((to - from) / step));
        if (!(count <= LongestRange)) throw new ArgumentException($"a range of {count} numbers is too long.");
        double[] numbers = Enumerable.Range(0, (int)count).Select(k => from + (k * step)).ToArray();
        return start.IsReal
            ? new OnnxTensor(string.Empty, start.Type, [numbers.Length], numbers.Select(number => (float)number).ToArray())
            : new OnnxTensor(string.Empty, start.Type, [numbers.Length], numbers.Select(number => (long)number).ToArray());
    }

    /// <summary>The product of two matrices.</summary>
    public static OnnxTensor? Product(OnnxTensor left, OnnxTensor right)
    {
        bool areMatrices = left.Shape.Count == 2 && right.Shape.Count == 2 && left.Shape[1] == right.Shape[0];
        if (!areMatrices) return null;
        (int rows, int inner, int columns) = (left.Shape[0], left.Shape[1], right.Shape[1]);
        (float[] a, float[] b) = (left.Singles, right.Singles);
        var product = new float[Places.Count([rows, columns])];
        for (int place = 0; place < product.Length; place++)
        {
            double sum = 0;
            for (int k = 0; k < inner; k++) sum += (double)a[(place / columns * inner) + k] * b[(k * columns) + (place % columns)];
            product[place] = (float)sum;
        }

        return new OnnxTensor(string.Empty, left.Type, [rows, columns], product);
    }

    private static double Combine(string kind, List<double> group) => kind switch
    {
        "ReduceMean" => group.Average(),
        "ReduceMax" => group.Max(),
        "ReduceMin" => group.Min(),
        "ReduceProd" => group.Aggregate(1.0, (product, value) => product * value),
        "ReduceL1" => group.Sum(Math.Abs),
        "ReduceL2" => Math.Sqrt(group.Sum(value => value * value)),
        "ReduceSumSquare" => group.Sum(value => value * value),
        _ => group.Sum(),
    };
}
