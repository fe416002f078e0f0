namespace NNGen;

/// <summary>
/// A first-order learning rule: turns a gradient into a change of the parameters. An instance holds settings only and never changes, so
/// that one instance may serve several trainers; its state (momenta …) lives with the trainer, laid out like the parameters.
/// </summary>
/// <remarks>
/// To write a rule of your own, derive from this class. A step calls <see cref="BeginStep"/> once, then <see cref="Update"/> for ranges
/// that together cover every parameter once, except frozen ones: from several threads, in any order, cut in any way. So an update must
/// treat every parameter alike and on its own; a rule that needs the whole gradient (clipping by norm) belongs between <c>Gradients</c>
/// and <c>Apply</c> of the trainer.
/// </remarks>
public abstract class Optimizer : LearningRule
{
    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">The learning rate of a step when no schedule scales it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    protected Optimizer(float learningRate)
    {
        LearningRate = OptimizerSetting.Require(
            learningRate, learningRate is >= 0 and < float.PositiveInfinity, nameof(learningRate), "a finite number of at least 0");
    }

    /// <summary>The learning rate of a step when no schedule scales it.</summary>
    public float LearningRate { get; }

    /// <summary>How many floats of state each parameter has. All start at 0.</summary>
    public abstract int StateCount { get; }

    /// <summary>How many numbers the rule keeps for all parameters together, such as the running products of a bias correction.</summary>
    public virtual int StepValueCount => 0;

    /// <summary>Prepares a step. Called once for each step, by one thread, before any <see cref="Update"/> of the step.</summary>
    /// <param name="number">The number of the step, from 1.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="values">
    /// <see cref="StepValueCount"/> numbers that keep their contents from step to step and start at 0. Every <see cref="Update"/> sees
    /// them.
    /// </param>
    public virtual void BeginStep(long number, float learningRate, Span<double> values)
    {
    }

    /// <summary>Updates a range of the parameters in place. Called by several threads, for disjoint ranges.</summary>
    /// <param name="step">The step that <see cref="BeginStep"/> prepared.</param>
    /// <param name="weights">The range of parameters.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="state">Their state.</param>
    public abstract void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state);

    internal override IEpochSteps Begin<TNetwork>(TNetwork network, Dataset training, FitOptions options) =>
        new BatchSteps<TNetwork>(network, this, training, options);
}
