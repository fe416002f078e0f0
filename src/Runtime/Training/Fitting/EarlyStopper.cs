using System.IO;

namespace NNGen;

/// <summary>Watches one training for <see cref="EarlyStopping"/>.</summary>
internal sealed class EarlyStopper(EarlyStopping settings, ParameterBuffer parameters) : ICheckpointed
{
    private readonly ParameterSnapshot? bestParameters = settings.RestoreBest ? new ParameterSnapshot(parameters) : null;
    private double best = double.PositiveInfinity;
    private int waited;

    /// <summary>The best epoch so far, from 1; 0 before the first that was watched.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Looks at an epoch.</summary>
    /// <param name="result">What the epoch came to, while the parameters are those after it.</param>
    /// <returns>Whether the training should end.</returns>
    public bool EndEpoch(EpochResult result)
    {
        if (result.Epoch <= settings.StartAfter) return false;
        double measure = MonitoredValue.Of(result, settings.Monitor);
        bool isFirst = BestEpoch == 0;
        bool isImproved = isFirst || measure < best - settings.MinDelta;
        waited = isImproved ? 0 : waited + 1;
        if (isImproved || (!settings.SmallGainsAddUp && measure < best)) Keep(result.Epoch, measure);
        return !isImproved && waited >= settings.Patience;
    }

    /// <summary>Gives the network its best parameters, if it is to have them.</summary>
    public void Restore()
    {
        if (BestEpoch > 0) bestParameters?.Restore();
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(best);
        writer.Write(waited);
        writer.Write(BestEpoch);
        bestParameters?.Write(writer);
    }

    public void Read(BinaryReader reader)
    {
        best = reader.ReadDouble();
        waited = reader.ReadInt32();
        BestEpoch = reader.ReadInt32();
        bestParameters?.Read(reader);
    }

    private void Keep(int epoch, double measure)
    {
        best = measure;
        BestEpoch = epoch;
        bestParameters?.TryTake();
    }
}
