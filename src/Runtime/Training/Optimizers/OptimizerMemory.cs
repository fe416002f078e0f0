namespace NNGen;

/// <summary>What an optimiser remembers between steps, for one trainer.</summary>
internal sealed class OptimizerMemory
{
    private const int FloatsPerCacheLine = 16;

    private readonly Optimizer optimizer;
    private readonly AlignedMemory slots;
    private readonly int slotLength;
    private readonly double[] values;
    private float learningRate;

    public OptimizerMemory(Optimizer optimizer, int parameterCount)
    {
        this.optimizer = optimizer;
        slotLength = (parameterCount + FloatsPerCacheLine - 1) / FloatsPerCacheLine * FloatsPerCacheLine;
        slots = new AlignedMemory(checked(slotLength * optimizer.StateCount));
        values = new double[optimizer.StepValueCount];
    }

    /// <summary>The number of steps begun.</summary>
    public long Steps { get; private set; }

    /// <summary>All slots one behind the other.</summary>
    public Span<float> Slots => slots.Span;

    public void BeginStep(float rate)
    {
        learningRate = rate;
        Steps++;
        optimizer.BeginStep(Steps, rate, values);
    }

    /// <summary>Updates the parameters from <paramref name="offset"/> on. Thread-safe for disjoint ranges.</summary>
    public void Update(int offset, Span<float> weights, ReadOnlySpan<float> gradient)
    {
        var step = new OptimizerStep(Steps, learningRate, values);
        optimizer.Update(step, weights, gradient, new OptimizerState(slots.Span, slotLength, offset, weights.Length));
    }
}
