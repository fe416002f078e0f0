using System.Threading;

namespace NNGen;

/// <summary>How <c>Fit</c> trains. Defaults follow Keras, except that the optimiser is Adam and not RMSprop.</summary>
public sealed class FitOptions
{
    /// <summary>How many times the training goes through the data. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(Epochs), value, $"A training has at least 1 epoch, but {value} were given.");
    } = 1;

    /// <summary>
    /// The samples of a step. The last batch of an epoch has the rest; it is trained like the others. Multiples of 32, the size of a block,
    /// waste no work. Default: 32.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchSize
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(BatchSize), value, $"A batch has at least 1 sample, but the size is {value}.");
    } = 32;

    /// <summary>
    /// Decides the order of the samples, and their changes where there are any. The same seed gives the same on every machine. Default: 0.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether each epoch takes the samples in another order. Only indices are shuffled; no sample is copied. Default: yes.
    /// </summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Changes the images anew in each epoch, in the way that <see cref="Seed"/>, the epoch and the sample decide. Loss and accuracy of the
    /// training are then those of the changed images; the validation data stays as it is. Default: no changes.
    /// </summary>
    public ImageAugmentation? Augmentation { get; init; }

    /// <summary>The learning rule. Default: Adam with its own defaults.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Optimizer Optimizer
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Optimizer));
    } = new Adam();

    /// <summary>How the learning rate changes over all steps of the training. Default: not at all.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Samples to measure the network with after each epoch. They are not learnt from. Default: none.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// The number of threads that share each step. Default: 1. The trained parameters are the same, to the bit, for every number; see
    /// <see cref="TrainerOptions.Threads"/> for when more threads help.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(Threads), value, $"A training needs at least 1 thread, but {value} were given.");
    } = 1;

    /// <summary>
    /// The names of the layers or blocks that are not trained, such as the body of a network whose head is new: their parameters keep their bits. See
    /// <see cref="TrainerOptions.Frozen"/>. Default: none.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> Frozen
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Frozen));
    } = [];

    /// <summary>
    /// Told how the training goes: after every epoch, and within one at most about ten times a second. Default: nobody.
    /// </summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops the training after the current step. What was learnt stays. Default: nothing stops it.</summary>
    public CancellationToken CancellationToken { get; init; }
}
