using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>What an axis shows.</summary>
internal sealed record Axis(string Label, Domain Domain, AxisKind Kind = AxisKind.Linear)
{
    public Scale ToScale(double start, double end) => Kind switch
    {
        AxisKind.Logarithmic => new LogScale(Domain, start, end),
        AxisKind.None => new UnmarkedScale(Domain, start, end),
        _ => new LinearScale(Domain, start, end, isWhole: Kind == AxisKind.Whole),
    };
}

/// <summary>How an axis maps values.</summary>
internal enum AxisKind
{
    Linear,

    /// <summary>Linear, and only whole numbers are written: epochs, counts.</summary>
    Whole,

    /// <summary>Equal ratios are equally long.</summary>
    Logarithmic,

    /// <summary>Linear, without ticks and a grid.</summary>
    None,
}

/// <summary>A rectangle with two axes and a grid, into which charts draw by values.</summary>
internal sealed class Plot
{
    private const double TickGap = 6;
    private const double TickHeight = 24;
    private const double LabelHeight = 20;
    private const double HeadingHeight = 22;
    private const double YSpacing = 34;
    private const double XSpacing = 18;

    private readonly Scale x;
    private readonly Scale y;

    private Plot(Box box, Axis x, Axis y)
    {
        Box = box;
        this.x = x.ToScale(box.X, box.Right);
        this.y = y.ToScale(box.Bottom, box.Y);
    }

    /// <summary>The rectangle between the axes.</summary>
    public Box Box { get; }

    /// <summary>Draws frame, grid, ticks and labels.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="area">The place for everything.</param>
    /// <param name="xAxis">From left to right.</param>
    /// <param name="yAxis">From bottom to top.</param>
    /// <param name="heading">A line above the frame, or null.</param>
    /// <param name="isSquare">Whether the frame is as wide as high.</param>
    public static Plot Draw(SvgWriter svg, Box area, Axis xAxis, Axis yAxis, string? heading = null, bool isSquare = false)
    {
        double top = heading is null ? 6 : HeadingHeight;
        double bottom = TickHeight + (xAxis.Label.Length > 0 ? LabelHeight : 0);
        double height = area.Height - top - bottom;
        double left = yAxis.ToScale(height, 0).Ticks(YSpacing).Max(tick => (double?)TextMetrics.Width(tick.Label, Canvas.FontSize)) ?? 0;
        left += TickGap + (yAxis.Label.Length > 0 ? LabelHeight : 0);
        Box box = area.Inset(left, top, TickGap, bottom);
        if (isSquare) box = box.Fit(1, 1);
        var plot = new Plot(box, xAxis, yAxis);
        plot.DrawY(svg, yAxis, left);
        plot.DrawX(svg, xAxis);
        svg.Rectangle(box, Paint.Stroke(Color.Muted));
        if (heading is not null)
        {
            svg.Text(new Point(box.X, box.Y - (HeadingHeight / 2)), heading, Canvas.FontSize + 1, Color.Ink, isBold: true);
        }

        return plot;
    }

    public Point At(double xValue, double yValue) => new(x.Map(xValue), y.Map(yValue));

    private void DrawY(SvgWriter svg, Axis axis, double left)
    {
        foreach (Tick tick in y.Ticks(YSpacing))
        {
            double height = y.Map(tick.Value);
            svg.Line(new Point(Box.X, height), new Point(Box.Right, height), Paint.Stroke(Color.Faint));
            svg.Text(new Point(Box.X - TickGap, height), tick.Label, Canvas.FontSize, Color.Muted, Anchor.End);
        }

        if (axis.Label.Length == 0) return;
        string label = TextMetrics.Fit(axis.Label, Box.Height, Canvas.FontSize);
        svg.Text(
            new Point(Box.X - left + (LabelHeight / 2) - 2, Box.Center.Y), label, Canvas.FontSize, Color.Ink, Anchor.Middle, degrees: -90);
    }

    private void DrawX(SvgWriter svg, Axis axis)
    {
        foreach (Tick tick in TicksThatDoNotTouch())
        {
            double place = x.Map(tick.Value);
            svg.Line(new Point(place, Box.Y), new Point(place, Box.Bottom), Paint.Stroke(Color.Faint));
            svg.Text(new Point(place, Box.Bottom + (TickHeight / 2) + 2), tick.Label, Canvas.FontSize, Color.Muted, Anchor.Middle);
        }

        if (axis.Label.Length == 0) return;
        string label = TextMetrics.Fit(axis.Label, Box.Width, Canvas.FontSize);
        svg.Text(new Point(Box.Center.X, Box.Bottom + TickHeight + (LabelHeight / 2)), label, Canvas.FontSize, Color.Ink, Anchor.Middle);
    }

    /// <summary>Longer texts need more room, and fewer ticks may have longer or shorter texts.</summary>
    private IReadOnlyList<Tick> TicksThatDoNotTouch()
    {
        for (double spacing = 2 * XSpacing; ; spacing += XSpacing)
        {
            IReadOnlyList<Tick> ticks = x.Ticks(spacing);
            bool fits = true;
            for (int i = 1; i < ticks.Count; i++)
            {
                double widths = TextMetrics.Width(ticks[i - 1].Label, Canvas.FontSize) + TextMetrics.Width(ticks[i].Label, Canvas.FontSize);
                fits &= x.Map(ticks[i].Value) - x.Map(ticks[i - 1].Value) >= (widths / 2) + XSpacing;
            }

            if (fits) return ticks;
        }
    }
}
