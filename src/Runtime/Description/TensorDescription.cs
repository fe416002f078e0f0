namespace NNGen;

/// <summary>One parameter tensor: its place in the flat parameter span, and how it starts.</summary>
/// <param name="Name">The full name, as in <c>dense_1.kernel</c>.</param>
/// <param name="Shape">The canonical shape, Keras' layout: dense kernels are [in, out].</param>
/// <param name="Offset">Where the tensor starts in the flat parameter span.</param>
/// <param name="StorageOrder">
/// The canonical axes from the slowest to the fastest in memory: [0, 1] is row-major [in, out], [1, 0] is stored as [out, in]. The planner
/// chooses it per tensor; views and files always show the canonical order.
/// </param>
/// <param name="Initializer">How the tensor starts.</param>
/// <param name="FanIn">The number of inputs that feed one output of the layer.</param>
/// <param name="FanOut">The number of outputs that one input of the layer feeds.</param>
public sealed record TensorDescription(
    string Name,
    IReadOnlyList<int> Shape,
    int Offset,
    IReadOnlyList<int> StorageOrder,
    Initializer Initializer,
    int FanIn,
    int FanOut)
{
    /// <summary>
    /// Whether the tensor is a running statistic, such as the mean of a batch normalisation: saved and copied with the parameters, but
    /// neither trained nor counted among them. Statistics lie behind all parameters.
    /// </summary>
    public bool IsStatistic { get; init; }

    /// <summary>The number of elements.</summary>
    public int Length => ShapeText.Length(Shape);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {ShapeText.Format(Shape)}";
}
