namespace NNGen;

/// <summary>
/// The factor falls with the samples seen in earlier epochs: <c>1 / (samples + 1)^power</c>, scikit-learn's <c>invscaling</c>. It is the
/// same within an epoch.
/// </summary>
public sealed class InverseScaling : LearningRateSchedule
{
    /// <summary>The power: a finite number of at least 0. Default: 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float Power
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(Power));
    } = 0.5f;

    /// <inheritdoc/>
    public override float Factor(in ScheduleStep step) =>
        (float)(1 / PortableMath.Pow(((double)step.Epoch * step.SamplesPerEpoch) + 1, Power));
}
