namespace NNGen;

/// <summary>Which tensors <c>LoadMatching</c> and <c>CopyMatching</c> take over from another network.</summary>
public sealed class MatchOptions
{
    /// <summary>
    /// The names of the layers whose tensors are taken over; all of these tensors must be there. Default: those of every layer, as far as
    /// they are there.
    /// </summary>
    public IReadOnlyList<string>? Layers { get; init; }

    /// <summary>
    /// Whether a tensor of the same name but of another shape or type keeps its own values instead of being an error. Default: no.
    /// </summary>
    public bool SkipOtherShapes { get; init; }
}
