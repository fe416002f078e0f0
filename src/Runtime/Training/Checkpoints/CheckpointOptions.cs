namespace NNGen;

/// <summary>
/// Saves a training now and then, so that it can be resumed after whatever stopped it: the result is, to the bit, that of the unbroken
/// training. To resume, call <c>Fit</c> with the same data and the same options, and a network of the same class.
/// </summary>
/// <remarks>
/// A checkpoint is written beside its place, flushed to the disk and then moved there; the one before it stays as <c>path.previous</c>. So
/// whatever happens, one of the two is whole, and a checksum finds out which: a damaged one is passed over for the one before.
/// </remarks>
public sealed class CheckpointOptions
{
    /// <summary>Sets the file.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public CheckpointOptions(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>After how many epochs the training is saved; always after the last one. 0: at no other epoch's end. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int EveryEpochs
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(EveryEpochs), value, $"{nameof(EveryEpochs)} must be at least 0, but is {value}.");
    } = 1;

    /// <summary>After how many steps within an epoch the training is saved. 0: only at the ends of epochs. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int EverySteps
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(EverySteps), value, $"{nameof(EverySteps)} must be at least 0, but is {value}.");
    }

    /// <summary>Whether the training goes on from the file if there is one. Otherwise it is replaced. Default: yes.</summary>
    public bool Resume { get; init; } = true;
}
