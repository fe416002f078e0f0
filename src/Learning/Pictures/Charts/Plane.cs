using System.Linq;

namespace NNGen.Learning.Pictures;

/// <summary>A plane through the space of a network's parameters: origin + a · first + b · second.</summary>
internal sealed class Plane
{
    private readonly float[] origin;
    private readonly double[] first;
    private readonly double[] second;

    public Plane(float[] origin, double[] first, double[] second, DescentPath? path = null)
    {
        this.origin = origin;
        this.first = first;
        this.second = second;
        if (path is { Count: > 0 } && path.Points[0].Length != origin.Length)
        {
            throw new ArgumentException(
                $"The network has {origin.Length} parameters, but the path leads through networks of {path.Points[0].Length}.",
                nameof(path));
        }

        Path = [.. (path?.Points ?? []).Select(Coordinates)];
    }

    public int Length => origin.Length;

    /// <summary>The path seen from above, in coordinates of the plane.</summary>
    public IReadOnlyList<Point> Path { get; }

    public static double[] Unit(int length, int index)
    {
        var unit = new double[length];
        unit[index] = 1;
        return unit;
    }

    /// <summary>Around the parameters, in two random directions whose tensors are as long as those of the network.</summary>
    public static Plane Random(ParameterBuffer parameters, int seed)
    {
        float[] origin = parameters.AsReadOnlySpan().ToArray();
        return new Plane(origin, Direction(parameters, (ulong)seed, stream: 1), Direction(parameters, (ulong)seed, stream: 2));
    }

    /// <summary>Through the path's end, its beginning, and what is farthest from the line between the two.</summary>
    public static Plane Along(DescentPath path, int length)
    {
        float[] end = path.Count > 0 ? path.Points[^1] : [];
        double[] first = path.Count > 0 ? Difference(path.Points[0], end) : [];
        if (path.Count < 2 || !(Norm(first) > 0) || !double.IsFinite(Norm(first)))
        {
            throw new ArgumentException(
                $"A path spans a plane from its beginning to another end, both finite, but this one has {path.Count} points" +
                $"{(path.Count < 2 ? string.Empty : " and no such length")}.",
                nameof(path));
        }

        Normalize(first);
        double[] second = path.Points.Select(point => Without(Difference(point, end), first)).MaxBy(Norm)!;

        // A straight path lies in many planes; one is as good as another.
        if (Norm(second) < 1e-6 * Norm(Difference(path.Points[0], end))) second = Without(Noise(end.Length, seed: 0, stream: 3), first);
        Normalize(second);
        return new Plane(end, first, second, path);
    }

    public void CopyTo(Point place, Span<float> parameters)
    {
        for (int i = 0; i < parameters.Length; i++) parameters[i] = (float)(origin[i] + (place.X * first[i]) + (place.Y * second[i]));
    }

    /// <summary>The point of the plane that is nearest, where the directions are at right angles.</summary>
    private Point Coordinates(float[] parameters)
    {
        double[] offset = Difference(parameters, origin);
        return new Point(Dot(offset, first) / Dot(first, first), Dot(offset, second) / Dot(second, second));
    }

    private static double[] Direction(ParameterBuffer parameters, ulong seed, ulong stream)
    {
        double[] direction = Noise(parameters.Length, seed, stream);
        foreach (TensorDescription tensor in parameters.Description.Tensors)
        {
            double own = 0, random = 0;
            for (int i = tensor.Offset; i < tensor.Offset + tensor.Length; i++)
            {
                own += (double)parameters[i] * parameters[i];
                random += direction[i] * direction[i];
            }

            for (int i = tensor.Offset; i < tensor.Offset + tensor.Length; i++) direction[i] *= Math.Sqrt(own / random);
        }

        return direction;
    }

    private static double[] Noise(int length, ulong seed, ulong stream)
    {
        var random = new CounterRandom(seed, stream);
        var values = new double[length];
        for (int i = 0; i < length; i++) values[i] = random.NextNormal();
        return values;
    }

    private static double[] Difference(float[] left, float[] right) => [.. left.Zip(right, (a, b) => (double)a - b)];

    private static double[] Without(double[] vector, double[] unit)
    {
        double part = Dot(vector, unit);
        return [.. vector.Zip(unit, (value, direction) => value - (part * direction))];
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private static double Norm(double[] vector) => Math.Sqrt(Dot(vector, vector));

    private static void Normalize(double[] vector)
    {
        double norm = Norm(vector);
        for (int i = 0; i < vector.Length; i++) vector[i] /= norm;
    }
}
