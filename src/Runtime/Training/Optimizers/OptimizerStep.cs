namespace NNGen;

/// <summary>What one step has in common for all parameters.</summary>
/// <param name="number">The number of the step, from 1.</param>
/// <param name="learningRate">The learning rate of this step.</param>
/// <param name="values">The numbers that <see cref="Optimizer.BeginStep"/> left.</param>
public readonly ref struct OptimizerStep(long number, float learningRate, ReadOnlySpan<double> values)
{
    /// <summary>The number of the step, from 1.</summary>
    public long Number { get; } = number;

    /// <summary>The learning rate of this step, with the schedule's factor.</summary>
    public float LearningRate { get; } = learningRate;

    /// <summary>The numbers that <see cref="Optimizer.BeginStep"/> left.</summary>
    public ReadOnlySpan<double> Values { get; } = values;
}
