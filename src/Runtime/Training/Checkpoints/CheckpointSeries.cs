using System.IO;

namespace NNGen;

/// <summary>The checkpoints of one training: decides when one is due, and puts the state together.</summary>
internal sealed class CheckpointSeries(CheckpointOptions options, TrainingIdentity identity, IReadOnlyList<ICheckpointed> state)
{
    private int steps;
    private int epochs;

    /// <summary>Takes the state over from the newest whole checkpoint, if the training is to be resumed and there is one.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidDataException">The checkpoints are damaged or of another training; nothing has changed.</exception>
    public bool TryResume()
    {
        if (!options.Resume || CheckpointFile.ReadNewest(options.Path) is not { } content) return false;
        using var reader = new BinaryReader(new MemoryStream(content));
        identity.Require(reader, options.Path);
        foreach (ICheckpointed part in state) part.Read(reader);
        return true;
    }

    public void AfterStep()
    {
        if (options.EverySteps > 0 && ++steps % options.EverySteps == 0) Save();
    }

    public void AfterEpoch(bool isLast)
    {
        steps = 0;
        if (isLast || (options.EveryEpochs > 0 && ++epochs % options.EveryEpochs == 0)) Save();
    }

    public void Save() => CheckpointFile.Write(options.Path, writer =>
    {
        identity.Write(writer);
        foreach (ICheckpointed part in state) part.Write(writer);
    });
}
