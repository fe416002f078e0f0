namespace NNGen.Learning.Pictures;

/// <summary>A rectangle of a picture, in pixels. Layout is cutting pieces off it.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public Point Center => new(X + (Width / 2), Y + (Height / 2));

    public Box Inset(double left, double top, double right, double bottom) =>
        new(X + left, Y + top, Math.Max(Width - left - right, 0), Math.Max(Height - top - bottom, 0));

    /// <summary>One cell of an even grid over the box.</summary>
    public Box Cell(int column, int columns, int row, int rows, double gap = 0)
    {
        double width = (Width - ((columns - 1) * gap)) / columns;
        double height = (Height - ((rows - 1) * gap)) / rows;
        return new Box(X + (column * (width + gap)), Y + (row * (height + gap)), width, height);
    }

    /// <summary>The largest box in the middle whose sides are as width to height.</summary>
    public Box Fit(double width, double height)
    {
        double scale = Math.Min(Width / width, Height / height);
        return new Box(X + ((Width - (scale * width)) / 2), Y + ((Height - (scale * height)) / 2), scale * width, scale * height);
    }
}
