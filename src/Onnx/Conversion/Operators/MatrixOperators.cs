using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Products with a constant matrix: Dense for vectors, a convolution of width 1 for sequences of vectors.</summary>
internal static class MatrixOperators
{
    /// <summary>y = α·x·B + β·c, B transposed where the node says so.</summary>
    public static void Gemm(GraphConversion graph, OnnxNode node)
    {
        if (node.Integer("transA", 0) != 0) throw new OnnxException("it transposes the samples (transA = 1)");
        OnnxTensor matrix = graph.RequireConstant(node, 1, "matrix");
        if (node.Integer("transB", 0) != 0) matrix = matrix.Transpose([1, 0]);
        float alpha = node.Single("alpha", 1);
        float beta = node.Single("beta", 1);
        float[]? bias = null;
        if (node.Input(2) is not null)
        {
            OnnxTensor given = graph.RequireConstant(node, 2, "bias");
            bias = MergingOperators.PerChannel(given, [matrix.Shape[1]], 0, graph.BatchAxes)
                ?? throw new OnnxException($"its bias has the shape [{string.Join(", ", given.Shape)}], but one number for each of {matrix.Shape[1]} outputs is supported");
        }

        float[] weights = alpha == 1 ? matrix.Singles : matrix.Singles.Select(weight => alpha * weight).ToArray();
        Dense(graph, node, graph.Value(node, 0), matrix.Shape, weights, beta == 1 ? bias : bias?.Select(value => beta * value).ToArray());
    }

    /// <summary>y = x·B.</summary>
    public static void MatMul(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor matrix = graph.RequireConstant(node, 1, "right factor");
        if (matrix.Shape.Count != 2) throw new OnnxException($"its right factor has {matrix.Shape.Count} axes; 2 are supported");
        Dense(graph, node, graph.Value(node, 0), matrix.Shape, matrix.Singles, null);
    }

    private static void Dense(GraphConversion graph, OnnxNode node, SampleValue input, IReadOnlyList<int> shape, float[] weights, float[]? bias)
    {
        (int inputs, int units) = (shape[0], shape[1]);
        int[] last = input.FileShape;
        if (last.Length is < 1 or > 2 || last[last.Length - 1] != inputs)
        {
            throw new OnnxException($"samples of shape [{string.Join(", ", last)}] do not fit a matrix of shape [{inputs}, {units}]");
        }

        var tensors = new List<DeclaredTensor>();
        DeclaredArgument[] noBias = bias is null ? [DeclaredArgument.Property("UseBias", "false")] : [];
        if (last.Length == 1)
        {
            // The rows of the matrix count the file's elements; ours may lie in another order.
            (string layer, int[] places) = graph.Flat(input);
            float[] kernel = places.SelectMany(place => Enumerable.Range(0, units).Select(unit => weights[(place * units) + unit])).ToArray();
            tensors.Add(new DeclaredTensor("kernel", [inputs, units], kernel));
            if (bias is not null) tensors.Add(new DeclaredTensor("bias", [units], bias));
            string dense = graph.Declare("Dense", input with { Layer = layer }, [DeclaredArgument.Of("units", units), .. noBias], [.. tensors]);
            graph.Set(node, SampleValue.AsInFile(dense, [units]));
            return;
        }

        SampleValue rows = graph.InFileOrder(input);
        tensors.Add(new DeclaredTensor("kernel", [1, inputs, units], weights));
        if (bias is not null) tensors.Add(new DeclaredTensor("bias", [units], bias));
        string name = graph.Declare("Conv1D", rows, [DeclaredArgument.Of("filters", units), DeclaredArgument.Of("kernel", 1), .. noBias], [.. tensors]);
        graph.Set(node, SampleValue.AsInFile(name, [last[0], units]));
    }
}
