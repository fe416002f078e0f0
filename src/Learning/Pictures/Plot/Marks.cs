namespace NNGen.Learning.Pictures;

/// <summary>The sign that stands for a sample. Classes have both a colour and a shape of their own.</summary>
internal enum MarkShape
{
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,

    /// <summary>A filled field of a legend.</summary>
    Field,
}

/// <summary>Draws many equal signs as one path.</summary>
internal static class Marks
{
    private const int ShapeCount = 5;

    public static MarkShape ShapeOf(int series) => (MarkShape)(series % ShapeCount);

    /// <param name="svg">The picture.</param>
    /// <param name="points">Where.</param>
    /// <param name="shape">Which sign.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="size">Its height in pixels.</param>
    /// <param name="halo">The width of a seam in the colour of the page, which keeps signs apart from what they lie on.</param>
    public static void Draw(
        SvgWriter svg, IReadOnlyCollection<Point> points, MarkShape shape, Color color, double size, double halo = 0)
    {
        var path = new SvgPath();
        foreach (Point point in points) Add(path, point, shape, size / 2);
        if (halo > 0) svg.Path(path, Line(shape, Color.Paper, size, 2 * halo));
        svg.Path(path, IsOutline(shape) ? Paint.Fill(color) : Line(shape, color, size, 0));
    }

    private static bool IsOutline(MarkShape shape) => shape is MarkShape.Triangle or MarkShape.Diamond or MarkShape.Field;

    private static Paint Line(MarkShape shape, Color color, double size, double more) => shape switch
    {
        MarkShape.Circle => Paint.Stroke(color, size + more, cap: "round"),
        MarkShape.Square => Paint.Stroke(color, (0.85 * size) + more, cap: "square"),
        MarkShape.Cross => Paint.Stroke(color, (0.3 * size) + more, cap: "round"),
        _ => Paint.Stroke(color, more),
    };

    private static void Add(SvgPath path, Point point, MarkShape shape, double radius)
    {
        Point At(double x, double y) => point + new Point(x * radius, y * radius);
        _ = shape switch
        {
            MarkShape.Triangle => path.Polyline([At(0, -1.15), At(1.1, 0.8), At(-1.1, 0.8)], isClosed: true),
            MarkShape.Diamond => path.Polyline([At(0, -1.25), At(1.25, 0), At(0, 1.25), At(-1.25, 0)], isClosed: true),
            MarkShape.Field => path.Polyline([At(-1.3, -1), At(1.3, -1), At(1.3, 1), At(-1.3, 1)], isClosed: true),
            MarkShape.Cross => path.Polyline([At(-0.8, -0.8), At(0.8, 0.8)]).Polyline([At(0.8, -0.8), At(-0.8, 0.8)]),
            _ => path.Dot(point),
        };
    }
}
