namespace NNGen;

/// <summary>Trains and measures networks. Extension methods of every generated network that is trainable.</summary>
public static class NetworkTraining
{
    /// <summary>
    /// Trains the network: goes through the data in shuffled batches and after each moves the parameters against the gradient of the mean
    /// loss.
    /// </summary>
    /// <remarks>
    /// The result depends on the parameters at the start, the data, the seed and the settings, and on nothing else: not on the number of
    /// threads, nor, on hardware with fused multiply-add, on the machine. Every call starts with a fresh state of the optimiser, unless
    /// <see cref="FitOptions.WarmStart"/> or <see cref="FitOptions.Checkpoints"/> hand one on.
    /// </remarks>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network. Nobody else may use it during the training.</param>
    /// <param name="training">The samples to learn from, with labels or targets.</param>
    /// <param name="options">Epochs, batch size, optimiser and so on; the defaults when none are given.</param>
    /// <returns>Loss and accuracy of every epoch.</returns>
    /// <exception cref="ArgumentException">
    /// The data, the validation data or the augmentation does not fit the network; a frozen layer is none of the network's, or no parameter
    /// is left to train; or options contradict each other.
    /// </exception>
    /// <exception cref="System.IO.InvalidDataException">The checkpoint is damaged or of another training.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss became infinite or not a number. The network has the parameters of the end of the epoch before.
    /// </exception>
    public static TrainingHistory Fit<TNetwork>(this TNetwork network, Dataset training, FitOptions? options = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(training);
        using var loop = new FitLoop<TNetwork>(network, training, options ?? new FitOptions());
        return loop.Run();
    }

    /// <summary>Measures the network: the mean loss, and with labels the accuracy. Changes nothing.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network. Reading it from other threads at the same time is fine.</param>
    /// <param name="data">The samples to measure with, with labels or targets.</param>
    /// <returns>Loss and accuracy.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network.</exception>
    public static Evaluation Evaluate<TNetwork>(this TNetwork network, Dataset data)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        BatchChecks.For<TNetwork>(capacity: int.MaxValue).Data(data);
        return new Evaluator<TNetwork>(network).Run(data);
    }
}
