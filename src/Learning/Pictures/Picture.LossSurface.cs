using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>The landscape through which a training descends.</content>
public sealed partial class Picture
{
    private const double LevelOpacity = 0.085;
    private const int LevelCount = 9;

    /// <summary>A loss surface seen from above, darker where the loss is higher, with lines of equal loss and the descent path.</summary>
    /// <param name="surface">The surface.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture. Below it stands which losses the lines are at; towards the least loss they are closer together.</returns>
    /// <exception cref="ArgumentException">The loss is nowhere finite.</exception>
    public static Picture LossSurface(LossSurface surface, string title = "Loss surface")
    {
        ArgumentNullException.ThrowIfNull(surface);
        double[,] values = (double[,])surface.Values.Clone();
        Domain loss = Domain.Of(values.Cast<double>());
        if (loss.IsEmpty) throw new ArgumentException("A loss surface needs a finite loss somewhere, but there is none.", nameof(surface));

        // Where the network overflows, the loss is as high as can be.
        for (int i = 0; i < values.Length; i++)
        {
            ref double value = ref values[i / values.GetLength(1), i % values.GetLength(1)];
            if (!Domain.IsShown(value)) value = loss.Max;
        }

        double[] levels = Levels(loss);
        var canvas = new Canvas(title, 520);
        if (surface.Path.Count > 0)
        {
            canvas.Legend(
                new LegendEntry("descent", Color.Series(1)),
                new LegendEntry("beginning", Color.Series(1), MarkShape.Square),
                new LegendEntry("end", Color.Series(1), MarkShape.Diamond));
        }

        canvas.Note($"lines of equal loss at {string.Join(", ", levels.Select(Histogram.Short))}");
        Plot plot = Plot.Draw(
            canvas.Svg,
            canvas.Body,
            new Axis(surface.FirstLabel, surface.FirstDomain),
            new Axis(surface.SecondLabel, surface.SecondDomain));
        foreach (double level in levels) DrawLevel(canvas.Svg, plot, surface, Contours.Above(values, level));
        DrawDescent(canvas.Svg, plot, surface.Path);
        return canvas.ToPicture($"The loss over a plane of parameters, from {Histogram.Short(loss.Min)} to {Histogram.Short(loss.Max)}.");
    }

    private static void DrawLevel(SvgWriter svg, Plot plot, LossSurface surface, IReadOnlyList<IReadOnlyList<Point>> region)
    {
        var path = new SvgPath();
        foreach (IReadOnlyList<Point> outline in region)
        {
            path.Polyline(outline.Select(surface.Place).Select(place => plot.At(place.X, place.Y)), isClosed: true);
        }

        svg.Path(
            path, Paint.Fill(Color.Series(0), LevelOpacity) with { StrokeColor = Color.Muted, StrokeWidth = 0.7, StrokeOpacity = 0.8 });
    }

    private static void DrawDescent(SvgWriter svg, Plot plot, IReadOnlyList<Point> path)
    {
        Point[] places = [.. path
            .Where(point => Domain.IsShown(point.X) && Domain.IsShown(point.Y))
            .Select(point => plot.At(point.X, point.Y))];
        if (places.Length == 0) return;
        svg.Path(new SvgPath().Polyline(places), Paint.Stroke(Color.Paper, 4, opacity: 0.8));
        svg.Path(new SvgPath().Polyline(places), Paint.Stroke(Color.Series(1), 2));
        Marks.Draw(svg, places, MarkShape.Circle, Color.Series(1), 4);
        Marks.Draw(svg, [places[0]], MarkShape.Square, Color.Series(1), 10, halo: 1.5);
        Marks.Draw(svg, [places[^1]], MarkShape.Diamond, Color.Series(1), 10, halo: 1.5);
    }

    /// <summary>Levels whose lines are equally far apart around the minimum of a bowl, where most of the descent takes place.</summary>
    private static double[] Levels(Domain loss) =>
        [.. Enumerable.Range(1, LevelCount).Select(index => loss.Min + (loss.Length * Math.Pow(index / (LevelCount + 1.0), 2)))];
}
