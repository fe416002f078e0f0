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
    /// Decides the order of the samples, their changes where there are any, and what layers such as dropout draw. The same seed gives the same on every machine. Default: 0.
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
    public LearningRule Optimizer
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Optimizer));
    } = new Adam();

    /// <summary>How the learning rate changes over all steps of the training. Default: not at all.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>
    /// How many batches make one step, whose gradient is that of all of them: the effect of a larger batch in the memory of a small one.
    /// Default: 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int AccumulationSteps
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(AccumulationSteps), value, $"A step has at least 1 batch, but {value} were given.");
    } = 1;

    /// <summary>Penalties, decay and bounds of the parameters. Default: none.</summary>
    public Regularization? Regularization { get; init; }

    /// <summary>The largest magnitude of an element of the gradient. See <see cref="TrainerOptions.ClipValue"/>. Default: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public float? ClipValue
    {
        get;
        init => field = OptimizerSetting.RequireLimit(value, nameof(ClipValue));
    }

    /// <summary>The largest norm of the whole gradient. See <see cref="TrainerOptions.ClipGlobalNorm"/>. Default: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public float? ClipGlobalNorm
    {
        get;
        init => field = OptimizerSetting.RequireLimit(value, nameof(ClipGlobalNorm));
    }

    /// <summary>
    /// The decay of an exponential moving average of the parameters, in [0, 1), such as 0.99: <c>a ← decay·a + (1 − decay)·p</c> after
    /// every step. The average is what is measured with the validation data and what the network has in the end. Default: no average.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float? AverageDecay
    {
        get;
        init => field = value is { } decay
            ? OptimizerSetting.Require(decay, decay is >= 0 and < 1, nameof(AverageDecay), "in [0, 1)")
            : null;
    }

    /// <summary>Samples to measure the network with after each epoch. They are not learnt from. Default: none.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// The part of the samples that is taken for validation instead of <see cref="Validation"/>, in [0, 1): the last ones, before any
    /// shuffling, as in Keras. Where the samples are sorted by their class, split them yourself. Default: 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float ValidationFraction
    {
        get;
        init => field = OptimizerSetting.Require(value, value is >= 0 and < 1, nameof(ValidationFraction), "in [0, 1)");
    }

    /// <summary>Ends the training when it no longer gets better. Default: all epochs are trained.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Who is told what happens, in this order. Default: nobody.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<TrainingCallback> Callbacks
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Callbacks));
    } = [];

    /// <summary>Goes on where an earlier <c>Fit</c> with the same object ended. Default: every training starts afresh.</summary>
    public WarmStart? WarmStart { get; init; }

    /// <summary>Saves the training now and then, and resumes it where it was interrupted. Default: no.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

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
    /// The names of the layers or blocks that are not trained, such as the body of a network whose head is new: their parameters keep their
    /// bits. See <see cref="TrainerOptions.Frozen"/>. Default: none.
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

    /// <summary>What concerns the single step.</summary>
    internal TrainerOptions ForTrainer(int batchCapacity, int accumulationSteps) => new()
    {
        BatchCapacity = batchCapacity,
        AccumulationSteps = accumulationSteps,
        Threads = Threads,
        Frozen = Frozen,
        Seed = Seed,
        Regularization = Regularization,
        ClipValue = ClipValue,
        ClipGlobalNorm = ClipGlobalNorm,
    };
}
