namespace NNGen;

/// <summary>The optimiser's learning rate as it is, from the first step to the last.</summary>
public sealed class ConstantRate : LearningRateSchedule
{
    /// <inheritdoc/>
    public override float Factor(in ScheduleStep step) => 1;
}
