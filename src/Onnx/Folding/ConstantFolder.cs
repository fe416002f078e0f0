using NNGen.Onnx.Model;

namespace NNGen.Onnx.Folding;

/// <summary>
/// Evaluates the nodes that depend on constants alone: exporters compute shapes, masks and re-laid weights inside the graph. The extent of
/// the batch stands as −1 in shape arithmetic, which is what Reshape takes for "whatever is left".
/// </summary>
internal static class ConstantFolder
{
    private static readonly Dictionary<string, Func<double, double, double>> Arithmetic = new()
    {
        ["Add"] = (a, b) => a + b,
        ["Sub"] = (a, b) => a - b,
        ["Mul"] = (a, b) => a * b,
        ["Div"] = (a, b) => a / b,
        ["Pow"] = Math.Pow,
        ["Min"] = Math.Min,
        ["Max"] = Math.Max,
        ["Sum"] = (a, b) => a + b,
        ["Equal"] = (a, b) => a == b ? 1 : 0,
        ["Less"] = (a, b) => a < b ? 1 : 0,
        ["LessOrEqual"] = (a, b) => a <= b ? 1 : 0,
        ["Greater"] = (a, b) => a > b ? 1 : 0,
        ["GreaterOrEqual"] = (a, b) => a >= b ? 1 : 0,
        ["And"] = (a, b) => a != 0 && b != 0 ? 1 : 0,
        ["Or"] = (a, b) => a != 0 || b != 0 ? 1 : 0,
    };

    private static readonly Dictionary<string, Func<double, double>> Functions = new()
    {
        ["Neg"] = a => -a,
        ["Abs"] = Math.Abs,
        ["Sqrt"] = Math.Sqrt,
        ["Exp"] = Math.Exp,
        ["Log"] = Math.Log,
        ["Reciprocal"] = a => 1 / a,
        ["Floor"] = Math.Floor,
        ["Ceil"] = Math.Ceiling,
        ["Identity"] = a => a,
        ["Round"] = a => Math.Round(a, MidpointRounding.ToEven),
        ["Sign"] = a => Math.Sign(a),
        ["Sin"] = Math.Sin,
        ["Cos"] = Math.Cos,
        ["Tanh"] = Math.Tanh,
        ["Sigmoid"] = a => 1 / (1 + Math.Exp(-a)),
        ["Relu"] = a => Math.Max(a, 0),
        ["Softplus"] = a => Math.Log(1 + Math.Exp(a)),
        ["Not"] = a => a != 0 ? 0 : 1,
    };

    /// <summary>The node's value, or null where the operator is none that constants go through.</summary>
    /// <param name="node">A node with one output.</param>
    /// <param name="inputs">Its inputs; null where an optional one is missing.</param>
    /// <exception cref="OnnxException">The inputs do not fit the operator.</exception>
    public static OnnxTensor? Fold(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (node.Operator == "Constant") return Constant(node);
        if (inputs.Count == 0 || inputs[0] is not { } first) return null;
        try
        {
            if (Functions.TryGetValue(node.Operator, out Func<double, double>? function)) return Apply(first, function);
            if (Arithmetic.TryGetValue(node.Operator, out Func<double, double, double>? combine))
            {
                return inputs.Skip(1).Aggregate(first, (result, next) => Broadcast(result, next!, combine));
            }

            return Move(node, first, inputs);
        }
        catch (Exception wrong) when (wrong is IndexOutOfRangeException or ArgumentException or OverflowException or InvalidOperationException)
        {
            throw new OnnxException($"Node {node.Title} cannot be evaluated: {wrong.Message}");
        }
    }

    /// <summary>Operators that move elements and compute nothing.</summary>
    private static OnnxTensor? Move(OnnxNode node, OnnxTensor first, IReadOnlyList<OnnxTensor?> inputs) => node.Operator switch
    {
        "Cast" => Cast(first, (OnnxType)node.Integer("to", 1)),
        "Reshape" => first.Reshape(Shapes.Reshaped(first.Shape, Integers(node, inputs, 1, "shape")!)),
        "Flatten" => first.Reshape(Shapes.Flattened(first.Shape, (int)node.Integer("axis", 1))),
        "Squeeze" => first.Reshape(Shapes.Squeezed(first.Shape, Integers(node, inputs, 1, "axes"))),
        "Unsqueeze" => first.Reshape(Shapes.Unsqueezed(first.Shape, Integers(node, inputs, 1, "axes")!)),
        "Transpose" => first.Transpose(Shapes.Order(first.Shape.Count, node.Integers("perm"))),
        "Concat" => Concat(inputs.Select(input => input!).ToArray(), Shapes.Axis(node.Integer("axis", 0), first.Shape.Count)),
        "Gather" => Gather(first, inputs[1]!, Shapes.Axis(node.Integer("axis", 0), first.Shape.Count)),
        "Slice" => Slice(node, first, inputs),
        "ConstantOfShape" => Filled(node, first),
        "Expand" => Expanded(first, Integers(node, inputs, 1, "shape")!),
        "Tile" => Tiled(first, Integers(node, inputs, 1, "repeats")!),
        "Where" => Chosen(first, inputs[1]!, inputs[2]!),
        "Range" => ConstantReductions.Range(first, inputs[1]!, inputs[2]!),
        "MatMul" => ConstantReductions.Product(first, inputs[1]!),
        "ReduceSum" or "ReduceMean" or "ReduceMax" or "ReduceMin" or "ReduceProd" or "ReduceL1" or "ReduceL2" or "ReduceSumSquare" => ConstantReductions.Reduce(node, first, inputs),
        "Shape" => OnnxTensor.Of(first.Shape.Select(extent => (long)extent).ToArray()),
        "Size" => new OnnxTensor(string.Empty, OnnxType.Int64, [], [(long)first.Length]),
        "CastLike" => Cast(first, inputs[1]!.Type),
        _ => null,
    };

    /// <summary>A list of integers, which newer operator sets take as an input and older ones as an attribute.</summary>
    public static IReadOnlyList<long>? Integers(OnnxNode node, IReadOnlyList<OnnxTensor?> inputs, int input, string attribute) =>
        input < inputs.Count && inputs[input] is { } tensor ? tensor.Integers : node.Integers(attribute);

    /// <summary>Combines two tensors element by element, the smaller one repeated as NumPy does.</summary>
    public static OnnxTensor Broadcast(OnnxTensor left, OnnxTensor right, Func<double, double, double> combine)
    {
        int[] shape = Shapes.Broadcast(left.Shape, right.Shape);
        if (shape.Contains(0)) return new OnnxTensor(left.Name, left.Type, shape, Array.Empty<long>());
        OnnxTensor a = left.Select(shape, Places.Walk(shape, Shapes.BroadcastStrides(left.Shape, shape)));
        OnnxTensor b = right.Select(shape, Places.Walk(shape, Shapes.BroadcastStrides(right.Shape, shape)));
        if (left.IsReal || right.IsReal)
        {
            return new OnnxTensor(left.Name, left.Type, shape, a.Singles.Zip(b.Singles, (x, y) => (float)combine(x, y)).ToArray());
        }

        if (a.Integers.Concat(b.Integers).Any(value => value == Shapes.Batch) && a.Length > 0)
        {
            throw new InvalidOperationException("it computes with the size of the batch.");
        }

        return new OnnxTensor(left.Name, left.Type, shape, a.Integers.Zip(b.Integers, (x, y) => (long)combine(x, y)).ToArray());
    }

    private static OnnxTensor? Constant(OnnxNode node)
    {
        if (!node.Attributes.Any()) return null;
        (string name, OnnxAttribute value) = (node.Attributes.First().Key, node.Attributes.First().Value);
        return name switch
        {
            "value" => value.Tensor,
            "value_float" => new OnnxTensor(string.Empty, OnnxType.Float32, [], [value.Single]),
            "value_int" => new OnnxTensor(string.Empty, OnnxType.Int64, [], [value.Integer]),
            "value_floats" => new OnnxTensor(string.Empty, OnnxType.Float32, [value.Singles.Count], value.Singles.ToArray()),
            "value_ints" => OnnxTensor.Of(value.Integers.ToArray()),
            _ => null,
        };
    }

    private static OnnxTensor Apply(OnnxTensor tensor, Func<double, double> function) => tensor.IsReal
        ? new OnnxTensor(tensor.Name, tensor.Type, tensor.Shape, tensor.Singles.Select(value => (float)function(value)).ToArray())
        : new OnnxTensor(tensor.Name, tensor.Type, tensor.Shape, tensor.Integers.Select(value => (long)function(value)).ToArray());

    private static OnnxTensor Cast(OnnxTensor tensor, OnnxType type)
    {
        bool isReal = type is OnnxType.Float32 or OnnxType.Float64 or OnnxType.Float16 or OnnxType.BFloat16;
        return isReal ? new OnnxTensor(tensor.Name, type, tensor.Shape, tensor.Singles) : new OnnxTensor(tensor.Name, type, tensor.Shape, tensor.Integers);
    }

    public static OnnxTensor Concat(IReadOnlyList<OnnxTensor> parts, int axis)
    {
        int[] shape = parts[0].Shape.ToArray();
        shape[axis] = parts.Sum(part => part.Shape[axis]);
        int outer = Places.Count(shape.Take(axis));
        IEnumerable<T> Joined<T>(Func<OnnxTensor, T[]> elements)
        {
            T[][] all = parts.Select(elements).ToArray();
            for (int row = 0; row < outer; row++)
            {
                foreach (T[] part in all)
                {
                    for (int k = 0; k < part.Length / outer; k++) yield return part[(row * (part.Length / outer)) + k];
                }
            }
        }

        return parts.Any(part => part.IsReal)
            ? new OnnxTensor(string.Empty, parts[0].Type, shape, Joined(part => part.Singles).ToArray())
            : new OnnxTensor(string.Empty, parts[0].Type, shape, Joined(part => part.Integers).ToArray());
    }

    private static OnnxTensor Gather(OnnxTensor data, OnnxTensor indices, int axis)
    {
        int[] shape = data.Shape.Take(axis).Concat(indices.Shape).Concat(data.Shape.Skip(axis + 1)).ToArray();
        int inner = Places.Count(data.Shape.Skip(axis + 1));
        int extent = data.Shape[axis];
        int[] chosen = indices.Integers.Select(index => (int)(index < 0 ? index + extent : index)).ToArray();
        int[] places = (
            from outer in Enumerable.Range(0, Places.Count(data.Shape.Take(axis)))
            from index in chosen
            from k in Enumerable.Range(0, inner)
            select (((outer * extent) + index) * inner) + k).ToArray();
        return data.Select(shape, places);
    }

    private static OnnxTensor Slice(OnnxNode node, OnnxTensor data, IReadOnlyList<OnnxTensor?> inputs)
    {
        SliceRange[] ranges = SliceRange.Of(node, inputs, data.Shape);
        int[] strides = Places.Strides(data.Shape);
        int start = ranges.Select((range, axis) => range.Start * strides[axis]).Sum();
        int[] shape = ranges.Select(range => range.Count).ToArray();
        return data.Select(shape, Places.Walk(shape, ranges.Select((range, axis) => range.Step * strides[axis]).ToArray(), start));
    }

    /// <summary>Repeated to a shape; along the batch it is the same for all samples, and needs no repeating.</summary>
    private static OnnxTensor Expanded(OnnxTensor tensor, IReadOnlyList<long> target)
    {
        int[] wanted = target.Select((extent, axis) => axis == 0 && extent == Shapes.Batch ? 1 : checked((int)extent)).ToArray();
        int[] shape = Shapes.Broadcast(tensor.Shape, wanted);
        return tensor.Select(shape, Places.Walk(shape, Shapes.BroadcastStrides(tensor.Shape, shape)));
    }

    private static OnnxTensor Tiled(OnnxTensor tensor, IReadOnlyList<long> counts)
    {
        int[] shape = tensor.Shape.Select((extent, axis) => axis == 0 && counts[axis] == Shapes.Batch ? extent : checked(extent * (int)counts[axis])).ToArray();
        int[] strides = Places.Strides(tensor.Shape);
        int[] outer = Places.Strides(shape);
        int Source(int place) => Enumerable.Range(0, shape.Length).Sum(axis => place / outer[axis] % shape[axis] % tensor.Shape[axis] * strides[axis]);
        return tensor.Select(shape, Enumerable.Range(0, Places.Count(shape)).Select(Source).ToArray());
    }

    private static OnnxTensor Chosen(OnnxTensor condition, OnnxTensor then, OnnxTensor otherwise)
    {
        int[] shape = Shapes.Broadcast(Shapes.Broadcast(condition.Shape, then.Shape), otherwise.Shape);
        OnnxTensor Repeated(OnnxTensor tensor) => tensor.Select(shape, Places.Walk(shape, Shapes.BroadcastStrides(tensor.Shape, shape)));
        long[] isThen = Repeated(condition).Integers;
        (OnnxTensor a, OnnxTensor b) = (Repeated(then), Repeated(otherwise));
        return then.IsReal
            ? new OnnxTensor(string.Empty, then.Type, shape, a.Singles.Select((value, k) => isThen[k] != 0 ? value : b.Singles[k]).ToArray())
            : new OnnxTensor(string.Empty, then.Type, shape, a.Integers.Select((value, k) => isThen[k] != 0 ? value : b.Integers[k]).ToArray());
    }

    private static OnnxTensor Filled(OnnxNode node, OnnxTensor shapeTensor)
    {
        int[] shape = shapeTensor.Integers.Select((extent, axis) => axis == 0 && extent == Shapes.Batch ? 1 : checked((int)extent)).ToArray();
        OnnxTensor? value = node.Attributes.TryGetValue("value", out OnnxAttribute? attribute) ? attribute.Tensor : null;
        value ??= new OnnxTensor(string.Empty, OnnxType.Float32, [1], new float[1]);
        return value.Select(shape, new int[Places.Count(shape)]);
    }
}
