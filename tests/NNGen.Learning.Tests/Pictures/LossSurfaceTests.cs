using System;
using System.Linq;
using NNGen.Learning.Pictures;
using Xunit;

namespace NNGen.Learning.Tests.Pictures;

public sealed class LossSurfaceTests
{
    // y = 2 x + 1 at −1, 0 and 1: the mean of (2 − w)² x² + (1 − b)² is ⅔ (2 − w)² + (1 − b)².
    private static readonly Dataset Samples = Dataset.FromTargets([-1f, 0, 1], 1, [-1f, 1, 3], 1);

    [Fact]
    public void OverParameters_OfALine_IsAParabola()
    {
        Line network = Network(slope: 1, intercept: -1);
        LossSurface surface = LossSurface.OverParameters(network, Samples, 0, 1);
        for (int row = 0; row < surface.Values.GetLength(0); row++)
        {
            for (int column = 0; column < surface.Values.GetLength(1); column++)
            {
                Point place = surface.Place(new Point(column, row));
                double expected = (2.0 / 3 * Math.Pow(2 - place.X, 2)) + Math.Pow(1 - place.Y, 2);
                Assert.Equal(expected, surface.Values[row, column], 1e-4 * (1 + expected));
            }
        }

        Assert.Equal([1f, -1f], network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void AlongPath_OfThreePoints_HoldsAllOfThem()
    {
        var path = new DescentPath();
        foreach ((float slope, float intercept) in new[] { (0f, 0f), (1f, 3f), (4f, 0f) }) path.Add(Network(slope, intercept));
        LossSurface surface = LossSurface.AlongPath(new Line(), Samples, path);
        Point[] expected = [new(4, 0), new(3, 3), new(0, 0)];
        Assert.Equal(expected.Select(point => point.X), surface.Path.Select(point => Math.Round(point.X, 6)));
        Assert.Equal(expected.Select(point => point.Y), surface.Path.Select(point => Math.Abs(Math.Round(point.Y, 6))));
    }

    [Fact]
    public void AlongPath_OfAStraightLine_HasASecondDirection()
    {
        var path = new DescentPath();
        for (int point = 0; point < 3; point++) path.Add(Network(point, point));
        LossSurface surface = LossSurface.AlongPath(new Line(), Samples, path);
        Assert.All(surface.Path, point => Assert.Equal(0, point.Y, 1e-5));
        Assert.NotEqual(surface.Values[0, 5], surface.Values[40, 5]);
    }

    [Fact]
    public void OverRandomDirections_InTheMiddle_IsTheNetworksLoss()
    {
        Line network = Network(slope: 1, intercept: 2);
        LossSurface surface = LossSurface.OverRandomDirections(network, Samples, seed: 4);
        Assert.Equal(network.Evaluate(Samples).Loss, surface.Values[20, 20], 1e-5);
        Assert.Equal(surface.Values, LossSurface.OverRandomDirections(network, Samples, seed: 4).Values);
        Assert.NotEqual(surface.Values, LossSurface.OverRandomDirections(network, Samples, seed: 5).Values);
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        Line network = Network(1, 1);
        var path = new DescentPath();
        path.Add(network);
        Assert.Throws<ArgumentException>(() => LossSurface.OverParameters(network, Samples, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LossSurface.OverParameters(network, Samples, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LossSurface.OverParameters(network, Samples, 0, 1, radius: double.NaN));
        Assert.Throws<ArgumentException>(() => LossSurface.AlongPath(network, Samples, path));
        Assert.Throws<ArgumentException>(() => path.Add(new Planar()));
    }

    private static Line Network(float slope, float intercept)
    {
        var network = new Line();
        network.Parameters["dense_1.kernel"].CopyFrom([slope]);
        network.Parameters["dense_1.bias"].CopyFrom([intercept]);
        return network;
    }
}
