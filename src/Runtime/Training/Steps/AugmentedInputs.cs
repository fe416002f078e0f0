namespace NNGen;

/// <summary>
/// The inputs of a batch, changed: the gather step that a batch of unchanged samples does without. Each sample has a random stream of its
/// own for each epoch, so its change depends neither on the batch nor on the thread that makes it.
/// </summary>
internal sealed class AugmentedInputs
{
    private readonly ImageAugmentation augmentation;
    private readonly ulong seed;
    private readonly int blockSize;
    private readonly int inputLength;
    private readonly AlignedMemory values;
    private readonly nint[] rows;

    /// <summary>Reserves the memory.</summary>
    /// <param name="augmentation">How images change.</param>
    /// <param name="seed">Decides how.</param>
    /// <param name="blockCapacity">The blocks of the largest batch.</param>
    /// <param name="blockSize">The samples of a block.</param>
    public AugmentedInputs(ImageAugmentation augmentation, int seed, int blockCapacity, int blockSize)
    {
        this.augmentation = augmentation;
        this.seed = (uint)seed;
        this.blockSize = blockSize;
        inputLength = augmentation.ImageLength;
        values = new AlignedMemory(checked(blockCapacity * blockSize * inputLength));
        rows = new nint[blockCapacity * blockSize];
    }

    /// <summary>The epoch, from 1. Streams below 2³² are left to the order of the samples.</summary>
    public int Epoch { get; set; } = 1;

    /// <summary>The rows of some blocks of the batch, once they are filled.</summary>
    public BlockInput Rows(int blockCount) => new(values.Span, rows.AsSpan(0, blockCount * blockSize));

    /// <summary>Changes the samples of one block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="source">The samples as they are, of whole blocks.</param>
    /// <param name="valid">The samples of the block that belong to the batch; the others repeat the last of them.</param>
    public void Fill(int block, BlockInput source, int valid)
    {
        int first = block * blockSize;
        for (int s = 0; s < blockSize; s++)
        {
            rows[first + s] = (nint)(first + Math.Min(s, valid - 1)) * inputLength;
            if (s >= valid) continue;
            int start = (int)source.Rows[first + s];
            var random = new CounterRandom(seed, ((ulong)Epoch << 32) | (uint)(start / inputLength));
            augmentation.Apply(source.Values.Slice(start, inputLength), values.Span.Slice((int)rows[first + s], inputLength), ref random);
        }
    }
}
