using System.Runtime.CompilerServices;
using System.Threading;

namespace NNGen;

/// <summary>Rearranges parameters for the one-sample kernels.</summary>
/// <param name="parameters">The flat parameters.</param>
/// <param name="packed">Receives the rearranged copy.</param>
public delegate void ParameterPacker(ReadOnlySpan<float> parameters, Span<float> packed);

/// <summary>
/// All parameters of a network in one flat, 64-byte-aligned span without gaps, with a named view of every tensor. An optimiser, an average
/// or a copy is one pass over the span. Running statistics, which no optimiser touches, lie behind the parameters in a span of their own.
/// </summary>
/// <remarks>
/// <c>Forward</c> reads a packed copy that is renewed when <see cref="Version"/> has changed. Every member that hands out or makes a change
/// counts the version up; code that keeps a span from <see cref="AsSpan"/> and writes to it after a <c>Forward</c> calls
/// <see cref="MarkChanged"/>. Changing parameters while another thread computes with them is a race; reading concurrently is fine.
/// </remarks>
public sealed class ParameterBuffer
{
    private readonly AlignedMemory memory;
    private readonly Lock packing = new();
    private PackedCopy? packedCopy;
    private long version;

    /// <summary>Makes a buffer of zeros for the given architecture.</summary>
    /// <param name="description">The architecture.</param>
    public ParameterBuffer(NetworkDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        Description = description;
        Length = description.ParameterCount;
        memory = new AlignedMemory(checked(Length + description.StatisticCount));
    }

    /// <summary>The architecture that the parameters belong to.</summary>
    public NetworkDescription Description { get; }

    /// <summary>The number of parameters.</summary>
    public int Length { get; }

    /// <summary>Counts the changes.</summary>
    public long Version => Volatile.Read(ref version);

    /// <summary>The parameters and behind them the running statistics. Does not count the version up.</summary>
    internal Span<float> Everything => memory.Span;

    /// <summary>Sets the parameters and the running statistics.</summary>
    internal void CopyEverything(ReadOnlySpan<float> source)
    {
        source.CopyTo(memory.Span);
        MarkChanged();
    }

    /// <summary>One parameter, by its place in the flat span; behind the last one the running statistics follow.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such parameter.</exception>
    public float this[int index]
    {
        get => memory.Span[index];
        set
        {
            memory.Span[index] = value;
            MarkChanged();
        }
    }

    /// <summary>The named view of one tensor.</summary>
    /// <param name="name">The full name, as in <c>dense_1.kernel</c>.</param>
    /// <exception cref="ArgumentException">The network has no such tensor.</exception>
    public ParameterView this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            foreach (TensorDescription tensor in Description.Tensors)
            {
                if (tensor.Name == name) return new ParameterView(this, tensor);
            }

            throw new ArgumentException(
                $"{Description.Name} has no tensor '{name}'. It has: {string.Join(", ", Description.Tensors)}.", nameof(name));
        }
    }

    /// <summary>The flat parameters, for writing. Counts the version up.</summary>
    /// <returns>The span of all parameters.</returns>
    public Span<float> AsSpan()
    {
        MarkChanged();
        return memory.Span[..Length];
    }

    /// <summary>The flat parameters, for reading.</summary>
    /// <returns>The span of all parameters.</returns>
    public ReadOnlySpan<float> AsReadOnlySpan() => memory.Span[..Length];

    /// <summary>
    /// The running statistics, such as the moving means and variances of batch normalisations, for writing. Counts the version up.
    /// </summary>
    /// <returns>The span of all statistics, empty where no layer has any.</returns>
    public Span<float> AsStatisticsSpan()
    {
        MarkChanged();
        return memory.Span[Length..];
    }

    /// <summary>Says that the parameters have changed, so that the next <c>Forward</c> renews its packed copy.</summary>
    public void MarkChanged() => Interlocked.Increment(ref version);

    /// <summary>
    /// Sets all parameters to their starting values, each tensor by its own <see cref="Initializer"/>. The same seed gives the same bits on
    /// every platform, however the tensors are stored.
    /// </summary>
    /// <param name="seed">
    /// The seed of the random numbers; tensor number i of the description draws from stream i of <see cref="CounterRandom"/>.
    /// </param>
    /// <exception cref="ArgumentException">The description of a tensor does not fit its initializer; nothing has changed.</exception>
    public void Initialize(int seed) => ParameterInitialization.Fill(this, seed);

    /// <summary>Copies all parameters and running statistics of another network of the same architecture.</summary>
    /// <param name="source">Where to copy from.</param>
    /// <exception cref="ArgumentException">The architectures differ.</exception>
    public void CopyFrom(ParameterBuffer source)
    {
        RequireSameArchitecture(source);
        MarkChanged();
        source.memory.Span.CopyTo(memory.Span);
    }

    /// <summary>
    /// Copies the tensors of another network that have the same name and shape, whatever else that network is made of: the body of a
    /// trained network under a new head. The other tensors keep their values.
    /// </summary>
    /// <param name="source">Where to copy from.</param>
    /// <param name="options">Which layers, and what to do about other shapes; the defaults when none are given.</param>
    /// <returns>What was copied and what was not.</returns>
    /// <exception cref="ArgumentException">
    /// A tensor of the same name has another shape (unless the options allow that), a layer of the options is unknown or has a tensor that
    /// <paramref name="source"/> lacks, or no tensor matches at all. The message lists every mistake, and nothing has changed.
    /// </exception>
    public ParameterMatch CopyMatching(ParameterBuffer source, MatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var matching = new ParameterMatching(Description, options ?? new MatchOptions(), nameof(options));
        foreach (TensorDescription tensor in source.Description.Tensors) matching.Offer(tensor.Name, ParameterMatching.TextOf(tensor));
        ParameterMatch match = matching.Finish();
        if (matching.Mistakes(source.Description.Name) is { } mistakes) throw new ArgumentException(mistakes, nameof(source));
        foreach (string name in match.Loaded) this[name].CopyFrom(source[name].ToArray());
        return match;
    }

    /// <summary>
    /// Moves every parameter and running statistic a part of the way to another network's: <c>p ← p + amount · (q − p)</c>. With a small
    /// amount this is the Polyak average of a target network.
    /// </summary>
    /// <param name="target">Where to move to.</param>
    /// <param name="amount">The part of the way, from 0 (stay) to 1 (copy).</param>
    /// <exception cref="ArgumentException">The architectures differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is not in [0, 1].</exception>
    public void InterpolateTowards(ParameterBuffer target, float amount)
    {
        RequireSameArchitecture(target);
        if (!(amount is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount is a part of the way, from 0 to 1.");
        }

        ReadOnlySpan<float> other = target.memory.Span;
        Span<float> own = memory.Span;
        MarkChanged();
        for (int i = 0; i < own.Length; i++) own[i] = float.MultiplyAddEstimate(amount, other[i] - own[i], own[i]);
    }

    /// <summary>The packed copy for the one-sample kernels, renewed if the parameters have changed. Thread-safe.</summary>
    /// <param name="length">The length of the packed copy.</param>
    /// <param name="packer">Fills it.</param>
    /// <returns>The packed copy, 64-byte-aligned.</returns>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<float> Packed(int length, ParameterPacker packer)
    {
        PackedCopy? copy = Volatile.Read(ref packedCopy);
        return copy is not null && copy.Version == version ? copy.Memory.Span : Repack(length, packer);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<float> Repack(int length, ParameterPacker packer)
    {
        lock (packing)
        {
            PackedCopy? copy = packedCopy;
            long current = Version;
            if (copy is null || copy.Version != current)
            {
                // The old memory is reused: whoever still computes with it does so while the parameters change, which is a race of its own.
                AlignedMemory target = copy?.Memory ?? new AlignedMemory(length);
                packer(memory.Span, target.Span);
                copy = new PackedCopy(target, current);
                Volatile.Write(ref packedCopy, copy);
            }

            return copy.Memory.Span;
        }
    }

    private void RequireSameArchitecture(ParameterBuffer other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Description.ArchitectureHash != Description.ArchitectureHash)
        {
            throw new ArgumentException(
                $"The parameters are of {other.Description.Name} ({other.Description.ArchitectureHash}, {other.Length} parameters), but " +
                $"{Description.Name} ({Description.ArchitectureHash}, {Length} parameters) was expected.");
        }
    }

    private sealed class PackedCopy(AlignedMemory memory, long version)
    {
        public readonly AlignedMemory Memory = memory;
        public readonly long Version = version;
    }
}
