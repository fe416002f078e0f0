using System;
using System.Linq;
using Xunit;

namespace NNGen.Learning.Tests.Pictures;

/// <summary>Data that cannot be shown is refused with what was expected; data that is odd is shown.</summary>
public sealed class HostileDataTests
{
    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(double.MaxValue, double.MinValue)]
    public void Lines_WithoutAnyFinitePoint_AreRefused(double first, double second)
    {
        var error = Assert.Throws<ArgumentException>(() => Picture.Lines("t", "x", "y", [LineSeries.Of("a", [first, second])]));
        Assert.Contains("at least one point with finite numbers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_OfUnequalLengths_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Picture.Lines("t", "x", "y", [new LineSeries("bent", [1, 2], [1])]));
        Assert.Contains("'bent' has 2 and 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1e-320, 0)]
    [InlineData(1e299, -1e299)]
    [InlineData(1e300, 1e300)]
    [InlineData(1, 1 + 1e-15)]
    [InlineData(123456789, 123456790)]
    [InlineData(-1e-20, 1e-20)]
    public void Lines_OfAnyRange_AreDrawnInside(double first, double second)
    {
        var drawn = new DrawnPicture(Picture.Lines("t", "x", "y", [LineSeries.Of("a", [first, second])]));
        drawn.AssertEverythingIsInside();
        drawn.AssertTextsAreApart();
    }

    [Fact]
    public void Lines_OfOnePoint_ShowADot()
    {
        string svg = Picture.Lines("t", "x", "y", [LineSeries.Of("a", [3])]).ToString();
        Assert.Contains("stroke-linecap=\"round\"", svg, StringComparison.Ordinal);
        new DrawnPicture(Picture.Lines("t", "x", "y", [LineSeries.Of("a", [3])])).AssertEverythingIsInside();
    }

    [Fact]
    public void Lines_OfAMillionPoints_StaySmall()
    {
        double[] values = [.. Enumerable.Range(0, 1_000_000).Select(index => Math.Sin(index * 0.1))];
        Assert.InRange(Picture.Lines("t", "x", "y", [LineSeries.Of("a", values)]).ToString().Length, 1, 50_000);
    }

    [Fact]
    public void LearningCurves_WithoutEpochs_AreRefused() =>
        Assert.Throws<ArgumentException>(() => Picture.LearningCurves(new TrainingHistory([], Cancelled: true)));

    [Fact]
    public void ConfusionMatrix_WithTooFewNames_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Picture.ConfusionMatrix(new ConfusionMatrix([0, 1], [1, 0]), ["one"]));
        Assert.Contains("2 classes have 2 names, but 1 were given", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HeatMap_WithoutFiniteValues_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Picture.HeatMap("t", "r", ["a"], "c", ["b"], new[,] { { double.NaN } }));

    [Fact]
    public void Histograms_WithoutFiniteNumbers_AreRefused() =>
        Assert.Throws<ArgumentException>(() => Picture.Histograms("t", "a", [new NamedValues("a", new[] { float.NaN })]));

    [Fact]
    public void Regression_OfUnequalLengths_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Picture.Residuals([1, 2], [1]));
        Assert.Contains("2 true values have as many predictions, but 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Picture.PredictedVersusTrue([float.NaN], [1]));
    }

    [Fact]
    public void DecisionBoundary_OfOtherData_IsRefused()
    {
        var planar = new Planar(seed: 1);
        Dataset one = Dataset.FromLabels([1f, 2], 1, [0, 1]), targets = Dataset.FromTargets([1f, 2], 2, [0f], 1);
        Assert.Contains("these have 1 inputs and labels", Message(() => Picture.DecisionBoundary(planar, one)), StringComparison.Ordinal);
        Assert.Contains("2 inputs and no labels", Message(() => Picture.DecisionBoundary(planar, targets)), StringComparison.Ordinal);
        Assert.Contains("3 outputs each", Message(() => Picture.DecisionBoundary(planar, TextbookSets.Blobs(9))), StringComparison.Ordinal);
    }

    [Fact]
    public void DecisionBoundary_OfNotANumber_ShowsTheSamplesAlone()
    {
        var drawn = new DrawnPicture(
            Picture.DecisionBoundary(inputs => [.. inputs.Select(_ => float.NaN)], TextbookSets.Blobs(20, centers: 2)));
        drawn.AssertEverythingIsInside();
    }

    [Fact]
    public void FirstLayer_OfNoImage_IsRefused()
    {
        Assert.Contains("its length 2 is no square", Message(() => Picture.FirstLayerWeights(new Planar())), StringComparison.Ordinal);
        Assert.Contains(
            "no multiple of the height 3", Message(() => Picture.FirstLayerWeights(new Planar(), height: 3)), StringComparison.Ordinal);
    }

    [Fact]
    public void Film_WithoutFrames_CannotBeShown()
    {
        var film = new DecisionBoundaryFilm(TextbookSets.Moons(10));
        Assert.Throws<InvalidOperationException>(() => film.ToSeries());
        Assert.Throws<InvalidOperationException>(() => film.ToAnimation());
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureSamples.Film().ToSeries(columns: 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureSamples.Film().ToAnimation(frameSeconds: 0));
    }

    private static string Message(Func<Picture> draw) => Assert.Throws<ArgumentException>(draw).Message;
}
