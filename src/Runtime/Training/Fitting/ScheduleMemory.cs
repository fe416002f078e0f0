using System.IO;

namespace NNGen;

/// <summary>A schedule with what it remembers of one training.</summary>
internal sealed class ScheduleMemory(LearningRateSchedule? schedule, int perEpoch, int samplesPerEpoch, int epochs) : ICheckpointed
{
    private readonly double[] values = new double[schedule?.ValueCount ?? 0];

    /// <summary>The factor of one step.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">The steps made in it before.</param>
    public float Factor(int epoch, int step)
    {
        if (schedule is null) return 1;
        long number = ((long)(epoch - 1) * perEpoch) + step;
        return schedule.Factor(new ScheduleStep(number, (long)epochs * perEpoch, perEpoch, samplesPerEpoch, values));
    }

    public void EndEpoch(EpochResult result) => schedule?.EndEpoch(result, values);

    public void Write(BinaryWriter writer)
    {
        foreach (double value in values) writer.Write(value);
    }

    public void Read(BinaryReader reader)
    {
        for (int i = 0; i < values.Length; i++) values[i] = reader.ReadDouble();
    }
}
