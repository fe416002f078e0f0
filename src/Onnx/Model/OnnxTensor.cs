namespace NNGen.Onnx.Model;

/// <summary>Element types, with the numbers of the format.</summary>
internal enum OnnxType
{
    Undefined = 0,
    Float32 = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Boolean = 9,
    Float16 = 10,
    Float64 = 11,
    UInt32 = 12,
    UInt64 = 13,
    BFloat16 = 16,
}

/// <summary>A constant, row-major. Real numbers are kept as floats, all others as integers.</summary>
internal sealed class OnnxTensor
{
    private readonly float[]? singles;
    private readonly long[]? integers;

    public OnnxTensor(string name, OnnxType type, IReadOnlyList<int> shape, float[] values)
        : this(name, type, shape) => singles = values;

    public OnnxTensor(string name, OnnxType type, IReadOnlyList<int> shape, long[] values)
        : this(name, type, shape) => integers = values;

    private OnnxTensor(string name, OnnxType type, IReadOnlyList<int> shape) => (Name, Type, Shape) = (name, type, shape);

    public string Name { get; }

    public OnnxType Type { get; }

    public IReadOnlyList<int> Shape { get; }

    public bool IsReal => singles is not null;

    public int Length => singles?.Length ?? integers!.Length;

    /// <summary>The elements as floats.</summary>
    public float[] Singles => singles ?? integers!.Select(value => (float)value).ToArray();

    /// <summary>The elements as integers; real numbers are cut off towards 0, as Cast does.</summary>
    public long[] Integers => integers ?? singles!.Select(value => (long)value).ToArray();

    public static OnnxTensor Of(params long[] values) => new(string.Empty, OnnxType.Int64, [values.Length], values);

    /// <summary>The same elements in the same order.</summary>
    public OnnxTensor Reshape(IReadOnlyList<int> shape) => IsReal ? new(Name, Type, shape, singles!) : new(Name, Type, shape, integers!);

    public OnnxTensor Rename(string name) => IsReal ? new(name, Type, Shape, singles!) : new(name, Type, Shape, integers!);

    /// <summary>The elements at some places.</summary>
    public OnnxTensor Select(IReadOnlyList<int> shape, IReadOnlyList<int> places) => IsReal
        ? new(Name, Type, shape, places.Select(place => singles![place]).ToArray())
        : new(Name, Type, shape, places.Select(place => integers![place]).ToArray());

    /// <summary>Axis k of the result is axis <paramref name="order"/>[k] of this tensor.</summary>
    public OnnxTensor Transpose(IReadOnlyList<int> order)
    {
        int[] shape = order.Select(axis => Shape[axis]).ToArray();
        return Select(shape, Places.Transposed(Shape, order));
    }
}

/// <summary>Where elements of row-major tensors lie.</summary>
internal static class Places
{
    private const int Largest = 1 << 28;

    /// <summary>The number of elements.</summary>
    /// <exception cref="OnnxException">It is larger than any network here: a damaged or hostile shape must not reserve memory.</exception>
    public static int Count(IEnumerable<int> shape)
    {
        long count = 1;
        foreach (int extent in shape)
        {
            count *= extent;
            if (count > Largest) throw new OnnxException($"A tensor of shape [{string.Join(", ", shape)}] has more than {Largest} elements.");
        }

        return (int)count;
    }

    /// <summary>How far the elements along each axis are apart.</summary>
    public static int[] Strides(IReadOnlyList<int> shape)
    {
        var strides = new int[shape.Count];
        int stride = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>For every element of a transposed tensor, row-major: where it lay before.</summary>
    public static int[] Transposed(IReadOnlyList<int> shape, IReadOnlyList<int> order)
    {
        int[] strides = Strides(shape);
        return Walk(order.Select(axis => shape[axis]).ToArray(), order.Select(axis => strides[axis]).ToArray());
    }

    /// <summary>The places that row-major loops over a shape meet, given the stride of each loop.</summary>
    public static int[] Walk(IReadOnlyList<int> shape, IReadOnlyList<int> strides, int start = 0)
    {
        var places = new int[Count(shape)];
        var index = new int[shape.Count];
        int place = start;
        for (int element = 0; element < places.Length; element++)
        {
            places[element] = place;
            for (int axis = shape.Count - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++index[axis] < shape[axis]) break;
                place -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return places;
    }
}
