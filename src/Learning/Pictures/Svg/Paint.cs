namespace NNGen.Learning.Pictures;

/// <summary>How a shape looks: what fills it and what outlines it.</summary>
internal readonly record struct Paint
{
    public Color? FillColor { get; init; }

    public double FillOpacity { get; init; }

    public Color? StrokeColor { get; init; }

    public double StrokeWidth { get; init; }

    public double StrokeOpacity { get; init; }

    /// <summary>Lengths of dashes and gaps; null for an unbroken line.</summary>
    public string? Dashes { get; init; }

    /// <summary>How ends of lines look: round makes a dot of a line without length, square a square.</summary>
    public string? LineCap { get; init; }

    public static Paint Fill(Color color, double opacity = 1) => new() { FillColor = color, FillOpacity = opacity };

    public static Paint Stroke(Color color, double width = 1, double opacity = 1, string? dashes = null, string? cap = null) => new()
    {
        StrokeColor = color,
        StrokeWidth = width,
        StrokeOpacity = opacity,
        Dashes = dashes,
        LineCap = cap,
    };
}
