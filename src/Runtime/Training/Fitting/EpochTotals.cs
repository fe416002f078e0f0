using System.IO;

namespace NNGen;

/// <summary>Losses and right answers of an epoch so far.</summary>
/// <param name="hasLabels">Whether right answers are counted.</param>
internal sealed class EpochTotals(bool hasLabels) : ICheckpointed
{
    private double lossSum;
    private long correct;
    private long count;

    public double Loss => lossSum / count;

    public double? Accuracy => hasLabels ? correct / (double)count : null;

    public void Clear()
    {
        lossSum = 0;
        correct = 0;
        count = 0;
    }

    public void Add(StepResult step)
    {
        lossSum += (double)step.Loss * step.Samples;
        correct += step.Correct;
        count += step.Samples;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(lossSum);
        writer.Write(correct);
        writer.Write(count);
    }

    public void Read(BinaryReader reader)
    {
        lossSum = reader.ReadDouble();
        correct = reader.ReadInt64();
        count = reader.ReadInt64();
    }
}
