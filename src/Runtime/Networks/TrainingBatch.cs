namespace NNGen;

/// <summary>A whole batch after the backward pass: its training blocks one behind the other, and its input rows.</summary>
/// <param name="blocks">The training blocks, each <see cref="TrainingPlan.BlockLength"/> floats.</param>
/// <param name="input">The input rows of all samples.</param>
/// <param name="count">The number of samples, without those that only fill up the last block.</param>
public readonly ref struct TrainingBatch(ReadOnlySpan<float> blocks, BlockInput input, int count)
{
    /// <summary>The training blocks.</summary>
    public ReadOnlySpan<float> Blocks { get; } = blocks;

    /// <summary>The input rows of all samples.</summary>
    public BlockInput Input { get; } = input;

    /// <summary>The number of samples.</summary>
    public int Count { get; } = count;
}
