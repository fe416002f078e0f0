using System.Globalization;
using System.Text;

namespace NNGen.Learning.Pictures;

/// <summary>The outline of a shape, or several, in the notation of SVG's <c>d</c> attribute.</summary>
internal sealed class SvgPath
{
    private readonly StringBuilder text = new();
    private long lastX;
    private long lastY;
    private bool isMoved;

    public bool IsEmpty => text.Length == 0;

    public SvgPath MoveTo(Point point)
    {
        Add(isMove: true, point);
        return this;
    }

    public SvgPath LineTo(Point point)
    {
        Add(isMove: false, point);
        return this;
    }

    /// <summary>A line of almost no length: with a round cap a dot, with a square cap a square.</summary>
    public SvgPath Dot(Point point)
    {
        Add(isMove: true, point);
        text.Append("h.01");
        return this;
    }

    /// <summary>A closed or open line through all points.</summary>
    public SvgPath Polyline(IEnumerable<Point> points, bool isClosed = false)
    {
        bool isFirst = true;
        foreach (Point point in points)
        {
            Add(isFirst, point);
            isFirst = false;
        }

        if (isClosed && !isFirst) text.Append('z');
        return this;
    }

    public override string ToString() => text.ToString();

    /// <summary>
    /// A tenth of a pixel is finer than eyes are. Points are told by their distance from the one before, in whole tenths, so that nothing
    /// adds up; that halves the size of a file.
    /// </summary>
    private void Add(bool isMove, Point point)
    {
        SvgWriter.RequireFinite(point.X);
        SvgWriter.RequireFinite(point.Y);
        (long x, long y) = ((long)Math.Round(10 * point.X), (long)Math.Round(10 * point.Y));
        if (isMove)
        {
            text.Append('M');
            Number(x, isFirst: true);
            Number(y, isFirst: false);
        }
        else
        {
            if (isMoved) text.Append('l');
            Number(x - lastX, isFirst: isMoved);
            Number(y - lastY, isFirst: false);
        }

        (lastX, lastY, isMoved) = (x, y, isMove);
    }

    private void Number(long tenths, bool isFirst)
    {
        if (tenths < 0) text.Append('-');
        else if (!isFirst) text.Append(' ');
        long magnitude = Math.Abs(tenths);
        if (magnitude >= 10 || magnitude == 0) text.Append(CultureInfo.InvariantCulture, $"{magnitude / 10}");
        if (magnitude % 10 != 0) text.Append('.').Append((char)('0' + (magnitude % 10)));
    }
}
