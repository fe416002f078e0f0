using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NNGen.Learning.Tests.Splits;

public sealed class SampleSplitTests
{
    private static readonly int[] Unbalanced = [.. Enumerable.Repeat(0, 70), .. Enumerable.Repeat(1, 23), .. Enumerable.Repeat(2, 7)];

    [Theory]
    [InlineData(100, 0.25, 25)]
    [InlineData(10, 0.01, 1)]
    [InlineData(7, 0.5, 4)]
    [InlineData(2, 0.5, 1)]
    public void Shuffled_AnyFraction_UsesEverySampleOnce(int count, double fraction, int testCount)
    {
        SampleSplit split = SampleSplit.Shuffled(count, fraction, seed: 3);
        Assert.Equal(testCount, split.Test.Length);
        Assert.Equal(Enumerable.Range(0, count), split.Train.Concat(split.Test).Order());
    }

    [Fact]
    public void Shuffled_SameSeed_IsTheSameAndAnotherSeedIsNot()
    {
        Assert.Equal(SampleSplit.Shuffled(50, 0.2, 7).Test, SampleSplit.Shuffled(50, 0.2, 7).Test);
        Assert.NotEqual(SampleSplit.Shuffled(50, 0.2, 7).Test, SampleSplit.Shuffled(50, 0.2, 8).Test);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    [InlineData(10, double.NaN)]
    [InlineData(1, 0.5)]
    [InlineData(3, 0.9)]
    public void Shuffled_EmptyPart_Throws(int count, double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>("testFraction", () => SampleSplit.Shuffled(count, fraction));

    [Fact]
    public void Stratified_UnbalancedClasses_GivesEachItsShare()
    {
        SampleSplit split = SampleSplit.Stratified(Unbalanced, 0.25, seed: 1);
        Assert.Equal(Enumerable.Range(0, 100), split.Train.Concat(split.Test).Order());
        Assert.Equal([17, 6, 2], Counts(split.Test)); // 17.5, 5.75 and 1.75: the largest remainders are rounded up
        Assert.NotEqual(split.Test.Order(), split.Test);
    }

    [Fact]
    public void Stratified_AnyFraction_LeavesEveryClassToLearnFrom()
    {
        int[] labels = [0, 0, 0, 0, 0, 0, 1, 1];
        Assert.Contains(SampleSplit.Stratified(labels, 0.75).Train, sample => labels[sample] == 1);
    }

    [Fact]
    public void Stratified_ClassOfOneSample_NamesIt()
    {
        var error = Assert.Throws<ArgumentException>(() => SampleSplit.Stratified([0, 0, 3, 0], 0.5));
        Assert.Contains("class 3, sample 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stratified_NegativeLabel_NamesTheSample()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SampleSplit.Stratified([0, -1, 0], 0.5));
        Assert.Contains("Sample 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 5, null)]
    [InlineData(11, 3, null)]
    [InlineData(11, 3, 5)]
    [InlineData(4, 4, 0)]
    public void KFold_AnyCount_TestsEverySampleOnce(int count, int folds, int? seed)
    {
        IReadOnlyList<SampleSplit> splits = SampleSplit.KFold(count, folds, seed);
        Assert.Equal(Enumerable.Range(0, count), splits.SelectMany(split => split.Test).Order());
        Assert.All(splits, split => Assert.Equal(Enumerable.Range(0, count), split.Train.Concat(split.Test).Order()));
        Assert.Equal(splits.Select(split => split.Test.Length).OrderDescending(), splits.Select(split => split.Test.Length));
        Assert.InRange(splits[0].Test.Length - splits[^1].Test.Length, 0, 1);
    }

    [Fact]
    public void KFold_WithoutSeed_KeepsTheOrder() => Assert.Equal([4, 5, 6], SampleSplit.KFold(10, 3)[1].Test);

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10, 11)]
    public void KFold_ImpossibleNumber_Throws(int count, int folds) =>
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => SampleSplit.KFold(count, folds));

    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public void StratifiedKFold_UnbalancedClasses_SpreadsEachOverTheFolds(int? seed)
    {
        IReadOnlyList<SampleSplit> splits = SampleSplit.StratifiedKFold(Unbalanced, 5, seed);
        Assert.Equal(Enumerable.Range(0, 100), splits.SelectMany(split => split.Test).Order());
        Assert.All(splits, split => Assert.Equal(20, split.Test.Length));
        Assert.All(splits, split => Assert.Equal(14, Counts(split.Test)[0]));
        Assert.All(splits, split => Assert.InRange(Counts(split.Test)[2], 1, 2));
    }

    [Fact]
    public void SplitShuffled_Dataset_CopiesRowsWithTheirLabels()
    {
        Dataset data = Dataset.FromLabels([0, 0, 1, 10, 2, 20, 3, 30], 2, [0, 1, 0, 1], classes: 3);
        (Dataset train, Dataset test) = data.SplitShuffled(0.5, seed: 2, stratify: true);
        foreach (Dataset part in new[] { train, test })
        {
            Assert.Equal((2, 3), (part.Count, part.Classes));
            for (int s = 0; s < part.Count; s++) Assert.Equal(part.Labels[s], (int)part.Input(s)[0] % 2);
            Assert.Equal(1, part.Labels.ToArray().Sum());
        }
    }

    [Fact]
    public void Take_Targets_KeepsTheirRows()
    {
        Dataset data = Dataset.FromTargets([1, 2, 3], 1, [10, 11, 20, 21, 30, 31], 2);
        Dataset taken = data.Take([2, 0, 2]);
        Assert.Equal([3, 1, 3], taken.Inputs.ToArray());
        Assert.Equal([30, 31, 10, 11, 30, 31], taken.Targets.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take([3]));
    }

    private static int[] Counts(int[] samples) =>
        [.. samples.GroupBy(sample => Unbalanced[sample]).OrderBy(group => group.Key).Select(group => group.Count())];
}
