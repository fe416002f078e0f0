namespace NNGen;

/// <summary>Random numbers that a training step needs for every sample.</summary>
/// <param name="Offset">Where they stand in a training block, [feature][sample].</param>
/// <param name="Length">How many a sample needs.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Amount">The rate or the standard deviation.</param>
public sealed record SampleNoise(int Offset, int Length, NoiseKind Kind, float Amount);
