namespace NNGen;

/// <summary>
/// Half a cosine from 1 down to <see cref="FinalFactor"/>, again and again: <c>f + (1 − f) · (1 + cos(π·t/T)) / 2</c> with t epochs since
/// the last restart and the period T (Loshchilov and Hutter, 2017; PyTorch's <c>CosineAnnealingWarmRestarts</c>).
/// </summary>
public sealed class CosineRestarts : LearningRateSchedule
{
    private readonly int firstPeriod;

    /// <summary>Sets the first period.</summary>
    /// <param name="firstPeriod">The epochs until the first restart, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is less than 1.</exception>
    public CosineRestarts(int firstPeriod)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstPeriod, 1);
        this.firstPeriod = firstPeriod;
    }

    /// <summary>By what each period is longer than the one before: a whole number of at least 1. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int PeriodFactor
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(PeriodFactor), value, $"{nameof(PeriodFactor)} must be at least 1, but is {value}.");
    } = 1;

    /// <summary>Where each cosine ends, in [0, 1]. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1].</exception>
    public float FinalFactor
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and <= 1, nameof(FinalFactor), "in [0, 1]");
    }

    /// <inheritdoc/>
    public override float Factor(in ScheduleStep step)
    {
        // In steps, which are exact.
        double position = step.Number;
        double period = (double)firstPeriod * step.PerEpoch;
        if (PeriodFactor == 1) position = step.Number % (long)period;
        for (; position >= period; period *= PeriodFactor) position -= period;
        return (float)(FinalFactor + ((1 - FinalFactor) * (1 + PortableMath.Cos(Math.PI * position / period)) / 2));
    }
}
