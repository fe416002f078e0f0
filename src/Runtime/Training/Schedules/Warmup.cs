namespace NNGen;

/// <summary>
/// The factor rises linearly from <c>1 / W</c> in the first to 1 in the last of W steps; then another schedule begins as if the training
/// began there.
/// </summary>
public sealed class Warmup : LearningRateSchedule
{
    private readonly float epochs;
    private readonly LearningRateSchedule then;

    /// <summary>Sets how long the learning rate rises, and what follows.</summary>
    /// <param name="epochs">The epochs, which may be a part of one: a finite number of at least 0.</param>
    /// <param name="then">What follows. Default: <see cref="ConstantRate"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is negative or not finite.</exception>
    public Warmup(float epochs, LearningRateSchedule? then = null)
    {
        this.epochs = OptimizerSetting.RequireNotNegative(epochs, nameof(epochs));
        this.then = then ?? new ConstantRate();
    }

    /// <inheritdoc/>
    public override int ValueCount => then.ValueCount;

    internal override TrainingMetric? Watched => then.Watched;

    /// <inheritdoc/>
    public override float Factor(in ScheduleStep step)
    {
        long length = (long)Math.Round((double)epochs * step.PerEpoch);
        return step.Number < length ? (float)((step.Number + 1) / (double)length) : then.Factor(step.Later(length));
    }

    /// <inheritdoc/>
    public override void EndEpoch(EpochResult result, Span<double> values) => then.EndEpoch(result, values);
}
