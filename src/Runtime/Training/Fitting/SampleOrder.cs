namespace NNGen;

/// <summary>The order of the samples in one epoch.</summary>
internal static class SampleOrder
{
    /// <summary>From the natural order every time, so that an epoch's order does not depend on the epochs before.</summary>
    /// <param name="order">Receives the indices of the samples.</param>
    /// <param name="shuffle">Whether they are shuffled.</param>
    /// <param name="seed">The seed of the shuffling.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    public static void Fill(int[] order, bool shuffle, int seed, int epoch)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        if (!shuffle) return;
        var random = new CounterRandom((uint)seed, (ulong)epoch);
        random.Shuffle(order);
    }
}
