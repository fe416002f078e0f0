namespace NNGen;

/// <summary>
/// Ends a training that no longer gets better, as Keras' <c>EarlyStopping</c> does, and goes back to the best parameters.
/// </summary>
public sealed class EarlyStopping
{
    /// <summary>What has to improve. Default: the loss of the validation data, or without such data that of the training.</summary>
    public TrainingMetric Monitor { get; init; }

    /// <summary>
    /// The epochs in a row without an improvement after which the training ends, at least 0; 0 and 1 both end it at the first of them.
    /// Default: 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Patience
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(Patience), value, $"{nameof(Patience)} must be at least 0 epochs, but is {value}.");
    }

    /// <summary>What counts as an improvement has to be better by more than this: a finite number of at least 0. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float MinDelta
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(MinDelta));
    }

    /// <summary>
    /// Whether gains below <see cref="MinDelta"/> add up: an epoch is compared with the last that counted as an improvement, as in Keras, and
    /// not with the best of all before it, as by scikit-learn's <c>tol</c>. Default: yes.
    /// </summary>
    public bool SmallGainsAddUp { get; init; } = true;

    /// <summary>The epochs at the beginning in which nothing is watched, at least 0. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int StartAfter
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(StartAfter), value, $"{nameof(StartAfter)} must be at least 0 epochs, but is {value}.");
    }

    /// <summary>
    /// Whether the network gets the parameters of its best epoch at the end, whether it was stopped early or not. A training that was
    /// cancelled keeps those it has. Default: yes (Keras: no).
    /// </summary>
    public bool RestoreBest { get; init; } = true;
}
