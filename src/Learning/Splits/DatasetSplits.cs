namespace NNGen.Learning;

/// <summary>Parts of data sets. The samples are copied.</summary>
public static class DatasetSplits
{
    /// <summary>The samples at some places, in the order of the places.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="samples">The places, from 0, at least one; a sample may occur several times.</param>
    /// <returns>A data set of its own, with the same number of classes.</returns>
    /// <exception cref="ArgumentException">There is no place.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public static Dataset Take(this Dataset data, ReadOnlySpan<int> samples)
    {
        ArgumentNullException.ThrowIfNull(data);
        var inputs = new float[checked(samples.Length * data.InputLength)];
        var labels = new int[data.HasLabels ? samples.Length : 0];
        var targets = new float[checked(samples.Length * data.TargetLength)];
        for (int place = 0; place < samples.Length; place++)
        {
            int sample = samples[place];
            data.Input(sample).CopyTo(inputs.AsSpan(place * data.InputLength));
            data.Target(sample).CopyTo(targets.AsSpan(place * data.TargetLength));
            if (data.HasLabels) labels[place] = data.Labels[sample];
        }

        if (data.HasLabels) return Dataset.FromLabels(inputs, data.InputLength, labels, data.Classes);
        if (data.HasTargets) return Dataset.FromTargets(inputs, data.InputLength, targets, data.TargetLength);
        return Dataset.FromInputs(inputs, data.InputLength);
    }

    /// <summary>Parts shuffled samples into those to learn from and those to test with.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="testFraction">The part to test with, in (0, 1). Default: a quarter.</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="stratify">Whether every class gets its share of both parts. Default: no, as in scikit-learn.</param>
    /// <returns>The two parts.</returns>
    /// <exception cref="ArgumentException">
    /// The data has no labels by which it could be stratified, or a class has a single sample.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public static (Dataset Train, Dataset Test) SplitShuffled(
        this Dataset data, double testFraction = 0.25, int seed = 0, bool stratify = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (stratify && !data.HasLabels)
        {
            throw new ArgumentException(
                "Expected labels to stratify by, found none. Part the samples without stratification.", nameof(data));
        }

        SampleSplit split = stratify
            ? SampleSplit.Stratified(data.Labels, testFraction, seed)
            : SampleSplit.Shuffled(data.Count, testFraction, seed);
        return (data.Take(split.Train), data.Take(split.Test));
    }
}
