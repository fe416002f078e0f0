namespace NNGen;

/// <summary>
/// Schedules of two parts: the factor rises linearly to 1, then falls to <see cref="FinalFactor"/>. Without a warm-up it starts at 1.
/// </summary>
/// <remarks>
/// With W warm-up steps of T in all, step k (from 0) has the factor <c>(k + 1) / W</c> while k &lt; W; then the progress
/// <c>p = (k − W) / (T − W)</c> runs from 0 towards 1, which it would reach with the step after the last one, as in PyTorch and Keras.
/// </remarks>
public abstract class WarmupDecay : LearningRateSchedule
{
    private protected WarmupDecay()
    {
    }

    /// <summary>The part of all steps in which the learning rate rises, in [0, 1]. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1].</exception>
    public float WarmupFraction
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and <= 1, nameof(WarmupFraction), "in [0, 1]");
    }

    /// <summary>Where the factor ends, in [0, 1]. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1].</exception>
    public float FinalFactor
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and <= 1, nameof(FinalFactor), "in [0, 1]");
    }

    /// <inheritdoc/>
    public sealed override float Factor(in ScheduleStep step)
    {
        long warmup = (long)((double)WarmupFraction * step.Total);
        if (step.Number < warmup) return (float)((step.Number + 1) / (double)warmup);
        double progress = (step.Number - warmup) / (double)Math.Max(1, step.Total - warmup);
        return (float)(FinalFactor + ((1 - FinalFactor) * Remaining(Math.Min(1, progress))));
    }

    /// <summary>What is left of the way down, from 1 at progress 0 to 0 at progress 1.</summary>
    private protected abstract double Remaining(double progress);
}
