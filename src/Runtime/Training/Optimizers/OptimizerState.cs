namespace NNGen;

/// <summary>An optimiser's state for a range of the parameters: slots, each laid out like the parameters.</summary>
/// <param name="slots">All slots, one behind the other.</param>
/// <param name="slotLength">The distance from slot to slot.</param>
/// <param name="offset">The first parameter of the range.</param>
/// <param name="length">The number of parameters in the range.</param>
public readonly ref struct OptimizerState(Span<float> slots, int slotLength, int offset, int length)
{
    private readonly Span<float> slots = slots;
    private readonly int slotLength = slotLength;
    private readonly int offset = offset;

    /// <summary>The number of parameters in the range.</summary>
    public int Length { get; } = length;

    /// <summary>One slot: one float for each parameter of the range.</summary>
    /// <param name="slot">The slot, from 0 to <see cref="Optimizer.StateCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    public Span<float> this[int slot] => slots.Slice((slot * slotLength) + offset, Length);
}
