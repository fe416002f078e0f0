namespace NNGen.Learning.Pictures;

/// <summary>A point of a picture, in pixels from its upper left corner.</summary>
internal readonly record struct Point(double X, double Y)
{
    public static Point operator +(Point left, Point right) => new(left.X + right.X, left.Y + right.Y);

    public static Point operator -(Point left, Point right) => new(left.X - right.X, left.Y - right.Y);
}
