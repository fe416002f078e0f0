namespace NNGen;

/// <summary>
/// The factor falls exponentially: <c>factor^epochs</c>, with the parts of an epoch too, as Keras' <c>ExponentialDecay</c>; or once for
/// each epoch, as PyTorch's <c>ExponentialLR</c>.
/// </summary>
public sealed class ExponentialDecay : LearningRateSchedule
{
    private readonly float factor;

    /// <summary>Sets the factor.</summary>
    /// <param name="factor">By what the learning rate is multiplied in each epoch, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not in (0, 1].</exception>
    public ExponentialDecay(float factor) => this.factor = OptimizerSetting.RequireFactor(factor, nameof(factor));

    /// <summary>Whether the learning rate stays the same within an epoch. Default: no.</summary>
    public bool Staircase { get; init; }

    /// <inheritdoc/>
    public override float Factor(in ScheduleStep step) =>
        (float)PortableMath.Pow(factor, Staircase ? step.Epoch : step.Epochs);
}
