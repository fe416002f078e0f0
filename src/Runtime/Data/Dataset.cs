namespace NNGen;

/// <summary>
/// Samples to learn from or to test with: inputs, and for each sample a label (the index of its class), a row of targets, or neither.
/// </summary>
/// <remarks>
/// All inputs lie in one float array, row-major [<see cref="Count"/>, <see cref="InputLength"/>]; targets likewise [<see cref="Count"/>,
/// <see cref="TargetLength"/>]. A data set never changes and is never copied: slices are views, and training shuffles indices. There is no
/// empty data set.
/// </remarks>
public sealed partial class Dataset
{
    private readonly float[] inputs;
    private readonly int[] labels;
    private readonly float[] targets;
    private readonly int start;
    private float[] weights = [];

    private Dataset(float[] inputs, int inputLength, int[] labels, int classes, float[] targets, int targetLength, int start, int count)
    {
        this.inputs = inputs;
        this.labels = labels;
        this.targets = targets;
        this.start = start;
        InputLength = inputLength;
        Classes = classes;
        TargetLength = targetLength;
        Count = count;
    }

    /// <summary>The number of samples, at least 1.</summary>
    public int Count { get; }

    /// <summary>The elements of one input.</summary>
    public int InputLength { get; }

    /// <summary>Whether every sample has a label.</summary>
    public bool HasLabels => Classes > 0;

    /// <summary>The number of classes; 0 without labels.</summary>
    public int Classes { get; }

    /// <summary>Whether every sample has a row of targets.</summary>
    public bool HasTargets => TargetLength > 0;

    /// <summary>The elements of one row of targets; 0 without targets.</summary>
    public int TargetLength { get; }

    /// <summary>All inputs, row-major [<see cref="Count"/>, <see cref="InputLength"/>].</summary>
    public ReadOnlySpan<float> Inputs => inputs.AsSpan(start * InputLength, Count * InputLength);

    /// <summary>The label of every sample, each in [0, <see cref="Classes"/>); empty without labels.</summary>
    public ReadOnlySpan<int> Labels => HasLabels ? labels.AsSpan(start, Count) : default;

    /// <summary>All targets, row-major [<see cref="Count"/>, <see cref="TargetLength"/>]; empty without targets.</summary>
    public ReadOnlySpan<float> Targets => targets.AsSpan(start * TargetLength, Count * TargetLength);

    /// <summary>The input of one sample.</summary>
    /// <param name="sample">The sample, from 0.</param>
    /// <returns><see cref="InputLength"/> floats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Input(int sample)
    {
        RequireSample(sample);
        return inputs.AsSpan((start + sample) * InputLength, InputLength);
    }

    /// <summary>The targets of one sample; empty without targets.</summary>
    /// <param name="sample">The sample, from 0.</param>
    /// <returns><see cref="TargetLength"/> floats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Target(int sample)
    {
        RequireSample(sample);
        return targets.AsSpan((start + sample) * TargetLength, TargetLength);
    }

    /// <summary>A run of samples as a data set of its own, with the same number of classes. A view: nothing is copied.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="count">The number of samples, at least 1.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The run is empty or not within this data set.</exception>
    public Dataset Slice(int start, int count)
    {
        if (start < 0 || start >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"Expected a first sample from 0 to {Count - 1}.");
        }

        if (count < 1 || count > Count - start)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                $"Expected 1 to {Count - start} samples (of {Count}, from sample {start} on); a data set is never empty.");
        }

        return new Dataset(inputs, InputLength, labels, Classes, targets, TargetLength, this.start + start, count) { weights = weights };
    }

    /// <summary>Cuts the data set in two, in the order of the samples. Views: nothing is copied.</summary>
    /// <param name="firstCount">The number of samples of the first part, at least 1 and less than <see cref="Count"/>.</param>
    /// <returns>The first samples, and the rest.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One of the parts would be empty.</exception>
    public (Dataset First, Dataset Second) Split(int firstCount)
    {
        if (firstCount < 1 || firstCount >= Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(firstCount), firstCount, $"Expected 1 to {Count - 1}, so that neither part of the {Count} samples is empty.");
        }

        return (Slice(0, firstCount), Slice(firstCount, Count - firstCount));
    }

    private void RequireSample(int sample)
    {
        if ((uint)sample >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(sample), sample, $"Expected a sample from 0 to {Count - 1}.");
        }
    }
}
