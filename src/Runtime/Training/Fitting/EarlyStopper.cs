using System.IO;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>Watches one training for <see cref="EarlyStopping"/>.</summary>
internal sealed class EarlyStopper(EarlyStopping settings, int parameterCount) : ICheckpointed
{
    private readonly float[] bestParameters = new float[settings.RestoreBest ? parameterCount : 0];
    private double best = double.PositiveInfinity;
    private int waited;

    /// <summary>The best epoch so far, from 1; 0 before the first that was watched.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Looks at an epoch.</summary>
    /// <param name="result">What the epoch came to.</param>
    /// <param name="parameters">The parameters after it.</param>
    /// <returns>Whether the training should end.</returns>
    public bool EndEpoch(EpochResult result, ReadOnlySpan<float> parameters)
    {
        if (result.Epoch <= settings.StartAfter) return false;
        double measure = MonitoredValue.Of(result, settings.Monitor);
        if (BestEpoch > 0 && !(measure < best - settings.MinDelta)) return ++waited >= settings.Patience;
        best = measure;
        BestEpoch = result.Epoch;
        waited = 0;
        if (settings.RestoreBest) parameters.CopyTo(bestParameters);
        return false;
    }

    /// <summary>Gives the network its best parameters, if it is to have them.</summary>
    public void Restore(ParameterBuffer parameters)
    {
        if (settings.RestoreBest && BestEpoch > 0) bestParameters.CopyTo(parameters.AsSpan());
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(best);
        writer.Write(waited);
        writer.Write(BestEpoch);
        writer.Write(MemoryMarshal.AsBytes<float>(bestParameters));
    }

    public void Read(BinaryReader reader)
    {
        best = reader.ReadDouble();
        waited = reader.ReadInt32();
        BestEpoch = reader.ReadInt32();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(bestParameters.AsSpan()));
    }
}
