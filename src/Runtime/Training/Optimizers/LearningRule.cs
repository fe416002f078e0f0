namespace NNGen;

/// <summary>
/// How a training changes the parameters: an <see cref="Optimizer"/>, which makes a step from the gradient of every batch, or a method that
/// looks at all data for each step, <see cref="Lbfgs"/>.
/// </summary>
public abstract class LearningRule
{
    private protected LearningRule()
    {
    }

    /// <summary>Prepares a training; nothing changes yet.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="training">The samples to learn from, which fit the network.</param>
    /// <param name="options">How to train.</param>
    /// <returns>The steps of the training.</returns>
    /// <exception cref="ArgumentException">The options cannot be combined with this rule.</exception>
    internal abstract IEpochSteps Begin<TNetwork>(TNetwork network, Dataset training, FitOptions options)
        where TNetwork : class, ITrainableNetwork<TNetwork>;
}
