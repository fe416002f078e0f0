namespace NNGen;

/// <summary>How well a network does on a data set.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Accuracy">
/// The part classified rightly, from 0 to 1. With labels, a sample counts as right when no output is greater than that of its label, or,
/// with one output, when that is at least <see cref="NetworkDescription.DecisionThreshold"/> exactly where the label is 1. With targets, a
/// categorical loss counts every row along the last axis whose greatest output is where the target's is, and a loss of two classes every
/// output that is on its target's side (several labels for one sample); for other losses, and for several outputs, it is null.
/// </param>
/// <param name="Count">The number of samples.</param>
public sealed record Evaluation(double Loss, double? Accuracy, int Count)
{
    /// <summary>
    /// The mean loss of each output, without its weight, in the order of <see cref="NetworkDescription.Outputs"/>; of a network with one
    /// output, <see cref="Loss"/> alone.
    /// </summary>
    public IReadOnlyList<double> OutputLosses { get; init; } = [Loss];

    /// <summary>
    /// The part that each output decides rightly, as its loss has it, in the order of <see cref="NetworkDescription.Outputs"/>; null for one
    /// that decides nothing. Of a network with one output, <see cref="Accuracy"/> alone.
    /// </summary>
    public IReadOnlyList<double?> OutputAccuracies { get; init; } = [Accuracy];
}
