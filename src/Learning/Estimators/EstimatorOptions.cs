namespace NNGen.Learning;

/// <summary>How an estimator prepares its data and trains its network.</summary>
public sealed class EstimatorOptions
{
    /// <summary>
    /// The columns to learn from, and what happens to each. Default: <see cref="Features.Automatic"/> of all but the target.
    /// </summary>
    public Features? Features { get; init; }

    /// <summary>Epochs, batch size, optimiser and so on. Default: those of <see cref="FitOptions"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public FitOptions Fit
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Fit));
    } = new();

    /// <summary>Decides the initial parameters. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether the network may have more inputs than there are features, and more outputs than classes: the inputs are filled up with
    /// zeros, and probabilities of classes that do not exist are left out. For programs that do not know their data when they are
    /// compiled. Default: no.
    /// </summary>
    public bool AllowPadding { get; init; }

    /// <summary>Whether <c>Fit</c> goes on from the parameters learnt before, with the same features. Default: no.</summary>
    public bool WarmStart { get; init; }
}
