namespace NNGen;

/// <summary>By what the optimiser's learning rate is multiplied in each step of a training.</summary>
/// <remarks>
/// An instance holds settings only, so that one may serve several trainings: what a schedule has to remember lies with the training, and
/// in its checkpoints. Derive from this class for a schedule of your own.
/// </remarks>
public abstract class LearningRateSchedule
{
    /// <summary>How many numbers the schedule remembers from epoch to epoch. They start at 0. Default: none.</summary>
    public virtual int ValueCount => 0;

    /// <summary>What the schedule watches, so that its data can be asked for before the training; null where it watches nothing.</summary>
    internal virtual TrainingMetric? Watched => null;

    /// <summary>The factor of one step.</summary>
    /// <param name="step">Where the training is.</param>
    /// <returns>The factor: finite and not negative.</returns>
    public abstract float Factor(in ScheduleStep step);

    /// <summary>Told the results of every epoch, for schedules that depend on them.</summary>
    /// <param name="result">The epoch's losses and accuracies.</param>
    /// <param name="values">The <see cref="ValueCount"/> numbers that the schedule remembers; the next steps see them.</param>
    public virtual void EndEpoch(EpochResult result, Span<double> values)
    {
    }
}
