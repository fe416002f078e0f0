namespace NNGen;

/// <summary>Where a training is when it asks its schedule for a factor.</summary>
/// <param name="number">The number of steps made before, from 0 to <paramref name="total"/> − 1.</param>
/// <param name="total">The number of steps of the whole training.</param>
/// <param name="perEpoch">The number of steps of an epoch.</param>
/// <param name="samplesPerEpoch">The number of samples of an epoch.</param>
/// <param name="values">The numbers that the schedule remembers.</param>
public readonly ref struct ScheduleStep(
    long number, long total, int perEpoch = 1, int samplesPerEpoch = 1, ReadOnlySpan<double> values = default)
{
    /// <summary>The number of steps made before, from 0 to <see cref="Total"/> − 1.</summary>
    public long Number { get; } = number;

    /// <summary>The number of steps of the whole training.</summary>
    public long Total { get; } = total;

    /// <summary>The number of steps of an epoch.</summary>
    public int PerEpoch { get; } = perEpoch;

    /// <summary>The number of samples of an epoch.</summary>
    public int SamplesPerEpoch { get; } = samplesPerEpoch;

    /// <summary>The numbers that the schedule remembers.</summary>
    public ReadOnlySpan<double> Values { get; } = values;

    /// <summary>The number of epochs finished before.</summary>
    public long Epoch => Number / PerEpoch;

    /// <summary>The number of epochs before this step, the begun one in part: 2.5 in the middle of the third.</summary>
    public double Epochs => Number / (double)PerEpoch;

    /// <summary>The step as one sees it who came <paramref name="steps"/> steps later.</summary>
    internal ScheduleStep Later(long steps) =>
        new(Number - steps, Math.Max(Total - steps, 1), PerEpoch, SamplesPerEpoch, Values);
}
