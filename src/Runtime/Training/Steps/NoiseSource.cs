namespace NNGen;

/// <summary>
/// Draws the random numbers of a training step. Each sample has a stream of its own for each layer and step, so its numbers depend neither
/// on the samples beside it nor on who draws them.
/// </summary>
internal sealed class NoiseSource(IReadOnlyList<SampleNoise> noises, int blockSize, int seed)
{
    // Keeps the keys apart from those of other random numbers, whose seeds have 32 bits.
    private const ulong FirstKey = 0x4E4F4953;

    /// <summary>Fills the numbers of one block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="firstSample">The place of the block's first sample in its batch.</param>
    /// <param name="valid">The samples of the block that belong to the batch; the others get the numbers of no noise.</param>
    /// <param name="step">The number of the step.</param>
    public void Fill(Span<float> block, int firstSample, int valid, long step)
    {
        for (int index = 0; index < noises.Count; index++)
        {
            SampleNoise noise = noises[index];
            Span<float> lanes = block.Slice(noise.Offset, noise.Length * blockSize);
            lanes.Fill(Neutral(noise.Kind));
            ulong key = ((FirstKey + (ulong)index) << 32) | (uint)seed;
            for (int sample = 0; sample < valid; sample++)
            {
                var random = new CounterRandom(key, ((ulong)step << 32) + (uint)(firstSample + sample));
                for (int place = sample; place < lanes.Length; place += blockSize) lanes[place] = Draw(noise, ref random);
            }
        }
    }

    /// <summary>Fills the numbers of one block as if there were no noise.</summary>
    public static void Clear(IReadOnlyList<SampleNoise> noises, Span<float> block, int blockSize)
    {
        for (int index = 0; index < noises.Count; index++)
        {
            block.Slice(noises[index].Offset, noises[index].Length * blockSize).Fill(Neutral(noises[index].Kind));
        }
    }

    private static float Neutral(NoiseKind kind) => kind == NoiseKind.Additive ? 0 : 1;

    private static float Draw(SampleNoise noise, ref CounterRandom random) => noise.Kind switch
    {
        NoiseKind.Dropout => random.NextSingle() < noise.Amount ? 0 : 1 / (1 - noise.Amount),
        NoiseKind.Additive => (float)(noise.Amount * random.NextNormal()),
        _ => (float)(1 + (Math.Sqrt(noise.Amount / (1.0 - noise.Amount)) * random.NextNormal())),
    };
}
