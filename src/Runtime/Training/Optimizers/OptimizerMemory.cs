using System.IO;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>What an optimiser remembers between steps, for one trainer.</summary>
internal sealed class OptimizerMemory : ICheckpointed
{
    private const int FloatsPerCacheLine = 16;

    private readonly Optimizer optimizer;
    private readonly AlignedMemory slots;
    private readonly int slotLength;
    private readonly double[] values;

    public OptimizerMemory(Optimizer optimizer, int parameterCount)
    {
        this.optimizer = optimizer;
        slotLength = (parameterCount + FloatsPerCacheLine - 1) / FloatsPerCacheLine * FloatsPerCacheLine;
        slots = new AlignedMemory(checked(slotLength * optimizer.StateCount));
        values = new double[optimizer.StepValueCount];
    }

    /// <summary>The number of steps begun.</summary>
    public long Steps { get; private set; }

    /// <summary>The learning rate of the step that was begun last.</summary>
    public float LearningRate { get; private set; }

    /// <summary>All slots one behind the other.</summary>
    public Span<float> Slots => slots.Span;

    public void BeginStep(float rate)
    {
        LearningRate = rate;
        Steps++;
        optimizer.BeginStep(Steps, rate, values);
    }

    /// <summary>Updates the parameters from <paramref name="offset"/> on. Thread-safe for disjoint ranges.</summary>
    public void Update(int offset, Span<float> weights, ReadOnlySpan<float> gradient)
    {
        var step = new OptimizerStep(Steps, LearningRate, values);
        optimizer.Update(step, weights, gradient, new OptimizerState(slots.Span, slotLength, offset, weights.Length));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Steps);
        foreach (double value in values) writer.Write(value);
        writer.Write(MemoryMarshal.AsBytes(slots.Span));
    }

    public void Read(BinaryReader reader)
    {
        Steps = reader.ReadInt64();
        for (int i = 0; i < values.Length; i++) values[i] = reader.ReadDouble();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(slots.Span));
    }
}
