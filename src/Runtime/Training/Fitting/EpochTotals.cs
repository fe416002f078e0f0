namespace NNGen;

/// <summary>Losses and right answers of an epoch so far.</summary>
/// <param name="hasLabels">Whether right answers are counted.</param>
internal struct EpochTotals(bool hasLabels)
{
    private double lossSum;
    private long correct;
    private long count;

    public readonly double Loss => lossSum / count;

    public readonly double? Accuracy => hasLabels ? correct / (double)count : null;

    public void Add(float meanLoss, int right, int samples)
    {
        lossSum += (double)meanLoss * samples;
        correct += right;
        count += samples;
    }
}
