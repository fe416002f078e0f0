using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// What two trainings must have in common so that one can go on where the other ended: a list of names and values. The number of epochs may
/// differ, and the number of threads, which changes nothing.
/// </summary>
internal sealed class TrainingIdentity
{
    private const int FormatVersion = 1;

    private readonly List<(string Name, string Value)> traits = [];

    private TrainingIdentity()
    {
    }

    public static TrainingIdentity Of(NetworkDescription network, Dataset training, FitOptions options, int stepsPerEpoch)
    {
        var identity = new TrainingIdentity();
        identity.Add("format", FormatVersion);
        identity.Add("network", $"{network.Name} ({network.ArchitectureHash})");
        identity.Add("layout of the parameters", Layout(network));
        identity.Add("learning rule", options.Optimizer.GetType().Name);
        identity.Add("steps of an epoch", stepsPerEpoch);
        identity.Add("samples", training.Count);
        identity.Add("checksum of the samples", Checksum(training).ToString("x8", CultureInfo.InvariantCulture));
        identity.Add("seed", options.Seed);
        identity.Add("shuffling", options.Shuffle);
        identity.Add("augmentation", options.Augmentation is not null);
        identity.Add("schedule", options.Schedule?.GetType().Name ?? "none");
        identity.Add("early stopping", options.EarlyStopping is { } stopping ? $"yes, restoring the best: {stopping.RestoreBest}" : "no");
        identity.Add("average of the weights", options.AverageDecay?.ToString(CultureInfo.InvariantCulture) ?? "none");
        identity.Add("frozen layers", string.Join(", ", options.Frozen));
        return identity;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(traits.Count);
        foreach ((string name, string value) in traits)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    /// <summary>Reads the identity of a checkpoint and refuses it when it is another.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is of another training; the message lists every difference.</exception>
    public void Require(BinaryReader reader, string path)
    {
        var found = new Dictionary<string, string>();
        for (int left = reader.ReadInt32(); left > 0; left--) found.Add(reader.ReadString(), reader.ReadString());
        string[] differences = traits
            .Where(trait => found.GetValueOrDefault(trait.Name) != trait.Value)
            .Select(trait => $"\n- {trait.Name}: expected {trait.Value}, found {found.GetValueOrDefault(trait.Name) ?? "nothing"}")
            .ToArray();
        if (differences.Length == 0) return;
        throw new InvalidDataException(
            $"{path} is a checkpoint of another training. Delete it, or resume with what it was made with:{string.Concat(differences)}");
    }

    private static string Layout(NetworkDescription network) =>
        string.Join("; ", network.Tensors.Select(tensor => $"{tensor.Name} {tensor.Offset} {string.Join(' ', tensor.StorageOrder)}"));

    private static uint Checksum(Dataset data)
    {
        uint crc = 0;
        Add(ref crc, MemoryMarshal.AsBytes(data.Inputs));
        Add(ref crc, MemoryMarshal.AsBytes(data.Labels));
        Add(ref crc, MemoryMarshal.AsBytes(data.Targets));
        Add(ref crc, MemoryMarshal.AsBytes(data.Weights));
        return crc;
    }

    private static void Add(ref uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes)) crc = BitOperations.Crc32C(crc, word);
        foreach (byte rest in bytes[(bytes.Length / sizeof(ulong) * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, rest);
    }

    private void Add(string name, object value) => traits.Add((name, Convert.ToString(value, CultureInfo.InvariantCulture)!));
}
