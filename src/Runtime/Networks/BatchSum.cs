namespace NNGen;

/// <summary>
/// Values that are summed over all samples of a batch, in their order and in double, between two segments of a step. Every block gets the
/// result. All places are offsets in a training block.
/// </summary>
/// <param name="Source">The values of every sample, [feature][sample].</param>
/// <param name="Target">Receives the sum of every feature.</param>
/// <param name="Length">The number of features.</param>
/// <param name="Divisor">For a mean, the number of terms of which each sample's value is the sum; 0 for a sum.</param>
/// <param name="Layer">
/// The layer that the values belong to. If it is frozen, the result is its running average where it has one, and else 0.
/// </param>
public sealed record BatchSum(int Source, int Target, int Length, int Divisor, string Layer);
