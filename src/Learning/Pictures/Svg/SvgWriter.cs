using System.Globalization;
using System.Text;

namespace NNGen.Learning.Pictures;

/// <summary>Where a text begins: at its point, around it, or so that it ends there.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>
/// Writes the elements of a picture: text escaped, numbers in the invariant culture and finite, colours by name, so that
/// <see cref="StyleSheet"/> can give each of them two values.
/// </summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder text = new();
    private readonly SortedDictionary<string, Color> fills = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Color> strokes = new(StringComparer.Ordinal);
    private int depth = 1;

    /// <summary>Opens a group; disposing of the result closes it.</summary>
    public Group OpenGroup(params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Indent().Append("<g");
        foreach ((string name, string value) in attributes) Attribute(name, value);
        text.Append(">\n");
        depth++;
        return new Group(this);
    }

    public void Rectangle(Box box, Paint paint, double radius = 0)
    {
        Open("rect");
        Attribute("x", box.X);
        Attribute("y", box.Y);
        Attribute("width", box.Width);
        Attribute("height", box.Height);
        if (radius > 0) Attribute("rx", radius);
        Close(paint);
    }

    public void Line(Point from, Point to, Paint paint)
    {
        Open("line");
        Attribute("x1", from.X);
        Attribute("y1", from.Y);
        Attribute("x2", to.X);
        Attribute("y2", to.Y);
        Close(paint);
    }

    public void Circle(Point center, double radius, Paint paint)
    {
        Open("circle");
        Attribute("cx", center.X);
        Attribute("cy", center.Y);
        Attribute("r", radius);
        Close(paint);
    }

    public void Path(SvgPath path, Paint paint)
    {
        if (path.IsEmpty) return;
        Open("path");
        Attribute("d", path.ToString());

        // A hole in an area is a second outline inside the first.
        if (paint.FillColor is not null) Attribute("fill-rule", "evenodd");
        if (paint.StrokeColor is not null) Attribute("stroke-linejoin", "round");
        Close(paint);
    }

    /// <summary>A raster image, whose pixels stay sharp.</summary>
    public void Image(Box box, PngImage image)
    {
        Open("image");
        Attribute("x", box.X);
        Attribute("y", box.Y);
        Attribute("width", box.Width);
        Attribute("height", box.Height);
        Attribute("preserveAspectRatio", "none");
        Attribute("style", "image-rendering: pixelated");

        // SVG 2 says href alone; older programs know this one only, and newer ones still do.
        Attribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
        Attribute("xlink:href", image.ToDataAddress());
        text.Append("/>\n");
    }

    /// <summary>One line of text, whose middle is at the height of the point.</summary>
    /// <param name="point">Where it stands.</param>
    /// <param name="value">The text, of any characters.</param>
    /// <param name="size">The size of the font, in pixels.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="anchor">What of it stands at the point.</param>
    /// <param name="degrees">By how much it is turned around the point, clockwise.</param>
    /// <param name="isBold">Whether it is a heading.</param>
    public void Text(
        Point point, string value, double size, Color color, Anchor anchor = Anchor.Start, double degrees = 0, bool isBold = false)
    {
        // Programs disagree about dominant-baseline; a third of the size down is the middle of digits and capitals everywhere.
        double drop = 0.35 * size;
        Open("text");
        Attribute("x", point.X);
        Attribute("y", point.Y + drop);
        Attribute("font-size", size);
        if (isBold) Attribute("font-weight", "600");
        if (anchor != Anchor.Start) Attribute("text-anchor", anchor == Anchor.Middle ? "middle" : "end");
        if (degrees != 0) Attribute("transform", $"rotate({Number(degrees)} {Number(point.X)} {Number(point.Y)})");
        fills[color.Name] = color;
        Attribute("class", $"fill-{color.Name}");
        text.Append('>').Append(Escape(value)).Append("</text>\n");
    }

    /// <summary>The whole picture.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="title">What it is called, for those who hear it.</param>
    /// <param name="description">What it shows, in one or two sentences.</param>
    /// <param name="extraStyle">Rules besides those of the colours.</param>
    public string ToDocument(double width, double height, string title, string description, string extraStyle = "")
    {
        string size = $"width=\"{Number(width)}\" height=\"{Number(height)}\" viewBox=\"0 0 {Number(width)} {Number(height)}\"";
        fills[Color.Paper.Name] = Color.Paper;
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"img\" fill=\"none\" font-family=\"{StyleSheet.FontFamily}\">\n"
            + $"  <title>{Escape(title)}</title>\n"
            + $"  <desc>{Escape(description)}</desc>\n"
            + $"  <style>\n{StyleSheet.Of(fills.Values, strokes.Values)}{extraStyle}  </style>\n"
            + $"  <rect width=\"{Number(width)}\" height=\"{Number(height)}\" class=\"fill-{Color.Paper.Name}\"/>\n"
            + $"{text}</svg>\n";
    }

    /// <summary>A number of at most two decimals.</summary>
    /// <exception cref="InvalidOperationException">
    /// The number is infinite or not a number: a mistake of the chart, not of its data.
    /// </exception>
    public static string Number(double value)
    {
        RequireFinite(value);
        double rounded = Math.Round(value, 2);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    public static void RequireFinite(double value)
    {
        if (!double.IsFinite(value)) throw new InvalidOperationException($"A picture has finite coordinates only, but one is {value}.");
    }

    /// <summary>Text as XML's character data. What XML cannot hold at all becomes U+FFFD, the replacement character.</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (Rune rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < 0x20 or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    private void Open(string element) => Indent().Append('<').Append(element);

    private void Close(Paint paint)
    {
        var classes = new List<string>(2);
        if (paint.FillColor is { } fill)
        {
            fills[fill.Name] = fill;
            classes.Add($"fill-{fill.Name}");
            if (paint.FillOpacity < 1) Attribute("fill-opacity", paint.FillOpacity);
        }

        if (paint.StrokeColor is { } stroke)
        {
            strokes[stroke.Name] = stroke;
            classes.Add($"line-{stroke.Name}");
            if (paint.StrokeWidth != 1) Attribute("stroke-width", paint.StrokeWidth);
            if (paint.StrokeOpacity < 1) Attribute("stroke-opacity", paint.StrokeOpacity);
            if (paint.Dashes is not null) Attribute("stroke-dasharray", paint.Dashes);
            if (paint.LineCap is not null) Attribute("stroke-linecap", paint.LineCap);
        }

        if (classes.Count > 0) Attribute("class", string.Join(' ', classes));
        text.Append("/>\n");
    }

    private void Attribute(string name, double value) => Attribute(name, Number(value));

    private void Attribute(string name, string value) => text.Append(' ').Append(name).Append("=\"").Append(Escape(value)).Append('"');

    private StringBuilder Indent() => text.Append(' ', 2 * depth);

    /// <summary>An open group.</summary>
    public readonly ref struct Group(SvgWriter writer)
    {
        public void Dispose()
        {
            writer.depth--;
            writer.Indent().Append("</g>\n");
        }
    }
}
