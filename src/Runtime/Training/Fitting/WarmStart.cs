using System.IO;

namespace NNGen;

/// <summary>
/// What one <c>Fit</c> leaves for the next: the optimiser's state and the number of epochs. Give the same object to the options of both,
/// and the second goes on with the momenta and the shuffling of the first, as if there had been one training; schedules begin anew.
/// </summary>
/// <remarks>Early stopping and checkpoints look at one <c>Fit</c> only.</remarks>
public sealed class WarmStart
{
    private byte[]? state;
    private string? source;

    /// <summary>The epochs that were trained with this object so far.</summary>
    public int Epochs { get; private set; }

    /// <summary>The epochs before the training that goes on.</summary>
    internal int EpochsBefore { get; private set; }

    /// <summary>Refuses the state of another network or learning rule.</summary>
    internal void Require(NetworkDescription network, LearningRule rule)
    {
        string target = SourceOf(network, rule);
        if (source is null || source == target) return;
        throw new ArgumentException($"The warm start is of {source}, but the training is of {target}: make a new {nameof(WarmStart)}.");
    }

    internal void Take(IEpochSteps steps)
    {
        EpochsBefore = Epochs;
        if (state is null) return;
        using var reader = new BinaryReader(new MemoryStream(state));
        steps.Read(reader);
    }

    internal void Keep(NetworkDescription network, LearningRule rule, IEpochSteps steps, int epochs)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        steps.Write(writer);
        writer.Flush();
        state = stream.ToArray();
        source = SourceOf(network, rule);
        Epochs = EpochsBefore + epochs;
    }

    private static string SourceOf(NetworkDescription network, LearningRule rule) =>
        $"{network.Name} ({network.ArchitectureHash}) with {rule.GetType().Name}";
}
