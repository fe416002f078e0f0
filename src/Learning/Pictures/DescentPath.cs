using System.Linq;

namespace NNGen.Learning;

/// <summary>
/// The way of a training through the space of its parameters: a copy of them whenever it is told to, such as after each epoch.
/// </summary>
public sealed class DescentPath
{
    private readonly List<float[]> points = [];

    /// <summary>The copies so far.</summary>
    public int Count => points.Count;

    /// <summary>The parameters of each copy, in the order of the flat span.</summary>
    internal IReadOnlyList<float[]> Points => points;

    /// <summary>Copies the network's parameters.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network, each time of the same class.</param>
    /// <exception cref="ArgumentException">The network has another number of parameters than those before.</exception>
    public void Add<TNetwork>(TNetwork network)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ReadOnlySpan<float> parameters = network.Parameters.AsReadOnlySpan();
        if (points.Count > 0 && points[0].Length != parameters.Length)
        {
            throw new ArgumentException(
                $"The path leads through networks of {points[0].Length} parameters, but this one has {parameters.Length}.",
                nameof(network));
        }

        points.Add(parameters.ToArray());
    }
}
