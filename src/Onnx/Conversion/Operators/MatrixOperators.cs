using NNGen.Onnx.Model;

namespace NNGen.Onnx.Conversion;

/// <summary>Products with a constant matrix: Dense for vectors, a convolution of width 1 for several vectors.</summary>
internal static class MatrixOperators
{
    /// <summary>y = α·x·B + β·c, x and B transposed where the node says so.</summary>
    public static void Gemm(GraphConversion graph, OnnxNode node)
    {
        OnnxTensor matrix = graph.RequireConstant(node, 1, "matrix");
        if (node.Integer("transB", 0) != 0) matrix = matrix.Transpose([1, 0]);
        float alpha = node.Single("alpha", 1);
        float beta = node.Single("beta", 1);
        float[] weights = alpha == 1 ? matrix.Singles : matrix.Singles.Select(weight => alpha * weight).ToArray();
        SampleValue input = graph.Value(node, 0);
        if (node.Integer("transA", 0) != 0) input = graph.BatchAxes == 0 ? graph.Transposed(input, [1, 0]) : throw new OnnxException("it transposes the samples (transA = 1)");
        SampleValue product = Multiply(graph, input, matrix.Shape, weights);
        if (node.Input(2) is not null)
        {
            product = graph.Constant(node, 2) is { } bias
                ? AffineOperators.Apply(graph, product, null, MergingOperators.Each(bias, number => beta * number))
                : MergingOperators.Combine(graph, "Add", [product, AffineOperators.Apply(graph, graph.Value(node, 2), MergingOperators.Number(beta), null)]);
        }

        graph.Set(node, product);
    }

    /// <summary>y = x·B, or A·x.</summary>
    public static void MatMul(GraphConversion graph, OnnxNode node)
    {
        if (graph.Constant(node, 0) is { } left)
        {
            SampleValue value = graph.Value(node, 1);
            int axis = value.FileShape.Length - 2;
            if (left.Shape.Count != 2 || axis < 0 || value.FileShape[axis] != left.Shape[1]) throw new OnnxException($"its left factor has the shape [{string.Join(", ", left.Shape)}]");
            float[] factors = left.Singles;
            graph.Set(node, AxisOperators.Map(graph, value, axis, left.Shape[0], (row, column) => factors[(column * left.Shape[1]) + row]));
            return;
        }

        if (graph.Constant(node, 1) is not { } matrix)
        {
            graph.Set(node, Multiply(graph, graph.Value(node, 0), graph.Value(node, 1)));
            return;
        }

        if (matrix.Shape.Count > 2 && matrix.Shape.Take(matrix.Shape.Count - 2).All(extent => extent == 1) && matrix.Shape.Count <= graph.Value(node, 0).FileShape.Length + graph.BatchAxes)
        {
            matrix = matrix.Reshape(matrix.Shape.Skip(matrix.Shape.Count - 2).ToArray());
        }

        if (matrix.Shape.Count > 2)
        {
            graph.Set(node, MultiplyEach(graph, graph.Value(node, 0), matrix));
            return;
        }

        bool isVector = matrix.Shape.Count == 1;
        if (isVector) matrix = matrix.Reshape([matrix.Shape[0], 1]);
        SampleValue product = Multiply(graph, graph.Value(node, 0), matrix.Shape, matrix.Singles);
        graph.Set(node, isVector ? product.Reshape(product.FileShape.Take(product.FileShape.Length - 1).ToArray()) : product);
    }

    /// <summary>Two matrices of the sample: all products of their elements, [m, n, k], summed over k.</summary>
    private static SampleValue Multiply(GraphConversion graph, SampleValue left, SampleValue right)
    {
        (int[] a, int[] b) = (left.FileShape, right.FileShape);
        int rank = a.Length;
        bool fits = rank >= 2 && b.Length == rank && a[rank - 1] == b[rank - 2] && a.Take(rank - 2).SequenceEqual(b.Take(rank - 2));
        if (!fits) throw new OnnxException($"its factors have the shapes [{string.Join(", ", a)}] and [{string.Join(", ", b)}]; matrices, as many on either side, are supported");
        int count = Places.Count(a.Take(rank - 2));
        (int rows, int inner, int columns) = (a[rank - 2], a[rank - 1], b[rank - 1]);
        AxisOperators.Bounded((long)count * rows * inner * columns, "all products of two matrices");
        SampleValue all = graph.InFileOrder(left).Reshape([count, rows, inner]);
        SampleValue turned = graph.InFileOrder(graph.Transposed(graph.InFileOrder(right).Reshape([count, inner, columns]), [0, 2, 1]));
        SampleValue[] products = Enumerable.Range(0, count).Select(index => One(index)).ToArray();
        return graph.InFileOrder(MergingOperators.Join(graph, products, 0)).Reshape([.. a.Take(rank - 1), columns]);

        SampleValue One(int index)
        {
            SampleValue rowsOfLeft = graph.InFileOrder(AxisOperators.Crop(graph, all, 0, index, 1)).Reshape([rows, 1, inner]);
            SampleValue columnsOfRight = graph.InFileOrder(AxisOperators.Crop(graph, turned, 0, index, 1)).Reshape([1, columns, inner]);
            SampleValue each = MergingOperators.Combine(graph, "Multiply", [graph.InFileOrder(rowsOfLeft), graph.InFileOrder(columnsOfRight)]);
            return graph.InFileOrder(AxisOperators.Pool(graph, each, 2, "Sum")).Reshape([1, rows, columns]);
        }
    }

    /// <summary>A matrix for each index of the axes in front.</summary>
    private static SampleValue MultiplyEach(GraphConversion graph, SampleValue input, OnnxTensor matrices)
    {
        int[] file = input.FileShape;
        int rank = matrices.Shape.Count;
        int[] front = matrices.Shape.Take(rank - 2).ToArray();
        bool fits = graph.BatchAxes == 0 && file.Length == rank && file.Take(rank - 2).SequenceEqual(front);
        if (!fits) throw new OnnxException($"its right factor has the shape [{string.Join(", ", matrices.Shape)}] for samples of shape [{string.Join(", ", file)}]; 2 axes, or one matrix for each of them, are supported");
        int count = Places.Count(front);
        int[] shape = matrices.Shape.Skip(rank - 2).ToArray();
        int length = Places.Count(shape);
        SampleValue all = graph.InFileOrder(input).Reshape([count, file[rank - 2], file[rank - 1]]);
        SampleValue[] products = Enumerable.Range(0, count)
            .Select(index => Multiply(graph, AxisOperators.Crop(graph, all, 0, index, 1), shape, matrices.Singles.Skip(index * length).Take(length).ToArray()))
            .ToArray();
        return graph.InFileOrder(MergingOperators.Join(graph, products, 0)).Reshape([.. front, file[rank - 2], shape[1]]);
    }

    private static SampleValue Multiply(GraphConversion graph, SampleValue input, IReadOnlyList<int> shape, float[] weights)
    {
        (int inputs, int units) = (shape[0], shape[1]);
        int[] file = input.FileShape;
        if (file.Length == 0 || file[file.Length - 1] != inputs)
        {
            throw new OnnxException($"samples of shape [{string.Join(", ", file)}] do not fit a matrix of shape [{inputs}, {units}]");
        }

        if (file.Length > 1) return AxisOperators.Map(graph, input, file.Length - 1, units, (row, column) => weights[(row * units) + column]);

        // The rows of the matrix count the file's elements; ours may lie in another order.
        (string layer, int[] places) = graph.Flat(input);
        float[] kernel = places.SelectMany(place => Enumerable.Range(0, units).Select(unit => weights[(place * units) + unit])).ToArray();
        DeclaredArgument[] arguments = [DeclaredArgument.Of("units", units), DeclaredArgument.Property("UseBias", "false")];
        return SampleValue.AsInFile(graph.Declare("Dense", input with { Layer = layer }, arguments, new DeclaredTensor("kernel", [inputs, units], kernel)), [units]);
    }
}
