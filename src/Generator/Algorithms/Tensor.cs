namespace NNGen.Generator.Algorithms;

internal enum TensorRole
{
    /// <summary>The network's input: one row per sample, in the caller's memory.</summary>
    Input,

    /// <summary>A value computed for every sample.</summary>
    Activation,

    /// <summary>A trained tensor, the same for all samples.</summary>
    Parameter,

    /// <summary>The gradient of the loss with respect to a parameter: summed over the samples of a batch.</summary>
    ParameterGradient,
}

/// <summary>A named array of numbers. The shape of a per-sample tensor leaves the sample axis out.</summary>
internal sealed record Tensor(string Name, EquatableArray<int> Shape, TensorRole Role)
{
    public int Length => Shape.Aggregate(1, (length, extent) => length * extent);

    public bool IsPerSample => Role is TensorRole.Input or TensorRole.Activation;

    public Access this[params AffineIndex[] indices] => new(this, indices.ToEquatableArray());

    public override string ToString() => Name;
}

/// <summary>An element of a tensor, addressed by one affine index for each axis of its shape (and by the sample, where it has one).</summary>
internal sealed record Access(Tensor Tensor, EquatableArray<AffineIndex> Indices)
{
    public IEnumerable<Axis> Axes => Indices.SelectMany(index => index.Factors).Select(factor => factor.Axis).Distinct();

    public override string ToString() => Indices.Count == 0 ? Tensor.Name : $"{Tensor.Name}[{string.Join(",", Indices)}]";
}
