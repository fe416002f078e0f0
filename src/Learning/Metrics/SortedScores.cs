namespace NNGen.Learning;

/// <summary>
/// Scores with their side, positive or negative, sorted by a radix sort. The memory serves for one class after the other.
/// </summary>
/// <param name="count">The number of scores.</param>
internal sealed class SortedScores(int count)
{
    // 256 places to write to stay in the first-level cache: 11 bits, in three passes, took 1.2 times as long for a million scores.
    private const int DigitBits = 8;
    private const int Digits = 4;
    private const int Values = 1 << DigitBits;
    private const int FirstBit = 32;

    private readonly int[] starts = new int[Digits * Values];
    private ulong[] keys = new ulong[count];
    private ulong[] other = new ulong[count];

    /// <summary>The positives.</summary>
    public int Positives { get; private set; }

    /// <summary>Rising: a score's number in the upper half (see <see cref="ScoreOf"/>), in the lowest bit whether it is a positive.</summary>
    public ReadOnlySpan<ulong> Keys => keys;

    /// <summary>
    /// The probability that a positive scores higher than a negative, a tie counting as half: the area under the ROC curve. Pairs are
    /// counted, so that nothing is rounded before the division.
    /// </summary>
    public double Area
    {
        get
        {
            long halves = 0;
            long below = 0;
            for (int first = 0; first < keys.Length;)
            {
                int end = EndOfTie(keys, first, out int positives);
                int negatives = end - first - positives;
                halves += positives * ((2 * below) + negatives);
                below += negatives;
                first = end;
            }

            return halves / (2d * Positives * below);
        }
    }

    /// <summary>The score of a key.</summary>
    public static float ScoreOf(ulong key)
    {
        uint bits = (uint)(key >> FirstBit);
        return BitConverter.UInt32BitsToSingle((bits & 0x80000000) != 0 ? bits & 0x7FFFFFFF : ~bits);
    }

    /// <summary>The place behind the keys that have the score of the first.</summary>
    public static int EndOfTie(ReadOnlySpan<ulong> keys, int first, out int positives)
    {
        int end = first;
        positives = 0;
        do positives += (int)(keys[end++] & 1);
        while (end < keys.Length && keys[end] >> FirstBit == keys[first] >> FirstBit);
        return end;
    }

    /// <summary>Takes one column of row-major scores; labels other than <paramref name="positive"/> are negatives.</summary>
    /// <exception cref="ArgumentException">A side has no samples.</exception>
    public void Take(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int columns, int column, int positive)
    {
        Positives = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            bool isPositive = labels[i] == positive;
            Positives += isPositive ? 1 : 0;
            keys[i] = ((ulong)Number(scores[(i * columns) + column]) << FirstBit) | (isPositive ? 1UL : 0UL);
        }

        if (Positives > 0 && Positives < keys.Length) return;
        string missing = Positives == 0 ? $"of class {positive}" : $"that are not of class {positive}";
        throw new ArgumentException($"Expected samples on both sides, found none {missing}.", nameof(labels));
    }

    /// <summary>Takes scores without sides.</summary>
    public void Take(ReadOnlySpan<float> scores)
    {
        Positives = 0;
        for (int i = 0; i < keys.Length; i++) keys[i] = (ulong)Number(scores[i]) << FirstBit;
    }

    public void Sort()
    {
        Count();
        for (int digit = 0; digit < Digits; digit++)
        {
            Span<int> places = starts.AsSpan(digit * Values, Values);
            int shift = FirstBit + (digit * DigitBits);

            // A digit that all have in common, such as the sign of probabilities, orders nothing.
            if (places[Digit(keys[0], shift)] == keys.Length) continue;
            int start = 0;
            foreach (ref int place in places) (place, start) = (start, start + place);
            foreach (ulong key in keys) other[places[Digit(key, shift)]++] = key;
            (keys, other) = (other, keys);
        }
    }

    /// <summary>How often each value of each digit occurs.</summary>
    private void Count()
    {
        Array.Clear(starts);
        Span<int> first = starts.AsSpan(0, Values);
        Span<int> second = starts.AsSpan(Values, Values);
        Span<int> third = starts.AsSpan(2 * Values, Values);
        Span<int> fourth = starts.AsSpan(3 * Values, Values);
        foreach (ulong key in keys)
        {
            first[Digit(key, FirstBit)]++;
            second[Digit(key, FirstBit + DigitBits)]++;
            third[Digit(key, FirstBit + (2 * DigitBits))]++;
            fourth[Digit(key, FirstBit + (3 * DigitBits))]++;
        }
    }

    private static int Digit(ulong key, int shift) => (int)((key >> shift) & (Values - 1));

    /// <summary>Unsigned numbers in the order of the floats; −0 is the same as 0.</summary>
    private static uint Number(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value + 0f);
        return (uint)(bits ^ ((bits >> 31) | int.MinValue));
    }
}
