using System.Linq;

namespace NNGen.Learning;

/// <content>How gradients and activations fare on their way through the layers.</content>
public sealed partial class Picture
{
    private const int MostInspectedSamples = 1_024;

    /// <summary>
    /// Histograms of the gradient ∂loss/∂parameter, layer by layer, over its magnitude: gradients that vanish towards the first layers, or
    /// explode, are seen at once.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network. It is not changed.</param>
    /// <param name="data">The samples whose mean loss it is; of more than 1,024 the first ones.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture; its height grows with the number of layers.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network, or no gradient is finite.</exception>
    public static Picture Gradients<TNetwork>(TNetwork network, Dataset data, string title = "Gradients")
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        int count = Math.Min(data.Count, MostInspectedSamples);
        using var trainer = new Trainer<TNetwork>(network, new Sgd(), new TrainerOptions { BatchCapacity = count });
        var gradient = new float[TNetwork.Description.ParameterCount];
        trainer.Gradients(data, Enumerable.Range(0, count).ToArray(), gradient);
        NamedValues[] layers = [.. TNetwork.Description.Tensors
            .GroupBy(LayerOf)
            .Select(tensors => new NamedValues(
                tensors.Key, tensors.SelectMany(tensor => gradient.Skip(tensor.Offset).Take(tensor.Length)).ToArray()))];
        return Histograms(title, "|∂loss/∂parameter|", layers, magnitudes: true);
    }

    /// <summary>
    /// Histograms of the layers' outputs: whether units are saturated (all at the ends of a sigmoid), dead (always 0) or alive. Layers
    /// whose outputs a training step does not keep are left out.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network. It is not changed.</param>
    /// <param name="data">The samples; of more than 1,024 the first ones.</param>
    /// <param name="title">Stands above it.</param>
    /// <returns>The picture; its height grows with the number of layers.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network, or no output is finite.</exception>
    public static Picture Activations<TNetwork>(TNetwork network, Dataset data, string title = "Activations")
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        IReadOnlyList<LayerOutput> layers = network.LayerOutputs(data.Slice(0, Math.Min(data.Count, MostInspectedSamples)));
        return Histograms(title, "output of a unit", [.. layers.Select(layer => new NamedValues(layer.Layer, layer.Values))]);
    }

    /// <summary>A tensor's name is that of its layer, a dot, and its own.</summary>
    private static string LayerOf(TensorDescription tensor) => tensor.Name[..Math.Max(tensor.Name.LastIndexOf('.'), 0)];
}
