namespace NNGen.Generator.Planning;

/// <summary>
/// Gives every buffer of a step sequence its offset, from its first to its last use: buffers that never live together share memory.
/// </summary>
internal sealed class MemoryPlan
{
    private sealed class Buffer
    {
        public required string Name { get; init; }

        public required int Length { get; init; }

        public required int First { get; init; }

        public int Last { get; set; }

        public int Offset { get; set; }
    }

    private readonly Dictionary<string, Buffer> buffers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lengths = new(StringComparer.Ordinal);

    /// <summary>The floats that all buffers together need.</summary>
    public int Length { get; private set; }

    public void Declare(string name, int length) => lengths[name] = Math.Max(length, lengths.TryGetValue(name, out int known) ? known : 0);

    public bool IsDeclared(string name) => lengths.ContainsKey(name);

    public int OffsetOf(string name) => buffers[name].Offset;

    /// <summary>Whether a buffer still holds its values after a step.</summary>
    public bool Outlives(string name, int time) => buffers.TryGetValue(name, out Buffer? buffer) && buffer.First <= time && buffer.Last >= time;

    /// <param name="steps">All steps in the order in which they run.</param>
    /// <param name="given">Buffers that the caller fills before the first step; they live throughout.</param>
    /// <param name="kept">Buffers that are read after the last step.</param>
    public void Assign(IReadOnlyList<Step> steps, IReadOnlyCollection<string> given, IReadOnlyCollection<string> kept)
    {
        foreach (string name in given) Use(name, -1);
        for (int time = 0; time < steps.Count; time++)
        {
            foreach (string name in steps[time].Places.Select(place => place.Buffer).OfType<string>()) Use(name, time);
        }

        foreach (string name in given.Concat(kept)) Use(name, int.MaxValue);
        var placed = new List<Buffer>();
        foreach (Buffer buffer in LargestFirst())
        {
            Place(buffer, placed.Where(other => other.First <= buffer.Last && buffer.First <= other.Last));
            placed.Add(buffer);
            Length = Math.Max(Length, buffer.Offset + buffer.Length);
        }
    }

    /// <summary>Large buffers choose their place first: a small one in the middle of a large hole would waste it.</summary>
    private IEnumerable<Buffer> LargestFirst() => buffers.Values
        .OrderByDescending(buffer => buffer.Length)
        .ThenBy(buffer => buffer.First)
        .ThenBy(buffer => buffer.Name, StringComparer.Ordinal);

    private void Use(string name, int time)
    {
        if (!buffers.TryGetValue(name, out Buffer? buffer))
        {
            buffers[name] = buffer = new Buffer { Name = name, Length = lengths[name], First = time };
        }

        buffer.Last = time;
    }

    private static void Place(Buffer buffer, IEnumerable<Buffer> neighbours)
    {
        foreach (Buffer other in neighbours.OrderBy(other => other.Offset))
        {
            if (buffer.Offset + buffer.Length <= other.Offset) break;
            buffer.Offset = Math.Max(buffer.Offset, other.Offset + other.Length);
        }
    }
}
