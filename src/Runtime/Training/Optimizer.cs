namespace NNGen;

/// <summary>
/// A first-order learning rule: turns a gradient into a change of the parameters. One instance holds settings only; its state (momenta …) lives with
/// the trainer, laid out like the parameters.
/// </summary>
public abstract class Optimizer
{
    /// <summary>The learning rate of a step when no schedule scales it.</summary>
    public abstract float LearningRate { get; }
}
