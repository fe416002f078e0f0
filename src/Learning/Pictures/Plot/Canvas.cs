using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>What a sign of a chart stands for. Without a shape it is a line.</summary>
internal readonly record struct LegendEntry(string Label, Color Color, MarkShape? Shape = null, string? Dashes = null);

/// <summary>An empty picture with a title; charts draw into its body.</summary>
internal sealed class Canvas
{
    /// <summary>The usual width of a picture.</summary>
    public const double UsualWidth = 640;

    /// <summary>The size of text, in pixels.</summary>
    public const double FontSize = 12;

    private const double Margin = 14;
    private const double TitleSize = 16;
    private const double TitleHeight = 30;
    private const double LegendLine = 20;
    private const double LegendSign = 22;
    private const double LegendGap = 16;
    private const int MostEntries = 24;

    private readonly string title;
    private readonly double width;
    private readonly double height;

    public Canvas(string title, double height, double width = UsualWidth)
    {
        this.title = title;
        this.width = width;
        this.height = height;
        Body = new Box(0, 0, width, height).Inset(Margin, Margin + TitleHeight, Margin, Margin);
        string shown = TextMetrics.Fit(title, Body.Width, TitleSize * 1.05);
        Svg.Text(new Point(Margin, Margin + (TitleSize / 2)), shown, TitleSize, Color.Ink, isBold: true);
    }

    public SvgWriter Svg { get; } = new();

    /// <summary>What is still free.</summary>
    public Box Body { get; private set; }

    /// <summary>Explains signs, in lines below the title.</summary>
    public void Legend(params IReadOnlyList<LegendEntry> entries)
    {
        LegendEntry[] shown = [.. entries.Take(MostEntries)];
        double x = Body.X;
        double y = Body.Y + (LegendLine / 2) - 4;
        foreach (LegendEntry entry in shown)
        {
            string label = TextMetrics.Fit(entry.Label, Body.Width - LegendSign, FontSize);
            double length = LegendSign + TextMetrics.Width(label, FontSize);
            if (x > Body.X && x + length > Body.Right)
            {
                x = Body.X;
                y += LegendLine;
            }

            DrawSign(entry, new Point(x, y));
            Svg.Text(new Point(x + LegendSign, y), label, FontSize, Color.Ink);
            x += length + LegendGap;
        }

        if (entries.Count > shown.Length) Svg.Text(new Point(x, y), $"and {entries.Count - shown.Length} more", FontSize, Color.Muted);
        Body = Body.Inset(0, y + (LegendLine / 2) + 4 - Body.Y, 0, 0);
    }

    /// <summary>A line of smaller print below everything.</summary>
    public void Note(string text)
    {
        string shown = TextMetrics.Fit(text, Body.Width, FontSize - 1);
        Svg.Text(new Point(Body.X, Body.Bottom - 4), shown, FontSize - 1, Color.Muted);
        Body = Body.Inset(0, 0, 0, LegendLine - 2);
    }

    /// <param name="description">What the picture shows, in one or two sentences, for those who hear it.</param>
    /// <param name="extraStyle">Rules besides those of the colours.</param>
    public Picture ToPicture(string description, string extraStyle = "") =>
        new(Svg.ToDocument(width, height, title, description, extraStyle), width, height);

    private void DrawSign(LegendEntry entry, Point start)
    {
        if (entry.Shape is { } shape) Marks.Draw(Svg, [start + new Point(10, 0)], shape, entry.Color, 9);
        else Svg.Line(start, start + new Point(16, 0), Paint.Stroke(entry.Color, 2.5, dashes: entry.Dashes));
    }
}
