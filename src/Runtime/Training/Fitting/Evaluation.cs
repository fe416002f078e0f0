namespace NNGen;

/// <summary>How well a network does on a data set.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Accuracy">
/// The part of the samples classified rightly, from 0 to 1; null where the data has no labels. A sample counts as right when no output is
/// greater than that of its label, or, with one output, when that is at least 0.5 exactly where the label is 1.
/// </param>
/// <param name="Count">The number of samples.</param>
public sealed record Evaluation(double Loss, double? Accuracy, int Count)
{
    /// <summary>
    /// The mean loss of each output, without its weight, in the order of <see cref="NetworkDescription.Outputs"/>; of a network with one
    /// output, <see cref="Loss"/> alone.
    /// </summary>
    public IReadOnlyList<double> OutputLosses { get; init; } = [Loss];
}
