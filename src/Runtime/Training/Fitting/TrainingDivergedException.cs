namespace NNGen;

/// <summary>
/// The loss or a parameter became infinite or not a number. The network has the parameters of the end of the last epoch in which all was
/// well, or those it began with.
/// </summary>
/// <param name="epoch">The epoch, from 1.</param>
/// <param name="step">The step of the epoch, from 1.</param>
/// <param name="loss">The loss of the step.</param>
public sealed class TrainingDivergedException(int epoch, int step, float loss) : Exception(Describe(epoch, step, loss))
{
    /// <summary>The epoch in which the training diverged, from 1.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The step of that epoch, from 1.</summary>
    public int Step { get; } = step;

    private static string Describe(int epoch, int step, float loss)
    {
        string what = float.IsFinite(loss) ? "A parameter is no longer finite" : FormattableString.Invariant($"The loss is {loss}");
        return FormattableString.Invariant($"{what} in epoch {epoch}, step {step}. The parameters are those of ") +
            (epoch == 1 ? "the start of the training. " : FormattableString.Invariant($"the end of epoch {epoch - 1}. ")) +
            "The usual remedies: a smaller learning rate, perhaps with a warm-up; inputs and targets scaled to about [-1, 1]; " +
            "another initializer; clipped gradients.";
    }
}
