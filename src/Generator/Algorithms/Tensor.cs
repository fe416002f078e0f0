namespace NNGen.Generator.Algorithms;

internal enum TensorRole
{
    /// <summary>The network's input: one row per sample, in the caller's memory.</summary>
    Input,

    /// <summary>A value computed for every sample.</summary>
    Activation,

    /// <summary>A trained tensor or a running statistic, the same for all samples.</summary>
    Parameter,

    /// <summary>
    /// A value that all samples of a batch share: computed from parameters alone, or summed up over the samples.
    /// </summary>
    Batch,

    /// <summary>The gradient of the loss with respect to a parameter: summed over the samples of a batch.</summary>
    ParameterGradient,

    /// <summary>No memory at all: an element is its own index.</summary>
    Position,
}

/// <summary>
/// A named array of numbers. The shape of a per-sample tensor leaves the sample axis out. Name and role identify it: the same elements, in
/// row-major order, may be read under another shape.
/// </summary>
internal sealed record Tensor(string Name, EquatableArray<int> Shape, TensorRole Role)
{
    private static readonly Tensor Positions = new("position", EquatableArray.Of(int.MaxValue), TensorRole.Position);

    public int Length => Shape.Aggregate(1, (length, extent) => length * extent);

    public bool IsPerSample => Role is TensorRole.Input or TensorRole.Activation;

    /// <summary>Where every index is the loop variable itself.</summary>
    public AffineIndex[] Each => Shape.Select((extent, axis) => (AffineIndex)new Axis($"axis{axis}", extent)).ToArray();

    public Access this[params AffineIndex[] indices] => new(this, indices.ToEquatableArray());

    /// <summary>The value of an index as a number.</summary>
    public static Access Position(AffineIndex index) => Positions[index];

    public bool Equals(Tensor? other) => other is not null && Name == other.Name && Role == other.Role;

    public override int GetHashCode() => unchecked((StringComparer.Ordinal.GetHashCode(Name) * 31) + (int)Role);

    public override string ToString() => Name;
}

/// <summary>
/// An element of a tensor, addressed by one affine index for each axis of its shape (and by the sample, where it has one). What lies
/// outside the tensor is no element: maps and contractions read 0 there, reductions skip it.
/// </summary>
internal sealed record Access(Tensor Tensor, EquatableArray<AffineIndex> Indices)
{
    public IEnumerable<Axis> Axes => Indices.SelectMany(index => index.Factors).Select(factor => factor.Axis).Distinct();

    /// <summary>Whether the loops run over the whole tensor in its own order.</summary>
    public bool IsWhole => Indices.Select((index, axis) => index.IsAxis && index.Factors[0].Axis.Extent == Tensor.Shape[axis]).All(isWhole => isWhole)
        && Axes.Count() == Indices.Count;

    /// <summary>Whether the loops meet every element of the tensor once, in whatever order.</summary>
    public bool IsEvery => Indices.Select((index, axis) => index.Covers(Tensor.Shape[axis])).All(covers => covers)
        && Indices.SelectMany(index => index.Factors).GroupBy(factor => factor.Axis).All(group => group.Count() == 1);

    /// <summary>What must hold for the element to exist.</summary>
    public IEnumerable<Condition> Conditions => Tensor.Role == TensorRole.Position
        ? []
        : Indices.Select((index, axis) => new Condition(index, Tensor.Shape[axis])).Where(condition => !condition.AlwaysHolds);

    public Access Select(Func<AffineIndex, AffineIndex> change) => this with { Indices = Indices.Select(change).ToEquatableArray() };

    public override string ToString() => Tensor.Role == TensorRole.Position
        ? Indices[0].ToString()
        : Indices.Count == 0 ? Tensor.Name : $"{Tensor.Name}[{string.Join(",", Indices)}]";
}
