using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>Applies the optimiser to every piece of the gradient as it comes: the gradient is never stored.</summary>
internal sealed class OptimizerSink(ParameterBuffer parameters, OptimizerMemory memory) : GradientSink
{
    public override void Consume(int offset, Span<float> gradient) => memory.Update(offset, Weights(offset, gradient.Length), gradient);

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
