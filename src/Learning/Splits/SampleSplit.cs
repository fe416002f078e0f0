namespace NNGen.Learning;

/// <summary>
/// Samples parted into those to learn from and those to test with, as indices. The same seed gives the same parts on every machine.
/// </summary>
/// <param name="Train">The samples to learn from.</param>
/// <param name="Test">The samples to test with; none of them is in <paramref name="Train"/>.</param>
public sealed record SampleSplit(int[] Train, int[] Test)
{
    /// <summary>Parts shuffled samples. As in scikit-learn, the test part is rounded up.</summary>
    /// <param name="count">The number of samples, at least 2.</param>
    /// <param name="testFraction">The part to test with, in (0, 1). Default: a quarter.</param>
    /// <param name="seed">Decides the order.</param>
    /// <returns>The two parts, neither of them empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public static SampleSplit Shuffled(int count, double testFraction = 0.25, int seed = 0)
    {
        int testCount = TestCount(count, testFraction);
        int[] order = ShuffledIndices(count, seed);
        return new SampleSplit(order[testCount..], order[..testCount]);
    }

    /// <summary>Parts shuffled samples so that every class has its share of both parts, give or take one sample.</summary>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <param name="testFraction">The part to test with, in (0, 1). Default: a quarter.</param>
    /// <param name="seed">Decides the order.</param>
    /// <returns>The two parts. Every class has at least one sample to learn from.</returns>
    /// <exception cref="ArgumentException">A class has a single sample, or there are fewer test samples than classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty, or a label is negative.</exception>
    public static SampleSplit Stratified(ReadOnlySpan<int> labels, double testFraction = 0.25, int seed = 0)
    {
        int testCount = TestCount(labels.Length, testFraction);
        int[] order = ShuffledIndices(labels.Length, seed);
        int[] quotas = Quotas(ClassCounts(labels), labels.Length, testCount);
        var train = new List<int>(labels.Length - testCount);
        var test = new List<int>(testCount);
        foreach (int sample in order) (quotas[labels[sample]]-- > 0 ? test : train).Add(sample);
        return new SampleSplit([.. train], [.. test]);
    }

    /// <summary>
    /// Cross-validation: every sample is tested with exactly once. The first <c>count mod folds</c> folds have one test sample more.
    /// </summary>
    /// <param name="count">The number of samples, at least as many as folds.</param>
    /// <param name="folds">The number of folds, at least 2. Default: 5.</param>
    /// <param name="seed">Decides the order. Default: the samples stay in theirs, and the folds are runs of them.</param>
    /// <returns>One split for each fold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds, or fewer samples than folds.</exception>
    public static IReadOnlyList<SampleSplit> KFold(int count, int folds = 5, int? seed = null)
    {
        RequireFolds(count, folds);
        int[] order = seed is int value ? ShuffledIndices(count, value) : Indices(count);
        var foldOf = new int[count];
        for (int place = 0; place < count; place++)
        {
            // The fold whose run of places holds this one: longer runs come first.
            int longRuns = count % folds;
            int length = count / folds;
            int inLongRuns = longRuns * (length + 1);
            foldOf[order[place]] = place < inLongRuns ? place / (length + 1) : longRuns + ((place - inLongRuns) / length);
        }

        return FromFolds(order, foldOf, folds);
    }

    /// <summary>Cross-validation in which every class has its share of every fold, give or take one sample.</summary>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <param name="folds">The number of folds, at least 2. Default: 5.</param>
    /// <param name="seed">Decides the order. Default: the samples stay in theirs.</param>
    /// <returns>One split for each fold. Every class has samples to learn from in each of them.</returns>
    /// <exception cref="ArgumentException">A class has a single sample.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer than 2 folds, or fewer samples than folds, or a label is negative.
    /// </exception>
    public static IReadOnlyList<SampleSplit> StratifiedKFold(ReadOnlySpan<int> labels, int folds = 5, int? seed = null)
    {
        RequireFolds(labels.Length, folds);
        int[] counts = ClassCounts(labels);
        int[] order = seed is int value ? ShuffledIndices(labels.Length, value) : Indices(labels.Length);

        // The classes are dealt out like cards, each where the one before it ended, so that the folds are of equal size.
        var next = new int[counts.Length];
        for (int label = 1; label < counts.Length; label++) next[label] = (next[label - 1] + counts[label - 1]) % folds;
        var foldOf = new int[labels.Length];
        foreach (int sample in order) foldOf[sample] = next[labels[sample]]++ % folds;
        return FromFolds(order, foldOf, folds);
    }

    private static SampleSplit[] FromFolds(int[] order, int[] foldOf, int folds)
    {
        var splits = new SampleSplit[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            splits[fold] = new SampleSplit(
                Array.FindAll(order, sample => foldOf[sample] != fold), Array.FindAll(order, sample => foldOf[sample] == fold));
        }

        return splits;
    }

    /// <summary>
    /// How many samples of each class are tested with: the exact share rounded down, and the rest to the largest remainders.
    /// </summary>
    private static int[] Quotas(int[] counts, int total, int testCount)
    {
        var quotas = new int[counts.Length];
        var remainders = new List<(long Remainder, int Label)>();
        int left = testCount;
        for (int label = 0; label < counts.Length; label++)
        {
            long share = (long)counts[label] * testCount;
            quotas[label] = (int)(share / total);
            left -= quotas[label];
            remainders.Add((share % total, label));
        }

        remainders.Sort((a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.Label.CompareTo(b.Label));
        for (int i = 0; i < left; i++) quotas[remainders[i].Label]++;
        for (int label = 0; label < counts.Length; label++) quotas[label] = Math.Min(quotas[label], Math.Max(counts[label] - 1, 0));
        return quotas;
    }

    private static int[] ClassCounts(ReadOnlySpan<int> labels)
    {
        var counts = new List<int>();
        for (int sample = 0; sample < labels.Length; sample++)
        {
            int label = labels[sample];
            if (label < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), label, $"Sample {sample}: expected a label of 0 or more.");
            }

            while (counts.Count <= label) counts.Add(0);
            counts[label]++;
        }

        int lonely = counts.IndexOf(1);
        if (lonely < 0) return [.. counts];
        throw new ArgumentException(
            $"Expected at least 2 samples of each class, found 1 of class {lonely}, sample {labels.IndexOf(lonely)}: it cannot be both " +
            "learnt from and tested with. Leave the class out, or part without stratification.",
            nameof(labels));
    }

    private static int TestCount(int count, double testFraction)
    {
        if (testFraction is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "Expected a part of the samples, in (0, 1).");
        }

        int testCount = (int)Math.Ceiling(count * testFraction);
        if (testCount >= 1 && testCount < count) return testCount;
        throw new ArgumentOutOfRangeException(
            nameof(testFraction), testFraction, $"Expected a fraction that leaves samples for both parts; there are {count} samples.");
    }

    private static void RequireFolds(int count, int folds)
    {
        if (folds >= 2 && folds <= count) return;
        throw new ArgumentOutOfRangeException(nameof(folds), folds, $"Expected 2 to {count} folds, as there are {count} samples.");
    }

    private static int[] Indices(int count)
    {
        var indices = new int[count];
        for (int i = 0; i < count; i++) indices[i] = i;
        return indices;
    }

    private static int[] ShuffledIndices(int count, int seed)
    {
        int[] indices = Indices(count);
        var random = new CounterRandom((uint)seed);
        random.Shuffle(indices);
        return indices;
    }
}
