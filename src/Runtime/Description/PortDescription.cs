namespace NNGen;

/// <summary>A named input or output of a network.</summary>
/// <param name="Name">The port's name.</param>
/// <param name="Shape">The extent of every axis of one sample, without the batch.</param>
/// <param name="ElementType">The type of one element.</param>
public sealed record PortDescription(string Name, IReadOnlyList<int> Shape, ElementType ElementType)
{
    /// <summary>The loss that trains this output, where the declaration names outputs; else null.</summary>
    public Loss? Loss { get; init; }

    /// <summary>By how much this output's loss counts. Default: 1.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>
    /// Whether the loss takes this output's values for logits, to which it applies the sigmoid or softmax itself. Default: no.
    /// </summary>
    public bool FromLogits { get; init; }

    /// <summary>
    /// The value from which a sample counts as one of the class, where that is decided for every element alone: 0.5 for probabilities, 0
    /// for logits and the outputs of hinge losses. Default: 0.5.
    /// </summary>
    public float DecisionThreshold { get; init; } = 0.5f;

    /// <summary>The number of elements of one sample.</summary>
    public int Length => ShapeText.Length(Shape);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {ShapeText.Format(Shape)} {ElementType}";
}
