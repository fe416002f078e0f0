using System;
using System.Collections.Generic;
using System.Linq;
using NNGen.Learning.Pictures;
using Xunit;

namespace NNGen.Learning.Tests.Pictures;

/// <summary>Scales, outlines and text, apart from any chart.</summary>
public sealed class PlotTests
{
    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-30, 70, "−20 0 20 40 60")]
    [InlineData(0, 42_000, "0 10,000 20,000 30,000 40,000")]
    [InlineData(0.00012, 0.00019, "0.00012 0.00014 0.00016 0.00018")]
    public void LinearScale_Ticks_AreRound(double from, double to, string expected) =>
        Assert.Equal(expected, string.Join(' ', new LinearScale(new Domain(from, to), 0, 500).Ticks(90).Select(tick => tick.Label)));

    [Fact]
    public void LinearScale_TicksOfAnyRange_AreInsideAndDiffer()
    {
        var random = new CounterRandom(seed: 7);
        for (int run = 0; run < 500; run++)
        {
            double magnitude = Math.Pow(10, (40 * random.NextDouble()) - 20);
            double from = (random.NextDouble() - 0.5) * magnitude;
            var domain = new Domain(from, from + (random.NextDouble() * magnitude));
            var scale = new LinearScale(domain.Padded(), 0, 400);
            IReadOnlyList<Tick> ticks = scale.Ticks(40);
            Assert.InRange(ticks.Count, 2, 12);
            Assert.All(ticks, tick => Assert.InRange(scale.Map(tick.Value), -0.01, 400.01));
            Assert.Equal(ticks.Count, ticks.Select(tick => tick.Label).Distinct().Count());
        }
    }

    [Fact]
    public void LogScale_OfManyDecades_WritesPowersOfTen()
    {
        var scale = new LogScale(new Domain(2e-9, 3e5), 0, 300);
        Assert.Equal("10⁻⁸ 10⁻⁶ 10⁻⁴ 0.01 1 100 10,000", string.Join(' ', scale.Ticks(40).Select(tick => tick.Label)));
        Assert.Equal(100, scale.Map(2e-9 * Math.Pow(1.5e14, 1 / 3.0)), 6);
    }

    [Fact]
    public void Contours_OfADisc_EncloseItsArea()
    {
        IReadOnlyList<Point> outline = Assert.Single(Contours.Above(Grid(60, 60, (x, y) => 20 - Distance(x, y, 30, 28)), 0));
        Assert.Equal(Math.PI * 400, Math.Abs(Area(outline)), 400 * 0.01);
        Assert.All(outline, point => Assert.Equal(20, Distance(point.X, point.Y, 30, 28), 0.1));
    }

    [Fact]
    public void Contours_OfARing_AreTwoThatRunOppositely()
    {
        IReadOnlyList<IReadOnlyList<Point>> outlines = Contours.Above(Grid(60, 60, (x, y) => 5 - Math.Abs(Distance(x, y, 30, 30) - 20)), 0);
        Assert.Equal(2, outlines.Count);
        Assert.Equal(Math.PI * ((25 * 25) - (15 * 15)), Math.Abs(outlines.Sum(Area)), 20.0);
    }

    [Fact]
    public void Contours_OfEverything_AreTheBorder()
    {
        Assert.Equal(36, Math.Abs(Area(Assert.Single(Contours.Above(Grid(5, 10, (_, _) => 1), 0)))), 0.001);
        Assert.Empty(Contours.Above(Grid(5, 10, (_, _) => -1), 0));
        Assert.Empty(Contours.Above(Grid(5, 10, (_, _) => double.NaN), 0));
    }

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(-0.5, 1)]
    public void Contours_AtASaddle_FollowTheMiddle(double level, int count) =>
        Assert.Equal(count, Contours.Above(new double[,] { { 1, -1 }, { -1, 1 } }, level).Count);

    [Fact]
    public void Contours_OfNoise_EncloseTheNodesAbove()
    {
        var random = new CounterRandom(seed: 3);
        double[,] values = Grid(20, 20, (_, _) => random.NextDouble() - 0.5);
        IReadOnlyList<IReadOnlyList<Point>> outlines = Contours.Above(values, 0);
        for (int row = 1; row < 19; row++)
        {
            for (int column = 1; column < 19; column++)
            {
                // Too near to tell after points were left out.
                if (Math.Abs(values[row, column]) < 0.08) continue;
                Assert.Equal(values[row, column] > 0, outlines.Count(outline => IsInside(outline, column, row)) % 2 == 1);
            }
        }
    }

    [Fact]
    public void Path_InTenths_ReadsBackExactly()
    {
        Point[] points = [new(0, 0), new(0.1, -0.1), new(-12.3, 100), new(-12.3, 100.05), new(5, 7.77)];
        IReadOnlyList<Point> read = DrawnPicture.Points(new SvgPath().Polyline(points, isClosed: true).ToString());
        Assert.Equal(points.Select(point => Math.Round(point.X, 1)), read.Select(point => Math.Round(point.X, 6)));
        Assert.Equal(points.Select(point => Math.Round(point.Y, 1)), read.Select(point => Math.Round(point.Y, 6)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Coordinate_ThatIsNotFinite_IsRefused(double value)
    {
        Assert.Throws<InvalidOperationException>(() => SvgWriter.Number(value));
        Assert.Throws<InvalidOperationException>(() => new SvgPath().MoveTo(new Point(0, value)));
    }

    [Fact]
    public void Text_OfAnyCharacters_IsWellFormed()
    {
        string text = SvgWriter.Escape("<&>\"\0\u0007\uFFFE\uD800 ok \uD83D\uDE00\t");
        Assert.Equal("&lt;&amp;&gt;&quot;\uFFFD\uFFFD\uFFFD\uFFFD ok \uD83D\uDE00 ", text);
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("a text that is too long", "a text th…")]
    public void Text_ThatDoesNotFit_EndsInAnEllipsis(string text, string expected)
    {
        string fitted = TextMetrics.Fit(text, 62, 12);
        Assert.Equal(expected, fitted);
        Assert.InRange(TextMetrics.Width(fitted, 12), 0, 62);
    }

    private static double[,] Grid(int rows, int columns, Func<double, double, double> value)
    {
        var grid = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) grid[row, column] = value(column, row);
        }

        return grid;
    }

    private static double Distance(double x, double y, double centerX, double centerY) =>
        Math.Sqrt(((x - centerX) * (x - centerX)) + ((y - centerY) * (y - centerY)));

    private static double Area(IReadOnlyList<Point> outline) =>
        outline.Select((point, index) => (point, next: outline[(index + 1) % outline.Count])).Sum(
            side => ((side.point.X * side.next.Y) - (side.next.X * side.point.Y)) / 2);

    private static bool IsInside(IReadOnlyList<Point> outline, double x, double y)
    {
        bool isInside = false;
        for (int index = 0; index < outline.Count; index++)
        {
            Point a = outline[index], b = outline[(index + 1) % outline.Count];
            if ((a.Y > y) != (b.Y > y) && x < a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X))) isInside = !isInside;
        }

        return isInside;
    }
}
