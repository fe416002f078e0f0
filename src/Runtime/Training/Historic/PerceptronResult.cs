namespace NNGen;

/// <summary>What the perceptron rule came to.</summary>
/// <param name="HasConverged">Whether the last epoch had no mistake: then every sample is classified rightly.</param>
/// <param name="Updates">How often a unit's weights were corrected.</param>
/// <param name="Mistakes">The samples of each epoch that were classified wrongly when they came.</param>
public sealed record PerceptronResult(bool HasConverged, long Updates, IReadOnlyList<int> Mistakes)
{
    /// <summary>The number of epochs, with the last one that only found that all is right.</summary>
    public int Epochs => Mistakes.Count;

    /// <inheritdoc/>
    public override string ToString() => HasConverged
        ? FormattableString.Invariant($"Converged after {Updates} updates in {Epochs} epochs.")
        : FormattableString.Invariant($"Not converged after {Updates} updates in {Epochs} epochs: the last had {LastMistakes} mistakes.");

    private int LastMistakes => Mistakes.Count == 0 ? 0 : Mistakes[^1];
}
