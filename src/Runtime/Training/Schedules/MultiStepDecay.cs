namespace NNGen;

/// <summary>
/// The factor is multiplied at some epochs: <c>factor</c> to the power of the number of milestones passed, PyTorch's <c>MultiStepLR</c>.
/// </summary>
public sealed class MultiStepDecay : LearningRateSchedule
{
    private readonly int[] milestones;
    private readonly float factor;

    /// <summary>Sets the epochs and the factor.</summary>
    /// <param name="milestones">After how many epochs the learning rate falls: ascending numbers from 1 on.</param>
    /// <param name="factor">By what it is multiplied each time, in (0, 1]. Default: 0.1.</param>
    /// <exception cref="ArgumentException">The milestones do not ascend, or the first is less than 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not in (0, 1].</exception>
    public MultiStepDecay(IReadOnlyList<int> milestones, float factor = 0.1f)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        for (int i = 0; i < milestones.Count; i++)
        {
            int before = i == 0 ? 0 : milestones[i - 1];
            if (milestones[i] > before) continue;
            throw new ArgumentException(
                $"Milestone {i} must be greater than {before} (they ascend, from 1 on), but is {milestones[i]}.", nameof(milestones));
        }

        this.milestones = [.. milestones];
        this.factor = OptimizerSetting.RequireFactor(factor, nameof(factor));
    }

    /// <inheritdoc/>
    public override float Factor(in ScheduleStep step)
    {
        int passed = 0;
        while (passed < milestones.Length && milestones[passed] <= step.Epoch) passed++;
        return (float)PortableMath.Pow(factor, passed);
    }
}
