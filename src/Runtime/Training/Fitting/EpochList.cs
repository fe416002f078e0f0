using System.IO;

namespace NNGen;

/// <summary>The results of the finished epochs.</summary>
internal sealed class EpochList : ICheckpointed
{
    private readonly List<EpochResult> epochs = [];

    public IReadOnlyList<EpochResult> All => epochs;

    public void Add(EpochResult epoch) => epochs.Add(epoch);

    public void Write(BinaryWriter writer)
    {
        writer.Write(epochs.Count);
        foreach (EpochResult epoch in epochs)
        {
            writer.Write(epoch.Epoch);
            writer.Write(epoch.Loss);
            Write(writer, epoch.Accuracy);
            Write(writer, epoch.ValidationLoss);
            Write(writer, epoch.ValidationAccuracy);
            writer.Write(epoch.Duration.Ticks);
        }
    }

    public void Read(BinaryReader reader)
    {
        epochs.Clear();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            epochs.Add(new EpochResult(
                reader.ReadInt32(),
                reader.ReadDouble(),
                ReadOptional(reader),
                ReadOptional(reader),
                ReadOptional(reader),
                new TimeSpan(reader.ReadInt64())));
        }
    }

    private static void Write(BinaryWriter writer, double? value)
    {
        writer.Write(value.HasValue);
        writer.Write(value.GetValueOrDefault());
    }

    private static double? ReadOptional(BinaryReader reader)
    {
        bool hasValue = reader.ReadBoolean();
        double value = reader.ReadDouble();
        return hasValue ? value : null;
    }
}
