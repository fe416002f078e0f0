namespace NNGen;

/// <summary>How a <see cref="Trainer{TNetwork}"/> works.</summary>
public sealed class TrainerOptions
{
    /// <summary>The largest batch, in samples; memory for it is reserved at once. Default: 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchCapacity
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(BatchCapacity), value, $"A batch has at least 1 sample, but the capacity is {value}.");
    } = 32;

    /// <summary>
    /// The number of threads that share a step, the calling one among them. Default: 1. The result is the same, to the bit, for every
    /// number. Blocks of samples are the unit of the forward and backward pass: a batch of one block gains next to nothing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(Threads), value, $"A step needs at least 1 thread, but {value} were given.");
    } = 1;

    /// <summary>
    /// Decides the random numbers of layers such as <see cref="DropoutAttribute"/>, together with the number of the step and each sample's
    /// place in its batch. Default: 0.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>
    /// The names of the layers or blocks that are not trained: their parameters keep their bits, and the optimiser's state of them stays 0.
    /// Their parameter gradients are left out of a step; the gradient still goes through them to the layers before. The layers of a network
    /// are in its <see cref="NetworkDescription.Layers"/>. Default: none.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> Frozen
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Frozen));
    } = [];

    /// <summary>
    /// How many batches of <see cref="BatchCapacity"/> samples a step may have, one after the other; their gradients are added up. The
    /// memory is that of one of them, and the gradient that of all samples together, up to rounding. Default: 1.
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

    /// <summary>
    /// The largest magnitude of an element of the gradient; larger ones are cut to it, before anything is clipped by its norm. Above 0;
    /// default: none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public float? ClipValue
    {
        get;
        init => field = OptimizerSetting.RequireLimit(value, nameof(ClipValue));
    }

    /// <summary>
    /// The largest Euclidean norm of the whole gradient of the trained parameters; a longer one is scaled down to it. The gradient then has
    /// to be stored, which costs a pass over memory. Above 0; default: none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public float? ClipGlobalNorm
    {
        get;
        init => field = OptimizerSetting.RequireLimit(value, nameof(ClipGlobalNorm));
    }
}
