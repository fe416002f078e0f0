namespace NNGen;

/// <summary>One parameter tensor in its canonical shape, wherever and however it is stored.</summary>
public readonly struct ParameterView
{
    private readonly ParameterBuffer buffer;

    internal ParameterView(ParameterBuffer buffer, TensorDescription tensor)
    {
        this.buffer = buffer;
        Tensor = tensor;
    }

    /// <summary>The tensor's name, shape and place.</summary>
    public TensorDescription Tensor { get; }

    /// <summary>The number of elements.</summary>
    public int Length => Tensor.Length;

    /// <summary>One element, by its canonical indices, one for each axis.</summary>
    /// <param name="indices">The index along every axis.</param>
    /// <exception cref="ArgumentException">The number of indices is not the number of axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public float this[params ReadOnlySpan<int> indices]
    {
        get => buffer[Place(indices)];
        set => buffer[Place(indices)] = value;
    }

    /// <summary>Copies the tensor out, row-major in its canonical shape.</summary>
    /// <param name="destination">Receives <see cref="Length"/> floats.</param>
    /// <exception cref="ArgumentException">The span is shorter.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length < Length) throw WrongLength(destination.Length);
        ReadOnlySpan<float> source = buffer.Everything;
        var walk = new StorageWalk(Tensor);
        for (int i = 0; i < Length; i++) destination[i] = source[walk.Next()];
    }

    /// <summary>Copies the tensor in, row-major in its canonical shape.</summary>
    /// <param name="source"><see cref="Length"/> floats.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        if (source.Length != Length) throw WrongLength(source.Length);
        Span<float> destination = buffer.Everything;
        buffer.MarkChanged();
        var walk = new StorageWalk(Tensor);
        for (int i = 0; i < Length; i++) destination[walk.Next()] = source[i];
    }

    /// <summary>The tensor as a new array, row-major in its canonical shape.</summary>
    /// <returns>The elements.</returns>
    public float[] ToArray()
    {
        var values = new float[Length];
        CopyTo(values);
        return values;
    }

    private ArgumentException WrongLength(int found) => new($"{Tensor} has {Length} elements, but the span has {found}.");

    private int Place(ReadOnlySpan<int> indices)
    {
        if (indices.Length != Tensor.Shape.Count)
        {
            throw new ArgumentException(
                $"{Tensor} has {Tensor.Shape.Count} axes, but {indices.Length} indices were given.", nameof(indices));
        }

        Span<int> strides = stackalloc int[indices.Length];
        StorageWalk.Strides(Tensor, strides);
        int place = Tensor.Offset;
        for (int axis = 0; axis < indices.Length; axis++)
        {
            if ((uint)indices[axis] >= (uint)Tensor.Shape[axis])
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices), indices[axis], $"Axis {axis} of {Tensor} has the indices 0 to {Tensor.Shape[axis] - 1}.");
            }

            place += indices[axis] * strides[axis];
        }

        return place;
    }
}
