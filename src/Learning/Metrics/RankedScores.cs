namespace NNGen.Learning;

/// <summary>
/// Two classes' samples in the order of their scores, the greatest first, and how many positives and negatives lie at or above each
/// distinct score: what every curve over thresholds is made from.
/// </summary>
internal sealed class RankedScores
{
    private const int DigitBits = 11;
    private const uint DigitMask = (1 << DigitBits) - 1;

    private RankedScores(float[] thresholds, int[] truePositives, int[] falsePositives)
    {
        Thresholds = thresholds;
        TruePositives = truePositives;
        FalsePositives = falsePositives;
    }

    /// <summary>The distinct scores, falling.</summary>
    public float[] Thresholds { get; }

    /// <summary>For each threshold, the positives with at least that score.</summary>
    public int[] TruePositives { get; }

    /// <summary>For each threshold, the negatives with at least that score.</summary>
    public int[] FalsePositives { get; }

    public int Positives => TruePositives[^1];

    public int Negatives => FalsePositives[^1];

    public static RankedScores Of(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores)
    {
        MetricChecks.SameCount(labels.Length, scores.Length, nameof(scores));
        MetricChecks.Finite(scores, 1, nameof(scores));
        MetricChecks.Classes(labels, 2, nameof(labels));
        return Rank(labels, scores, outputs: 1, output: 0, positive: 1);
    }

    /// <summary>One class against all the others, by the scores of that class.</summary>
    public static RankedScores OneAgainstRest(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int outputs, int label)
    {
        MetricChecks.Classes(labels, outputs, nameof(labels));
        return Rank(labels, scores, outputs, label, label);
    }

    /// <summary>Finite numbers, rising, by a radix sort of three passes.</summary>
    public static float[] Sorted(ReadOnlySpan<float> values)
    {
        var keys = new ulong[values.Length];
        for (int i = 0; i < keys.Length; i++) keys[i] = (ulong)Key(values[i]) << 32;
        keys = Sort(keys);
        var sorted = new float[keys.Length];
        for (int i = 0; i < keys.Length; i++) sorted[i] = Value((uint)(keys[i] >> 32));
        return sorted;
    }

    private static RankedScores Rank(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores, int outputs, int output, int positive)
    {
        var keys = new ulong[labels.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((ulong)Key(scores[(i * outputs) + output]) << 32) | (labels[i] == positive ? 1UL : 0UL);
        }

        keys = Sort(keys);
        RankedScores ranked = Count(keys);
        if (ranked.Positives > 0 && ranked.Negatives > 0) return ranked;
        string missing = ranked.Positives == 0 ? $"of class {positive}" : $"that are not of class {positive}";
        throw new ArgumentException($"Expected samples on both sides, found none {missing}.", nameof(labels));
    }

    /// <summary>How many samples of each side lie at or above every score that occurs, from the greatest on.</summary>
    private static RankedScores Count(ulong[] keys)
    {
        int distinct = 1;
        for (int place = 1; place < keys.Length; place++) distinct += keys[place - 1] >> 32 == keys[place] >> 32 ? 0 : 1;
        var ranked = new RankedScores(new float[distinct], new int[distinct], new int[distinct]);
        int positives = 0;
        int next = 0;
        for (int place = keys.Length - 1; place >= 0; place--)
        {
            positives += (int)(keys[place] & 1);
            if (place > 0 && keys[place - 1] >> 32 == keys[place] >> 32) continue;
            ranked.Thresholds[next] = Value((uint)(keys[place] >> 32));
            ranked.TruePositives[next] = positives;
            ranked.FalsePositives[next++] = keys.Length - place - positives;
        }

        return ranked;
    }

    /// <summary>Unsigned numbers in the order of the floats; −0 is the same as 0.</summary>
    private static uint Key(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }

    private static float Value(uint key) => BitConverter.UInt32BitsToSingle((key & 0x80000000) != 0 ? key & 0x7FFFFFFF : ~key);

    /// <summary>By the upper half of the keys.</summary>
    private static ulong[] Sort(ulong[] keys)
    {
        var other = new ulong[keys.Length];
        var starts = new int[DigitMask + 1];
        for (int shift = 32; shift < 64; shift += DigitBits)
        {
            Array.Clear(starts);
            foreach (ulong key in keys) starts[(key >> shift) & DigitMask]++;
            int start = 0;
            foreach (ref int place in starts.AsSpan())
            {
                (int count, place) = (place, start);
                start += count;
            }

            foreach (ulong key in keys) other[starts[(key >> shift) & DigitMask]++] = key;
            (keys, other) = (other, keys);
        }

        return keys;
    }
}
