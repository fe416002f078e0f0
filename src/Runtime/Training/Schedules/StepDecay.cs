namespace NNGen;

/// <summary>The factor is multiplied once in so many epochs: <c>factor^⌊epoch / every⌋</c>, PyTorch's <c>StepLR</c>.</summary>
public sealed class StepDecay : LearningRateSchedule
{
    private readonly int every;
    private readonly float factor;

    /// <summary>Sets the epochs and the factor.</summary>
    /// <param name="every">After how many epochs the learning rate falls, at least 1.</param>
    /// <param name="factor">By what it is multiplied then, in (0, 1]. Default: 0.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public StepDecay(int every, float factor = 0.1f)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        this.every = every;
        this.factor = OptimizerSetting.RequireFactor(factor, nameof(factor));
    }

    /// <inheritdoc/>
    public override float Factor(in ScheduleStep step) => (float)PortableMath.Pow(factor, step.Epoch / every);
}
