namespace NNGen;

/// <summary>
/// Values of the batches of a training, averaged: <c>average ← momentum · average + (1 − momentum) · value</c>, once for each step.
/// </summary>
/// <param name="Statistic">Where the averages start in the flat memory of the parameters, behind all parameters.</param>
/// <param name="Value">The offset of the batch's values in a training block: the target of a <see cref="BatchSum"/>.</param>
/// <param name="Length">The number of values.</param>
/// <param name="Momentum">The weight of the old average, from 0 to 1.</param>
public sealed record RunningAverage(int Statistic, int Value, int Length, float Momentum);
