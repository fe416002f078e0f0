using System.IO;

namespace NNGen;

/// <summary>How far a training has come.</summary>
internal sealed class FitPosition : ICheckpointed
{
    /// <summary>The current epoch, from 1; behind the last one when the training is over.</summary>
    public int Epoch { get; private set; } = 1;

    /// <summary>The steps made in it.</summary>
    public int Step { get; set; }

    /// <summary>Why the training is over, where more epochs would not make a difference; otherwise null.</summary>
    public TrainingEnd? End { get; set; }

    public void NextEpoch()
    {
        Epoch++;
        Step = 0;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Epoch);
        writer.Write(Step);
        writer.Write(End is { } end ? (int)end : -1);
    }

    public void Read(BinaryReader reader)
    {
        Epoch = reader.ReadInt32();
        Step = reader.ReadInt32();
        int end = reader.ReadInt32();
        End = end < 0 ? null : (TrainingEnd)end;
    }
}
