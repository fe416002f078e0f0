namespace NNGen;

/// <summary>
/// Which samples make up a batch: the start of each one's input row and target row, or its label. The last block is filled up with
/// repetitions of the last sample, which get no weight.
/// </summary>
internal sealed class BatchSamples(int blockCapacity, int blockSize, int inputLength, int outputLength)
{
    private readonly nint[] inputRows = new nint[blockCapacity * blockSize];
    private readonly nint[] targetRows = new nint[blockCapacity * blockSize];
    private readonly int[] labels = new int[blockCapacity * blockSize];
    private readonly float[] weights = new float[blockCapacity * blockSize];
    private bool hasWeights;

    /// <summary>The number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>The number of samples that the mean loss is taken over: those of a whole step, of which these may be a piece.</summary>
    public int TotalCount { get; set; }

    /// <summary>The place of the first sample in its batch, of which these may be a piece.</summary>
    public int FirstPlace { get; set; }

    /// <summary>The number of blocks, the last one perhaps partial.</summary>
    public int BlockCount => (Count + blockSize - 1) / blockSize;

    /// <summary>Whether the samples have labels; else they have target rows.</summary>
    public bool HasLabels { get; private set; }

    /// <summary>The start of every input row, of whole blocks.</summary>
    public ReadOnlySpan<nint> InputRows => inputRows.AsSpan(0, BlockCount * blockSize);

    /// <summary>The start of every target row, of one block.</summary>
    public ReadOnlySpan<nint> TargetRows(int block) => targetRows.AsSpan(block * blockSize, blockSize);

    /// <summary>The labels of one block.</summary>
    public ReadOnlySpan<int> Labels(int block) => labels.AsSpan(block * blockSize, blockSize);

    /// <summary>The number of samples of a block that belong to the batch.</summary>
    public int ValidCount(int block) => Math.Min(blockSize, Count - (block * blockSize));

    /// <summary>By how much the loss of each sample of a block counts: its weight, divided by the number of samples.</summary>
    /// <param name="block">The block.</param>
    /// <param name="lanes">Receives the factors; 0 for what only fills up the block.</param>
    public void FillWeights(int block, Span<float> lanes)
    {
        int valid = ValidCount(block);
        float scale = 1f / TotalCount;
        if (hasWeights)
        {
            for (int s = 0; s < valid; s++) lanes[s] = weights[(block * blockSize) + s] * scale;
        }
        else
        {
            lanes[..valid].Fill(scale);
        }

        lanes[valid..].Clear();
    }

    /// <summary>Adds the weighted losses of a block to a sum, in order.</summary>
    /// <param name="block">The block.</param>
    /// <param name="losses">The losses of its samples.</param>
    /// <param name="sum">The sum so far.</param>
    public void AddLosses(int block, ReadOnlySpan<float> losses, ref double sum)
    {
        int valid = ValidCount(block);
        for (int s = 0; s < valid; s++) sum += hasWeights ? (double)weights[(block * blockSize) + s] * losses[s] : losses[s];
    }

    /// <summary>Samples whose rows lie one behind the other, with labels.</summary>
    public void SetConsecutive(int count, ReadOnlySpan<int> sampleLabels)
    {
        SetConsecutive(count);
        sampleLabels.CopyTo(labels);
        labels.AsSpan(count, (BlockCount * blockSize) - count).Fill(sampleLabels[^1]);
        HasLabels = true;
    }

    /// <summary>Samples whose rows lie one behind the other, their targets likewise.</summary>
    public void SetConsecutive(int count)
    {
        Count = TotalCount = count;
        HasLabels = hasWeights = false;
        for (int s = 0; s < BlockCount * blockSize; s++)
        {
            int sample = Math.Min(s, count - 1);
            inputRows[s] = (nint)sample * inputLength;
            targetRows[s] = (nint)sample * outputLength;
        }
    }

    /// <summary>Samples of a data set, by their indices.</summary>
    public void SetGathered(Dataset data, ReadOnlySpan<int> indices)
    {
        Count = TotalCount = indices.Length;
        HasLabels = data.HasLabels;
        hasWeights = data.HasWeights;
        ReadOnlySpan<int> allLabels = data.Labels;
        ReadOnlySpan<float> allWeights = data.Weights;
        for (int s = 0; s < BlockCount * blockSize; s++)
        {
            int sample = indices[Math.Min(s, indices.Length - 1)];
            inputRows[s] = (nint)sample * inputLength;
            targetRows[s] = (nint)sample * outputLength;
            if (HasLabels) labels[s] = allLabels[sample];
            if (hasWeights) weights[s] = allWeights[sample];
        }
    }
}
