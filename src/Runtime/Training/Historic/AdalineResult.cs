namespace NNGen;

/// <summary>What the delta rule came to.</summary>
/// <param name="HasConverged">Whether an epoch changed the mean squared error by no more than the tolerance.</param>
/// <param name="Losses">The mean squared error of each epoch, every sample as it was when it came.</param>
public sealed record AdalineResult(bool HasConverged, IReadOnlyList<double> Losses)
{
    /// <summary>The number of epochs.</summary>
    public int Epochs => Losses.Count;

    /// <inheritdoc/>
    public override string ToString()
    {
        string end = HasConverged ? "Converged" : "Not converged";
        double loss = Epochs > 0 ? Losses[^1] : double.NaN;
        return FormattableString.Invariant($"{end} after {Epochs} epochs: the mean squared error is {loss:G4}.");
    }
}
