using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>
/// What a network predicts over a plane: for each class the region where it is ahead, darker where it is further ahead, as outlines that
/// any frame can draw.
/// </summary>
internal sealed class DecisionRegions
{
    private const double Opacity = 0.13;
    private static readonly double[] Levels = [0, 0.3, 0.6, 0.9];

    private readonly DecisionField field;
    private readonly IReadOnlyList<IReadOnlyList<IReadOnlyList<Point>>[]> outlines;

    public DecisionRegions(DecisionField field, Func<float[], float[]> predict)
    {
        this.field = field;
        outlines = [.. field.Margins(predict).Select(margin => Levels.Select(level => Contours.Above(margin, level)).ToArray())];
    }

    public void Draw(SvgWriter svg, Plot plot)
    {
        for (int kind = 0; kind < outlines.Count; kind++)
        {
            foreach (IReadOnlyList<IReadOnlyList<Point>> region in outlines[kind])
            {
                svg.Path(PathOf(plot, region), Paint.Fill(Color.Series(kind), Opacity));
            }
        }

        // The boundary of the first class is the last one's too, where there are two.
        for (int kind = 0; kind < (outlines.Count == 2 ? 1 : outlines.Count); kind++)
        {
            svg.Path(BoundaryOf(plot, outlines[kind][0]), Paint.Stroke(Color.Ink, 1.5, opacity: 0.8));
        }
    }

    /// <summary>The outline without what runs along the border of the grid, which is the frame and no boundary.</summary>
    private SvgPath BoundaryOf(Plot plot, IReadOnlyList<IReadOnlyList<Point>> region)
    {
        var path = new SvgPath();
        foreach (IReadOnlyList<Point> outline in region)
        {
            bool isDrawing = false;
            for (int index = 0; index < outline.Count; index++)
            {
                Point from = outline[index], to = outline[(index + 1) % outline.Count];
                if (DecisionField.IsAlongBorder(from, to))
                {
                    isDrawing = false;
                    continue;
                }

                if (!isDrawing) path.MoveTo(At(plot, from));
                path.LineTo(At(plot, to));
                isDrawing = true;
            }
        }

        return path;
    }

    private Point At(Plot plot, Point grid)
    {
        Point place = field.Place(grid);
        return plot.At(place.X, place.Y);
    }

    private SvgPath PathOf(Plot plot, IReadOnlyList<IReadOnlyList<Point>> region)
    {
        var path = new SvgPath();
        foreach (IReadOnlyList<Point> outline in region)
        {
            path.Polyline(outline.Select(point => At(plot, point)), isClosed: true);
        }

        return path;
    }
}
