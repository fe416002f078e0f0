namespace NNGen;

/// <summary>By what the optimiser's learning rate is multiplied in each step of a training.</summary>
/// <remarks>
/// An instance holds settings only, so that one may serve several trainings. Derive from this class for a schedule of your own.
/// </remarks>
public abstract class LearningRateSchedule
{
    /// <summary>The factor of one step.</summary>
    /// <param name="step">The number of steps made before, from 0 to <paramref name="totalSteps"/> − 1.</param>
    /// <param name="totalSteps">The number of steps of the whole training.</param>
    /// <returns>The factor: finite and not negative.</returns>
    public abstract float Factor(long step, long totalSteps);
}
