using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>A line as a chart draws it.</summary>
internal sealed record Curve(LineSeries Series, Color Color, string? Dashes = null)
{
    public LegendEntry Entry => new(Series.Name, Color, Dashes: Dashes);
}

/// <summary>Draws lines through points, with gaps where values are missing.</summary>
internal static class Curves
{
    private const double Width = 2;

    // Behind the colours the lines are dashed as well, so that a legend tells them apart.
    private static readonly string?[] DashPatterns = [null, "6 3", "2 3"];

    /// <summary>Lines with colours of their own, after their data has been checked.</summary>
    /// <exception cref="ArgumentException">
    /// There are no lines; x and y of one differ in length; or no line has a point that can be shown.
    /// </exception>
    public static IReadOnlyList<Curve> Check(IReadOnlyList<LineSeries> series, string argument)
    {
        ArgumentNullException.ThrowIfNull(series, argument);
        foreach (LineSeries line in series)
        {
            if (line.X.Count == line.Y.Count) continue;
            throw new ArgumentException(
                $"A line has one y for each x, but '{line.Name}' has {line.X.Count} and {line.Y.Count}.", argument);
        }

        if (series.SelectMany(Points).Any())
        {
            return [.. series.Select((line, index) =>
                new Curve(line, Color.Series(index), DashPatterns[index / Color.SeriesCount % DashPatterns.Length]))];
        }

        throw new ArgumentException("A chart of lines needs at least one point with finite numbers, but there is none.", argument);
    }

    /// <summary>The points that can be shown.</summary>
    public static IEnumerable<Point> Points(LineSeries line) =>
        line.X.Zip(line.Y, (x, y) => new Point(x, y)).Where(IsShown);

    public static Domain XDomain(IEnumerable<Curve> curves) =>
        Domain.Of(curves.SelectMany(curve => Points(curve.Series)).Select(point => point.X));

    public static Domain YDomain(IEnumerable<Curve> curves) =>
        Domain.Of(curves.SelectMany(curve => Points(curve.Series)).Select(point => point.Y));

    public static void Draw(SvgWriter svg, Plot plot, Curve curve, bool hasMarks = false)
    {
        var path = new SvgPath();
        var marks = new List<Point>();
        foreach (List<Point> run in Runs(curve.Series))
        {
            Point[] places = [.. Thin(run, plot.Box.Width).Select(point => plot.At(point.X, point.Y))];
            path.Polyline(places.Length > 1 ? places : []);
            if (hasMarks || places.Length == 1) marks.AddRange(places);
        }

        svg.Path(path, Paint.Stroke(curve.Color, Width, dashes: curve.Dashes));
        Marks.Draw(svg, marks, MarkShape.Circle, curve.Color, 6);
    }

    private static bool IsShown(Point point) => Domain.IsShown(point.X) && Domain.IsShown(point.Y);

    /// <summary>The parts of a line between its gaps.</summary>
    private static IEnumerable<List<Point>> Runs(LineSeries line)
    {
        var run = new List<Point>();
        for (int index = 0; index < line.X.Count; index++)
        {
            var point = new Point(line.X[index], line.Y[index]);
            if (IsShown(point))
            {
                run.Add(point);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0) yield return run;
    }

    /// <summary>
    /// Of more points than there are pixels, the lowest and the highest of each few: the line looks the same, and the file stays small.
    /// </summary>
    private static IEnumerable<Point> Thin(List<Point> points, double pixels)
    {
        int share = (int)Math.Ceiling(points.Count / pixels);
        if (share <= 3) return points;
        return points.Chunk(2 * share).SelectMany(chunk =>
        {
            Point low = chunk.MinBy(point => point.Y);
            Point high = chunk.MaxBy(point => point.Y);
            return Array.IndexOf(chunk, low) < Array.IndexOf(chunk, high) ? new[] { low, high } : [high, low];
        });
    }
}
