namespace NNGen;

/// <summary>
/// The factor is multiplied whenever a measure has not improved for some epochs, as Keras' <c>ReduceLROnPlateau</c>.
/// </summary>
public sealed class ReduceOnPlateau : LearningRateSchedule
{
    // What is remembered; everything is 0 before the first epoch, so the factor lies there as what it lacks to 1.
    private const int Lack = 0;
    private const int Best = 1;
    private const int Waited = 2;
    private const int Rest = 3;
    private const int HasBest = 4;

    /// <summary>What has to improve. Default: the loss of the validation data, or without such data that of the training.</summary>
    public TrainingMetric Monitor { get; init; }

    /// <summary>By what the learning rate is multiplied, in (0, 1). Default: 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in (0, 1).</exception>
    public float ReductionFactor
    {
        get;
        init => field = OptimizerSetting.Require(value, value is > 0 and < 1, nameof(ReductionFactor), "in (0, 1)");
    } = 0.1f;

    /// <summary>The epochs without an improvement after which the learning rate falls, at least 1. Default: 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Patience
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(Patience), value, $"{nameof(Patience)} must be at least 1 epoch, but is {value}.");
    } = 10;

    /// <summary>By how much the measure has to get better, at least 0. Default: 0.0001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float MinDelta
    {
        get;
        init => field = OptimizerSetting.RequireNotNegative(value, nameof(MinDelta));
    } = 1e-4f;

    /// <summary>The epochs after a reduction in which nothing is counted, at least 0. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Cooldown
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(Cooldown), value, $"{nameof(Cooldown)} must be at least 0 epochs, but is {value}.");
    }

    /// <summary>The smallest factor, in [0, 1]. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1].</exception>
    public float MinFactor
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and <= 1, nameof(MinFactor), "in [0, 1]");
    }

    /// <inheritdoc/>
    public override int ValueCount => 5;

    internal override TrainingMetric? Watched => Monitor;

    /// <inheritdoc/>
    public override float Factor(in ScheduleStep step) => (float)(1 - step.Values[Lack]);

    /// <inheritdoc/>
    public override void EndEpoch(EpochResult result, Span<double> values)
    {
        double measure = MonitoredValue.Of(result, Monitor);
        bool isResting = values[Rest] > 0;
        if (isResting) values[Rest]--;
        if (values[HasBest] == 0 || measure < values[Best] - MinDelta)
        {
            values[Best] = measure;
            values[HasBest] = 1;
            values[Waited] = 0;
        }
        else if (!isResting && ++values[Waited] >= Patience)
        {
            values[Lack] = 1 - Math.Max((1 - values[Lack]) * ReductionFactor, MinFactor);
            values[Rest] = Cooldown;
            values[Waited] = 0;
        }
    }
}
