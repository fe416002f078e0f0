using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>How numbers are distributed, group by group.</content>
public sealed partial class Picture
{
    private const double HistogramHeight = 46;
    private const double LongestGroupName = 120;
    private const double StatisticsWidth = 104;

    /// <summary>
    /// Histograms of several groups of numbers, one above the other, all over the same axis; each is scaled to its own height.
    /// </summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="axis">What the numbers are.</param>
    /// <param name="groups">The numbers, from top to bottom. Those that are infinite or not a number are left out and counted.</param>
    /// <param name="magnitudes">
    /// Whether the axis shows the magnitudes of the numbers, equal ratios equally long. Zeros have no place there and are counted.
    /// Default: no.
    /// </param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There is no group, or none has a finite number.</exception>
    public static Picture Histograms(string title, string axis, IReadOnlyList<NamedValues> groups, bool magnitudes = false)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(groups);
        AxisKind kind = magnitudes ? AxisKind.Logarithmic : AxisKind.Linear;
        (IReadOnlyList<Histogram> histograms, Domain domain) = Histogram.Of(groups, kind);
        if (histograms.All(histogram => histogram.Count == 0))
        {
            throw new ArgumentException("Histograms need at least one finite number, but there is none.", nameof(groups));
        }

        var canvas = new Canvas(title, 100 + (histograms.Count * HistogramHeight));
        double left = Math.Min(groups.Max(group => TextMetrics.Width(group.Name, Canvas.FontSize)), LongestGroupName) + 8;
        Box area = canvas.Body.Inset(left, 0, StatisticsWidth, 0);
        Plot plot = Plot.Draw(canvas.Svg, area, new Axis(axis, domain, kind), new Axis(string.Empty, new Domain(0, 1), AxisKind.None));
        for (int row = 0; row < histograms.Count; row++)
        {
            Box line = plot.Box.Cell(0, 1, row, histograms.Count);
            DrawHistogram(canvas.Svg, line, histograms[row]);
            DrawStatistics(canvas.Svg, line, histograms[row], groups[row].Values.Length, magnitudes);
        }

        return canvas.ToPicture($"The distribution of {axis} of {string.Join(", ", histograms.Select(histogram => histogram.Name))}.");
    }

    private static void DrawHistogram(SvgWriter svg, Box line, Histogram histogram)
    {
        string name = TextMetrics.Fit(histogram.Name, LongestGroupName, Canvas.FontSize);
        svg.Text(new Point(line.X - 8, line.Center.Y), name, Canvas.FontSize, Color.Ink, Anchor.End);
        svg.Line(new Point(line.X, line.Bottom), new Point(line.Right, line.Bottom), Paint.Stroke(Color.Faint));
        double most = Math.Max(histogram.Bins.Max(), 1);
        var outline = new List<Point> { new(line.X, line.Bottom) };
        for (int bin = 0; bin < Histogram.BinCount; bin++)
        {
            Box bar = line.Cell(bin, Histogram.BinCount, 0, 1);
            double top = line.Bottom - (histogram.Bins[bin] / most * (line.Height - 6));
            outline.Add(new Point(bar.X, top));
            outline.Add(new Point(bar.Right, top));
        }

        outline.Add(new Point(line.Right, line.Bottom));
        svg.Path(new SvgPath().Polyline(outline, isClosed: true), Paint.Fill(Color.Series(0), 0.75));
    }

    private static void DrawStatistics(SvgWriter svg, Box line, Histogram histogram, int count, bool magnitudes)
    {
        string first = magnitudes ? $"rms {Histogram.Short(histogram.RootMeanSquare)}" : $"mean {Histogram.Short(histogram.Mean)}";
        string second = magnitudes
            ? histogram.Zeros == 0 ? string.Empty : $"{Histogram.Short(100.0 * histogram.Zeros / histogram.Count)} % are 0"
            : $"std {Histogram.Short(histogram.Deviation)}";
        if (histogram.Count == 0) (first, second) = ("no finite", "number");
        else if (histogram.Count < count) second = $"{count - histogram.Count} not finite";
        svg.Text(new Point(line.Right + 8, line.Center.Y - 8), first, Canvas.FontSize - 1, Color.Muted);
        svg.Text(new Point(line.Right + 8, line.Center.Y + 7), second, Canvas.FontSize - 1, Color.Muted);
    }
}
