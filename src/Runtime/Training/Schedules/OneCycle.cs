namespace NNGen;

/// <summary>
/// One cycle (Smith and Topin, 2018), as PyTorch's <c>OneCycleLR</c> with cosines: up from 1 / <see cref="StartDivisor"/> to 1, then down
/// to 1 / (<see cref="StartDivisor"/> · <see cref="FinalDivisor"/>). The optimiser's learning rate is the largest one. Momenta stay as they
/// are.
/// </summary>
public sealed class OneCycle : LearningRateSchedule
{
    /// <summary>The part of all steps in which the learning rate rises, in [0, 1]. Default: 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1].</exception>
    public float WarmupFraction
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and <= 1, nameof(WarmupFraction), "in [0, 1]");
    } = 0.3f;

    /// <summary>By how much the first learning rate is smaller than the largest: a finite number of at least 1. Default: 25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 or not finite.</exception>
    public float StartDivisor
    {
        get;
        init => field = RequireDivisor(value, nameof(StartDivisor));
    } = 25;

    /// <summary>By how much the last learning rate is smaller than the first: a finite number of at least 1. Default: 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 or not finite.</exception>
    public float FinalDivisor
    {
        get;
        init => field = RequireDivisor(value, nameof(FinalDivisor));
    } = 1e4f;

    /// <inheritdoc/>
    public override float Factor(in ScheduleStep step)
    {
        double first = 1.0 / StartDivisor;
        double last = first / FinalDivisor;
        double peak = ((double)WarmupFraction * step.Total) - 1;
        if (step.Number <= peak) return Anneal(first, 1, step.Number, peak);
        return Anneal(1, last, step.Number - Math.Max(peak, 0), step.Total - 1 - Math.Max(peak, 0));
    }

    /// <summary>Half a cosine from one number to another.</summary>
    private static float Anneal(double from, double to, double way, double length)
    {
        double progress = length > 0 ? Math.Min(way / length, 1) : 1;
        return (float)(to + ((from - to) * (1 + PortableMath.Cos(Math.PI * progress)) / 2));
    }

    private static float RequireDivisor(float value, string name) =>
        OptimizerSetting.Require(value, value is >= 1 and < float.PositiveInfinity, name, "a finite number of at least 1");
}
