using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>A field of a heat map.</summary>
/// <param name="Strength">How strongly it is coloured, from 0 to 1; not a number for a field without a value.</param>
/// <param name="Text">What is written in it, where it is large enough.</param>
internal readonly record struct HeatCell(double Strength, string Text);

/// <summary>A table of coloured fields with named rows and columns.</summary>
internal sealed class HeatMapChart(SvgWriter svg, IReadOnlyList<string> rows, IReadOnlyList<string> columns)
{
    private const double FontSize = Canvas.FontSize;
    private const double LabelHeight = 22;
    private const double LongestLabel = 110;
    private const double ShortestTextWidth = 18;
    private const double LeastTextHeight = 15;

    // With more colour than this, text on it would be hard to read on a light page or on a dark one.
    private const double StrongestOpacity = 0.6;

    public required string RowLabel { get; init; }

    public required string ColumnLabel { get; init; }

    public bool IsSquare { get; init; }

    public void Draw(Box area, Func<int, int, HeatCell> cell)
    {
        double rowWidth = Math.Min(rows.Max(Width), LongestLabel);
        double columnWidth = Math.Min(columns.Max(Width), LongestLabel);
        Box field = area.Inset(rowWidth + LabelHeight + 8, 0, 4, LabelHeight + 16);
        bool isTurned = columnWidth + 4 > field.Width / columns.Count;
        if (isTurned) field = field.Inset(0, 0, 0, 0.72 * columnWidth);
        if (IsSquare) field = field.Fit(columns.Count, rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            Box line = field.Cell(0, 1, row, rows.Count);
            if (IsLabelled(row, rows.Count, line.Height)) DrawRowLabel(rows[row], new Point(field.X - 8, line.Center.Y));
            for (int column = 0; column < columns.Count; column++)
            {
                DrawCell(field.Cell(column, columns.Count, row, rows.Count), cell(row, column));
            }
        }

        for (int column = 0; column < columns.Count; column++)
        {
            Box line = field.Cell(column, columns.Count, 0, 1);
            if (IsLabelled(column, columns.Count, line.Width)) DrawColumnLabel(columns[column], line, isTurned);
        }

        svg.Rectangle(field, Paint.Stroke(Color.Muted));
        var left = new Point(field.X - rowWidth - 8 - (LabelHeight / 2), field.Center.Y);
        svg.Text(left, RowLabel, FontSize, Color.Ink, Anchor.Middle, degrees: -90);
        double below = isTurned ? (0.72 * columnWidth) + 16 : 16;
        svg.Text(new Point(field.Center.X, field.Bottom + below + (LabelHeight / 2)), ColumnLabel, FontSize, Color.Ink, Anchor.Middle);
    }

    private static double Width(string label) => TextMetrics.Width(label, FontSize);

    /// <summary>Where the fields are lower than text, only every so manieth has its name.</summary>
    private static bool IsLabelled(int index, int count, double height) =>
        index % Math.Max(1, (int)Math.Ceiling(LeastTextHeight / height)) == 0 || count == 1;

    private void DrawRowLabel(string label, Point end) =>
        svg.Text(end, TextMetrics.Fit(label, LongestLabel, FontSize), FontSize, Color.Ink, Anchor.End);

    private void DrawColumnLabel(string label, Box column, bool isTurned)
    {
        string text = TextMetrics.Fit(label, LongestLabel, FontSize);
        var place = new Point(column.Center.X, column.Bottom + 12);
        if (isTurned) svg.Text(place, text, FontSize, Color.Ink, Anchor.End, degrees: -45);
        else svg.Text(place, text, FontSize, Color.Ink, Anchor.Middle);
    }

    private void DrawCell(Box box, HeatCell cell)
    {
        double strength = double.IsFinite(cell.Strength) ? Math.Clamp(cell.Strength, 0, 1) : 0;
        Box inner = box.Width > 8 && box.Height > 8 ? box.Inset(0.5, 0.5, 0.5, 0.5) : box;
        if (strength > 0) svg.Rectangle(inner, Paint.Fill(Color.Series(0), StrongestOpacity * strength));
        if (box.Width < ShortestTextWidth || box.Height < LeastTextHeight || Width(cell.Text) + 2 > box.Width) return;
        svg.Text(box.Center, cell.Text, FontSize, strength == 0 ? Color.Muted : Color.Ink, Anchor.Middle);
    }
}
