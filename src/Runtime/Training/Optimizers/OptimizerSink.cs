using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// Applies the optimiser to every piece of the gradient as it comes: the gradient is never stored. Frozen parameters and their state are
/// neither read nor written.
/// </summary>
/// <param name="parameters">The parameters.</param>
/// <param name="memory">The optimiser with its state.</param>
/// <param name="frozen">The parameters that are not trained.</param>
/// <param name="stripCount">The number of strips of the network.</param>
internal sealed class OptimizerSink(ParameterBuffer parameters, OptimizerMemory memory, FrozenParameters frozen, int stripCount)
    : GradientSink
{
    /// <summary>The strips that a step has to run; null where all of them.</summary>
    public TrainedStrips? Strips { get; } = frozen.IsEmpty ? null : new TrainedStrips(frozen, stripCount);

    public override void Consume(int offset, Span<float> gradient) => Apply(offset, gradient);

    /// <summary>Updates the parameters from <paramref name="offset"/> on.</summary>
    public void Apply(int offset, ReadOnlySpan<float> gradient)
    {
        if (frozen.IsEmpty)
        {
            memory.Update(offset, Weights(offset, gradient.Length), gradient);
            return;
        }

        int end = offset + gradient.Length;
        for (int start = offset; frozen.TryFindTrained(ref start, end, out int length); start += length)
        {
            memory.Update(start, Weights(start, length), gradient.Slice(start - offset, length));
        }
    }

    /// <summary>
    /// The weights for writing, without counting the version up: an interlocked increment for every strip would cost more than small
    /// strips do. The trainer counts once for each step.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<float> Weights(int offset, int length)
    {
        ReadOnlySpan<float> range = parameters.AsReadOnlySpan().Slice(offset, length);
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(range), range.Length);
    }
}
