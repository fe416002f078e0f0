namespace NNGen;

/// <summary>
/// The layout of a training block, and the strips into which the parameter gradient is cut. All offsets and lengths count floats.
/// </summary>
/// <remarks>
/// Where nothing else is said, values of a block lie as [feature][sample]: feature f of sample s is at <c>offset + f · BlockSize + s</c>.
/// </remarks>
public sealed class TrainingPlan
{
    /// <summary>The length of one block.</summary>
    public required int BlockLength { get; init; }

    /// <summary>The network's output, [feature][sample].</summary>
    public required int OutputOffset { get; init; }

    /// <summary>The targets, or the caller's ∂output, [feature][sample].</summary>
    public required int TargetOffset { get; init; }

    /// <summary>One weight for each sample, by which its loss counts; 0 for samples that only fill up a partial block.</summary>
    public required int SampleWeightOffset { get; init; }

    /// <summary>One unweighted loss for each sample.</summary>
    public required int LossOffset { get; init; }

    /// <summary>
    /// Of a network with several outputs, the loss of each by itself and without its weight, one for each sample. Default: none.
    /// </summary>
    public IReadOnlyList<int> OutputLossOffsets { get; init; } = [];

    /// <summary>The scratch that each caller of <c>ParameterGradients</c> needs.</summary>
    public required int ScratchLength { get; init; }

    /// <summary>
    /// The running total of the work before each strip, in multiply-adds per sample, and at the end the whole: one more entry than there
    /// are strips. Used to share strips out evenly.
    /// </summary>
    public required IReadOnlyList<long> StripWork { get; init; }

    /// <summary>
    /// Where the outputs of layers lie after <c>TrainForward</c>. Only those are listed that the backward pass reads; the memory of others
    /// is used again at once.
    /// </summary>
    public IReadOnlyList<LayerValue> LayerValues { get; init; } = [];

    /// <summary>
    /// Receives one number for each sample: its part in a mean over the batch, 1 / count, and 0 for samples that only fill up a partial
    /// block. −1 where no layer asks for it.
    /// </summary>
    public int SampleShareOffset { get; init; } = -1;

    /// <summary>What is summed over the batch behind each segment of the forward pass; the last segment has no sums behind it.</summary>
    public IReadOnlyList<IReadOnlyList<BatchSum>> ForwardSums { get; init; } = [];

    /// <summary>What is summed over the batch behind each segment of the backward pass but the last.</summary>
    public IReadOnlyList<IReadOnlyList<BatchSum>> BackwardSums { get; init; } = [];

    /// <summary>What is summed over the batch behind each segment of the pass into the inputs but the last.</summary>
    public IReadOnlyList<IReadOnlyList<BatchSum>> InputGradientSums { get; init; } = [];

    /// <summary>The random numbers to be drawn before the forward pass.</summary>
    public IReadOnlyList<SampleNoise> Noises { get; init; } = [];

    /// <summary>The running averages, each of the result of a sum of the forward pass.</summary>
    public IReadOnlyList<RunningAverage> Averages { get; init; } = [];

    /// <summary>The number of strips.</summary>
    public int StripCount => StripWork.Count - 1;

    /// <summary>The first strip of a worker's share when the work is cut into equal shares.</summary>
    /// <param name="worker">The worker, from 0; <paramref name="workers"/> itself gives the end of the last share.</param>
    /// <param name="workers">The number of workers.</param>
    /// <returns>The first strip whose work begins in the share.</returns>
    internal int FirstStrip(int worker, int workers)
    {
        long start = StripWork[StripCount] * worker / workers;
        int strip = 0;
        while (strip < StripCount && StripWork[strip] < start) strip++;
        return strip;
    }
}
