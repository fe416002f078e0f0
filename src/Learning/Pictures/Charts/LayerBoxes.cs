using System.Globalization;
using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>
/// Any network as boxes, one for each layer, from top to bottom in the order of computation; lines tell who feeds whom. A line to the next
/// box is straight; one that passes boxes by runs in a lane beside them, and lines that overlap have lanes of their own.
/// </summary>
internal sealed class LayerBoxes
{
    private const double BoxHeight = 38;
    private const double Gap = 18;
    private const double LaneWidth = 14;
    private const int MostLanes = 14;

    private readonly List<(string Name, string Kind, string Shape)> boxes = [];
    private readonly List<(int From, int To, int Lane)> detours = [];
    private readonly List<int> straight = [];

    public LayerBoxes(NetworkDescription network)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (PortDescription input in network.Inputs)
        {
            places[input.Name] = boxes.Count;
            boxes.Add((input.Name, "input", Shape(input.Shape)));
        }

        var edges = new List<(int From, int To)>();
        foreach (LayerDescription layer in network.Layers)
        {
            foreach (string source in layer.Inputs) edges.Add((places[source], boxes.Count));
            places[layer.Name] = boxes.Count;
            string kind = layer.Activation == Activation.Identity ? layer.Kind : $"{layer.Kind}, {layer.Activation}";
            string parameters = layer.ParameterCount == 0
                ? string.Empty
                : string.Create(CultureInfo.InvariantCulture, $"; {layer.ParameterCount:N0} parameters");
            boxes.Add((layer.Name, kind, Shape(layer.OutputShape) + parameters));
        }

        straight.AddRange(edges.Where(edge => edge.To == edge.From + 1).Select(edge => edge.From));
        ChooseLanes(edges.Where(edge => edge.To != edge.From + 1).Distinct());
    }

    public double Height => (boxes.Count * (BoxHeight + Gap)) + 60;

    public void Draw(Canvas canvas)
    {
        int lanes = detours.Count == 0 ? 0 : detours.Max(detour => detour.Lane) + 1;
        Box column = canvas.Body.Inset(0, 4, (lanes * LaneWidth) + (lanes > 0 ? 16 : 0), 0);
        foreach (int from in straight) DrawArrow(canvas.Svg, [Bottom(column, from), Top(column, from + 1)]);
        foreach ((int from, int to, int lane) in detours)
        {
            double x = column.Right + ((lane + 1) * LaneWidth);
            Point start = new(column.Right, BoxOf(column, from).Center.Y + 8), end = new(column.Right, BoxOf(column, to).Center.Y - 8);
            DrawArrow(canvas.Svg, [start, new Point(x, start.Y), new Point(x, end.Y), end]);
        }

        for (int index = 0; index < boxes.Count; index++) DrawBox(canvas.Svg, BoxOf(column, index), index);
    }

    private static string Shape(IReadOnlyList<int> shape) =>
        string.Join(" × ", shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));

    private static Box BoxOf(Box column, int index) => new(column.X, column.Y + (index * (BoxHeight + Gap)), column.Width, BoxHeight);

    private static Point Top(Box column, int index) => new(column.Center.X, BoxOf(column, index).Y);

    private static Point Bottom(Box column, int index) => new(column.Center.X, BoxOf(column, index).Bottom);

    private static void DrawArrow(SvgWriter svg, Point[] points)
    {
        Point end = points[^1], direction = end - points[^2];
        double length = Math.Sqrt((direction.X * direction.X) + (direction.Y * direction.Y));
        var along = new Point(direction.X / length * 6, direction.Y / length * 6);
        var across = new Point(-along.Y * 0.6, along.X * 0.6);
        svg.Path(new SvgPath().Polyline([.. points[..^1], end - along]), Paint.Stroke(Color.Muted, 1.5));
        svg.Path(new SvgPath().Polyline([end, end - along + across, end - along - across], isClosed: true), Paint.Fill(Color.Muted));
    }

    /// <summary>The shortest detours take the inner lanes; where there are too many for the page, the last lane is shared.</summary>
    private void ChooseLanes(IEnumerable<(int From, int To)> edges)
    {
        foreach ((int from, int to) in edges.OrderBy(edge => edge.To - edge.From).ThenBy(edge => edge.From))
        {
            int lane = 0;
            while (lane < MostLanes - 1 && detours.Any(other => other.Lane == lane && other.From < to && from < other.To)) lane++;
            detours.Add((from, to, lane));
        }
    }

    private void DrawBox(SvgWriter svg, Box box, int index)
    {
        (string name, string kind, string shape) = boxes[index];
        Color color = Color.Series(index == 0 ? Color.SeriesCount - 1 : 0);
        svg.Rectangle(box, Paint.Fill(Color.Paper), radius: 6);
        svg.Rectangle(box, Paint.Fill(color, 0.12) with { StrokeColor = color, StrokeWidth = 1.2, StrokeOpacity = 1 }, radius: 6);
        double third = (box.Width - 24) / 3;
        DrawText(svg, new Point(box.X + 12, box.Center.Y), name, third, Color.Ink, Anchor.Start);
        DrawText(svg, box.Center, kind, third, Color.Ink, Anchor.Middle);
        DrawText(svg, new Point(box.Right - 12, box.Center.Y), shape, third, Color.Muted, Anchor.End);
    }

    private static void DrawText(SvgWriter svg, Point place, string text, double width, Color color, Anchor anchor) =>
        svg.Text(place, TextMetrics.Fit(text, width, Canvas.FontSize), Canvas.FontSize, color, anchor);
}
