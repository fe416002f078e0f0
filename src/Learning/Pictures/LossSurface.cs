using System.Linq;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <summary>
/// The loss over a plane through the space of the parameters: <c>loss(θ + a · u + b · v)</c> for a grid of a and b. The directions u and v
/// are two parameters, two random directions, or those in which a training went.
/// </summary>
public sealed class LossSurface
{
    private const int GridSize = 41;

    private LossSurface(Plane plane, Domain first, Domain second, string firstLabel, string secondLabel)
    {
        FirstDomain = first;
        SecondDomain = second;
        (FirstLabel, SecondLabel) = (firstLabel, secondLabel);
        Path = plane.Path;
        Values = new double[GridSize, GridSize];
    }

    /// <summary>The loss, [second direction, first direction]; infinite or not a number where the network overflows.</summary>
    public double[,] Values { get; }

    internal Domain FirstDomain { get; }

    internal Domain SecondDomain { get; }

    internal string FirstLabel { get; }

    internal string SecondLabel { get; }

    /// <summary>The descent path in coordinates of the plane; empty without one.</summary>
    internal IReadOnlyList<Point> Path { get; }

    /// <summary>The loss over two single parameters; all others keep their values.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network. It is not changed.</param>
    /// <param name="data">The samples whose mean loss it is.</param>
    /// <param name="first">The first parameter's place in the flat span.</param>
    /// <param name="second">The second parameter's place, another one.</param>
    /// <param name="path">A training to draw, seen from above. Default: none.</param>
    /// <param name="radius">How far the surface reaches in each direction at least, from the network's own values. Default: 3.</param>
    /// <returns>The surface.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter, or the radius is not positive and finite.</exception>
    /// <exception cref="ArgumentException">
    /// The parameters are the same one, the data does not fit, or the path is another network's.
    /// </exception>
    public static LossSurface OverParameters<TNetwork>(
        TNetwork network, Dataset data, int first, int second, DescentPath? path = null, double radius = 3)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        int length = network.Parameters.Length;
        RequireParameter(first, length, nameof(first));
        RequireParameter(second, length, nameof(second));
        if (first == second)
        {
            throw new ArgumentException($"A plane has two directions, but both are the parameter {first}.", nameof(second));
        }
        var origin = network.Parameters.AsReadOnlySpan().ToArray();
        (origin[first], origin[second]) = (0, 0);
        var plane = new Plane(origin, Plane.Unit(length, first), Plane.Unit(length, second), path);
        var center = new Point(network.Parameters.AsReadOnlySpan()[first], network.Parameters.AsReadOnlySpan()[second]);
        return Measure(network, data, plane, center, radius, $"parameter {first}", $"parameter {second}");
    }

    /// <summary>
    /// The loss around the network in two random directions. Each tensor of a direction is as long as that of the network, so that the
    /// surfaces of different networks can be compared. Source: Li and others, "Visualizing the Loss Landscape of Neural Nets", 2018.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network, which is in the middle. It is not changed.</param>
    /// <param name="data">The samples whose mean loss it is.</param>
    /// <param name="seed">Decides the directions. Default: 0.</param>
    /// <param name="radius">How far the surface reaches, in lengths of the network's parameters. Default: 1.</param>
    /// <returns>The surface.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The radius is not positive and finite.</exception>
    /// <exception cref="ArgumentException">The data does not fit.</exception>
    public static LossSurface OverRandomDirections<TNetwork>(TNetwork network, Dataset data, int seed = 0, double radius = 1)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Plane plane = Plane.Random(network.Parameters, seed);
        return Measure(network, data, plane, new Point(0, 0), radius, "first random direction", "second random direction");
    }

    /// <summary>
    /// The loss over the plane in which a training took place, as well as one plane can hold it: through its beginning, its end, and the
    /// point of it that is farthest from the line between the two. The end is the origin, and both directions have the length 1.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">A network of the class that was trained. It is not changed, and its own parameters do not matter.</param>
    /// <param name="data">The samples whose mean loss it is.</param>
    /// <param name="path">The training: at least two points, not all the same.</param>
    /// <returns>The surface, with the path seen from above.</returns>
    /// <exception cref="ArgumentException">The path is too short or another network's, or the data does not fit.</exception>
    public static LossSurface AlongPath<TNetwork>(TNetwork network, Dataset data, DescentPath path)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(path);
        Plane plane = Plane.Along(path, network.Parameters.Length);
        double reach = plane.Path.Max(point => Math.Max(Math.Abs(point.X), Math.Abs(point.Y)));
        return Measure(network, data, plane, new Point(0, 0), 0.4 * reach, "from the end to the beginning", "across");
    }

    private static LossSurface Measure<TNetwork>(
        TNetwork network, Dataset data, Plane plane, Point center, double radius, string firstLabel, string secondLabel)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        if (!(radius > 0 && double.IsFinite(radius)))
        {
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "A surface reaches a positive and finite distance.");
        }

        if (plane.Length != network.Parameters.Length)
        {
            throw new ArgumentException(
                $"The network has {network.Parameters.Length} parameters, but the path leads through networks of {plane.Length}.",
                nameof(network));
        }

        Domain first = Domain.Of(plane.Path.Select(point => point.X)).With(center.X - radius).With(center.X + radius);
        Domain second = Domain.Of(plane.Path.Select(point => point.Y)).With(center.Y - radius).With(center.Y + radius);
        var surface = new LossSurface(plane, first.Padded(0.1), second.Padded(0.1), firstLabel, secondLabel);
        TNetwork probe = network.Clone();
        for (int row = 0; row < GridSize; row++)
        {
            for (int column = 0; column < GridSize; column++)
            {
                Point place = surface.Place(new Point(column, row));
                plane.CopyTo(place, probe.Parameters.AsSpan());
                surface.Values[row, column] = probe.Evaluate(data).Loss;
            }
        }

        return surface;
    }

    /// <summary>Where a point of the grid, in columns and rows, lies on the plane.</summary>
    internal Point Place(Point grid) => new(
        FirstDomain.Min + (grid.X / (GridSize - 1) * FirstDomain.Length),
        SecondDomain.Min + (grid.Y / (GridSize - 1) * SecondDomain.Length));

    private static void RequireParameter(int index, int length, string argument)
    {
        if (index >= 0 && index < length) return;
        throw new ArgumentOutOfRangeException(argument, index, $"The network has the parameters 0 to {length - 1}.");
    }
}
