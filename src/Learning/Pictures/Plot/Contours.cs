using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>
/// Outlines of the regions of a grid where a function is at least a level: marching squares. What lies outside the grid, and what is not a
/// number, counts as below every level, so that every outline is closed; filled by the even-odd rule they are the region, holes included.
/// </summary>
/// <param name="values">The function's values, [row, column].</param>
/// <param name="level">The level.</param>
internal sealed class Contours(double[,] values, double level)
{
    // In grid cells. Outlines are drawn with some five pixels for a cell.
    private const double Tolerance = 0.04;

    private readonly int rows = values.GetLength(0);
    private readonly int columns = values.GetLength(1);
    private readonly Dictionary<Edge, Edge> next = [];

    /// <summary>The closed outlines, in columns (x) and rows (y) of the grid.</summary>
    public static IReadOnlyList<IReadOnlyList<Point>> Above(double[,] values, double level) => new Contours(values, level).Trace();

    private IReadOnlyList<IReadOnlyList<Point>> Trace()
    {
        for (int row = -1; row < rows; row++)
        {
            for (int column = -1; column < columns; column++) JoinCrossings(row, column);
        }

        var outlines = new List<IReadOnlyList<Point>>();
        while (next.Count > 0)
        {
            var outline = new List<Point>();
            Edge edge = next.Keys.First();
            while (next.Remove(edge, out Edge following))
            {
                outline.Add(Crossing(edge));
                edge = following;
            }

            outlines.Add(Simplify(outline));
        }

        return outlines;
    }

    /// <summary>
    /// Walks clockwise around a cell. An outline enters it where the walk leaves the region, and leaves it where the walk comes back; with
    /// the neighbour, which is walked around in the same sense, it is the other way round, so that all pieces join up.
    /// </summary>
    private void JoinCrossings(int row, int column)
    {
        ReadOnlySpan<(int Row, int Column)> corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)];
        Span<Edge> exits = stackalloc Edge[2];
        Span<Edge> entries = stackalloc Edge[2];
        int exitCount = 0, entryCount = 0;
        bool startsInside = IsInside(corners[0]);
        for (int side = 0; side < 4; side++)
        {
            (int Row, int Column) from = corners[side], to = corners[(side + 1) % 4];
            if (IsInside(from) == IsInside(to)) continue;
            if (IsInside(from)) exits[exitCount++] = Edge.Between(from, to);
            else entries[entryCount++] = Edge.Between(from, to);
        }

        if (exitCount == 0) return;

        // At a saddle the middle decides which corners belong together.
        bool joinsNext = exitCount == 1 || Middle(corners) >= level;
        bool exitIsFirst = startsInside;
        for (int index = 0; index < exitCount; index++)
        {
            int entry = exitCount == 1 ? 0 : joinsNext == exitIsFirst ? index : 1 - index;
            next[exits[index]] = entries[entry];
        }
    }

    private double Value((int Row, int Column) node) =>
        node.Row < 0 || node.Row >= rows || node.Column < 0 || node.Column >= columns || double.IsNaN(values[node.Row, node.Column])
            ? double.NegativeInfinity
            : values[node.Row, node.Column];

    private bool IsInside((int Row, int Column) node) => Value(node) >= level;

    private double Middle(ReadOnlySpan<(int Row, int Column)> corners) =>
        (Value(corners[0]) + Value(corners[1]) + Value(corners[2]) + Value(corners[3])) / 4;

    /// <summary>Where an outline crosses an edge, by linear interpolation; at the border of the grid, on the border.</summary>
    private Point Crossing(Edge edge)
    {
        (int Row, int Column) first = (edge.Row, edge.Column);
        (int Row, int Column) second = edge.IsVertical ? (edge.Row + 1, edge.Column) : (edge.Row, edge.Column + 1);
        (double a, double b) = (Value(first), Value(second));
        double part = double.IsInfinity(a) ? 1 : double.IsInfinity(b) ? 0 : (level - a) / (b - a);
        return new Point(first.Column + (part * (second.Column - first.Column)), first.Row + (part * (second.Row - first.Row)));
    }

    /// <summary>Leaves out points that lie almost on the line between those that stay (Ramer, Douglas and Peucker).</summary>
    private static IReadOnlyList<Point> Simplify(List<Point> outline)
    {
        var stays = new bool[outline.Count];
        stays[0] = stays[^1] = true;
        var open = new Stack<(int First, int Last)>();
        open.Push((0, outline.Count - 1));
        while (open.TryPop(out (int First, int Last) range))
        {
            int farthest = -1;
            double distance = Tolerance;
            for (int index = range.First + 1; index < range.Last; index++)
            {
                double away = Distance(outline[index], outline[range.First], outline[range.Last]);
                if (away > distance) (farthest, distance) = (index, away);
            }

            if (farthest < 0) continue;
            stays[farthest] = true;
            open.Push((range.First, farthest));
            open.Push((farthest, range.Last));
        }

        return [.. outline.Where((_, index) => stays[index])];
    }

    /// <summary>From a point to the nearest point between two others.</summary>
    private static double Distance(Point point, Point from, Point to)
    {
        Point line = to - from, offset = point - from;
        double squared = (line.X * line.X) + (line.Y * line.Y);
        double part = squared < 1e-18 ? 0 : Math.Clamp(((line.X * offset.X) + (line.Y * offset.Y)) / squared, 0, 1);
        Point away = offset - new Point(part * line.X, part * line.Y);
        return Math.Sqrt((away.X * away.X) + (away.Y * away.Y));
    }

    /// <summary>The edge from a node to the one to the right of it or below it.</summary>
    private readonly record struct Edge(int Row, int Column, bool IsVertical)
    {
        public static Edge Between((int Row, int Column) a, (int Row, int Column) b) =>
            new(Math.Min(a.Row, b.Row), Math.Min(a.Column, b.Column), a.Row != b.Row);
    }
}
