using System.Globalization;
using NNGen.Learning.Pictures;

namespace NNGen.Learning;

/// <content>What a network looks like.</content>
public sealed partial class Picture
{
    /// <summary>
    /// A network as a graph. One of few small dense layers is drawn unit by unit, each weight as a line, the wider the larger, coloured by
    /// its sign; any other as boxes, one for each layer.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="title">Stands above it. Default: the name of the class.</param>
    /// <returns>The picture; its height grows with the number of layers.</returns>
    public static Picture Network<TNetwork>(TNetwork network, string? title = null)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkDescription description = TNetwork.Description;
        if (WeightGraph.Of(network.Parameters) is not { } graph) return Layers(description, title);
        var canvas = new Canvas(title ?? description.Name, 440);
        graph.Draw(canvas);
        return canvas.ToPicture(Summary(description));
    }

    /// <summary>A network as boxes, one for each layer with its kind, shape and parameters, and lines for who feeds whom.</summary>
    /// <param name="network">What the network is made of, the static <c>Description</c> of its class.</param>
    /// <param name="title">Stands above it. Default: the name of the class.</param>
    /// <returns>The picture; its height grows with the number of layers.</returns>
    public static Picture Layers(NetworkDescription network, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var boxes = new LayerBoxes(network);
        var canvas = new Canvas(title ?? network.Name, boxes.Height);
        boxes.Draw(canvas);
        return canvas.ToPicture(Summary(network));
    }

    private static string Summary(NetworkDescription network) => string.Create(
        CultureInfo.InvariantCulture,
        $"The network {network.Name} of {network.Layers.Count} layers and {network.ParameterCount:N0} parameters.");
}
