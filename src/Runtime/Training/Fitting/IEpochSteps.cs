namespace NNGen;

/// <summary>What one step came to.</summary>
/// <param name="Loss">The mean loss of its samples, with the penalties.</param>
/// <param name="Correct">The samples classified rightly, where they have labels.</param>
/// <param name="Samples">The number of samples.</param>
internal readonly record struct StepResult(float Loss, int Correct, int Samples);

/// <summary>How a learning rule goes through the data: the inner half of a training, which <c>Fit</c> repeats epoch by epoch.</summary>
internal interface IEpochSteps : ICheckpointed, IDisposable
{
    /// <summary>The steps of an epoch.</summary>
    int PerEpoch { get; }

    /// <summary>The threads; null when there is only the caller's.</summary>
    WorkerTeam? Team { get; }

    /// <summary>The learning rate of the last step.</summary>
    float LearningRate { get; }

    /// <summary>Whether more steps would not change anything.</summary>
    bool HasConverged { get; }

    /// <summary>Called before the first step of an epoch, and before the first after a checkpoint.</summary>
    /// <param name="epoch">The number of the epoch, from 1.</param>
    void BeginEpoch(int epoch);

    /// <summary>Makes one step. If the loss is not finite, nothing has changed.</summary>
    /// <param name="step">The step of the epoch, from 0.</param>
    /// <param name="rateFactor">By what a schedule multiplies the learning rate.</param>
    /// <returns>What it came to.</returns>
    StepResult Run(int step, float rateFactor);
}
