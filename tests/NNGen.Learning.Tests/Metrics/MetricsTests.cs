using System;
using System.Linq;
using Xunit;

namespace NNGen.Learning.Tests.Metrics;

public sealed class MetricsTests
{
    [Fact]
    public void ConfusionMatrix_PerfectPredictions_ScoresOne()
    {
        var matrix = new ConfusionMatrix([0, 1, 2, 1], [0, 1, 2, 1]);
        Assert.Equal((3, 4L), (matrix.Classes, matrix.Total));
        Assert.Equal((1d, 1d, 1d, 1d), (matrix.Accuracy, matrix.BalancedAccuracy, matrix.CohenKappa, matrix.MatthewsCorrelation));
        Assert.Equal(new ClassScores(1, 1, 1, 2), matrix.Of(1));
    }

    [Fact]
    public void ConfusionMatrix_WrongArguments_NameTheSample()
    {
        Assert.Contains("none", Message(() => new ConfusionMatrix([], [])), StringComparison.Ordinal);
        Assert.Contains("2 samples, found 1", Message(() => new ConfusionMatrix([0, 1], [0])), StringComparison.Ordinal);
        Assert.Contains("Sample 1: expected a class of 0", Message(() => new ConfusionMatrix([0, -1], [0, 1])), StringComparison.Ordinal);
        Assert.Contains("Sample 0: expected a class from 0", Message(() => new ConfusionMatrix([0], [2], 2)), StringComparison.Ordinal);
        Assert.Contains("2 names", Message(() => new ConfusionMatrix([0], [1]).Report(["one"])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    public void TopKAccuracy_EqualScores_PrefersTheFirst(int k, double expected) =>
        Assert.Equal(expected, ProbabilityMetrics.TopKAccuracy([0, 1], [0.5f, 0.5f, 0.5f, 0.5f], k));

    [Fact]
    public void LogLoss_CertainButWrong_StaysFinite() =>
        Assert.Equal(-Math.Log(1.1920928955078125e-7), ProbabilityMetrics.LogLoss([1], [0f]), 1e-12);

    [Fact]
    public void ProbabilityMetrics_WrongArguments_NameTheSample()
    {
        Assert.Contains("Sample 1, output 0", Message(() => ProbabilityMetrics.LogLoss([0, 1], [0.5f, 1.5f])), StringComparison.Ordinal);
        Assert.Contains("NaN", Message(() => ProbabilityMetrics.BrierScore([0, 1], [float.NaN, 0])), StringComparison.Ordinal);
        Assert.Contains("3 numbers", Message(() => ProbabilityMetrics.TopKAccuracy([0, 1], [0, 1, 2])), StringComparison.Ordinal);
        Assert.Contains("Sample 0", Message(() => ProbabilityMetrics.LogLoss([2], [0.5f, 0.5f])), StringComparison.Ordinal);
    }

    [Fact]
    public void RocCurve_ClassWithoutSamples_NamesIt()
    {
        Assert.Contains("of class 1", Message(() => RocCurve.Of([0, 0], [0.1f, 0.2f])), StringComparison.Ordinal);
        Assert.Contains("not of class 1", Message(() => RocCurve.Of([1, 1], [0.1f, 0.2f])), StringComparison.Ordinal);
        Assert.Contains("of class 2", Message(() => ProbabilityMetrics.RocArea([0, 1], [0, 0, 0, 0, 0, 0])), StringComparison.Ordinal);
    }

    [Fact]
    public void RocCurve_NegativeScoresAndZeros_AreRankedAsNumbers()
    {
        Assert.Equal(1, RocCurve.Of([0, 0, 1, 1], [-5, -1, 0.5f, 7]).Area);
        Assert.Equal(0.5, RocCurve.Of([0, 1], [0f, -0f]).Area);
    }

    [Fact]
    public void Sorted_AnyNumbers_AgreesWithTheComparingSort()
    {
        var random = new CounterRandom(1);
        var values = new float[5000];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(random.NextNormal() * Math.Pow(10, random.NextInt(20) - 10));
        Assert.Equal(values.Order(), RankedScores.Sorted(values));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(77)]
    [InlineData(99)]
    public void Checks_OneWrongAmongMany_NameIt(int place)
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i % 2)];
        float[] scores = [.. Enumerable.Repeat(1f, 100)];
        foreach (float wrong in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            scores[place] = wrong;
            Assert.StartsWith($"Sample {place}: expected a finite number", Message(() => RocCurve.Of(labels, scores)), StringComparison.Ordinal);
        }

        foreach (float wrong in new[] { -1e-30f, 1.0000001f })
        {
            scores[place] = wrong;
            string expected = $"Sample {place}, output 0: expected a probability";
            Assert.StartsWith(expected, Message(() => ProbabilityMetrics.LogLoss(labels, scores)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void RegressionScores_ConstantTargets_AreOneOrZero()
    {
        Assert.Equal(1, RegressionScores.Of([2, 2], [2, 2]).R2);
        Assert.Equal(0, RegressionScores.Of([2, 2], [2, 3]).R2);
        Assert.Equal(1, RegressionScores.Of([2, 2], [3, 3]).ExplainedVariance);
    }

    [Fact]
    public void RegressionScores_WrongArguments_NameTheSample()
    {
        Assert.Contains("Sample 1", Message(() => RegressionScores.Of([1, float.NaN], [1, 2])), StringComparison.Ordinal);
        Assert.Contains("rows of 2", Message(() => RegressionScores.Of([1, 2, 3], [1, 2, 3], 2)), StringComparison.Ordinal);
    }

    private static string Message(Func<object> act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
