namespace NNGen;

/// <summary>What one step learns from: the caller's spans, or samples of a data set. Valid during one step only.</summary>
internal readonly ref struct StepBatch
{
    private readonly ReadOnlySpan<int> labels;
    private readonly ReadOnlySpan<int> indices;
    private readonly bool hasLabels;

    private StepBatch(BatchValues values, ReadOnlySpan<int> labels, bool hasLabels, ReadOnlySpan<int> indices, int count)
    {
        Values = values;
        this.labels = labels;
        this.hasLabels = hasLabels;
        this.indices = indices;
        Count = count;
    }

    /// <summary>The floats of the samples.</summary>
    public BatchValues Values { get; }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    public static StepBatch OfLabels(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) =>
        new(new BatchValues(inputs, default), labels, true, default, labels.Length);

    public static StepBatch OfTargets(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int count) =>
        new(new BatchValues(inputs, targets), default, false, default, count);

    public static StepBatch OfSamples(Dataset data, ReadOnlySpan<int> indices) =>
        new(new BatchValues(data), default, data.HasLabels, indices, indices.Length);

    /// <summary>Some of the samples.</summary>
    public StepBatch Slice(int start, int count)
    {
        if (count == Count) return this;
        if (Values.Data is not null) return new StepBatch(Values, default, hasLabels, indices.Slice(start, count), count);
        int inputLength = Values.Inputs.Length / Count;
        int targetLength = Values.Targets.Length / Count;
        var values = new BatchValues(
            Values.Inputs.Slice(start * inputLength, count * inputLength),
            Values.Targets.Slice(start * targetLength, count * targetLength));
        return new StepBatch(values, hasLabels ? labels.Slice(start, count) : default, hasLabels, default, count);
    }

    /// <summary>Makes these the samples of the next run.</summary>
    public void SetOn(BatchSamples samples)
    {
        if (Values.Data is not null) samples.SetGathered(Values.Data, indices);
        else if (hasLabels) samples.SetConsecutive(Count, labels);
        else samples.SetConsecutive(Count);
    }
}
