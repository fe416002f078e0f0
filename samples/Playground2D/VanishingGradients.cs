using System;
using NNGen;
using NNGen.Learning;

namespace Playground2D;

/// <summary>
/// Why deep networks of sigmoid units do not learn: at each layer the gradient is multiplied by a derivative of at most ¼, and what is left
/// for the first layer is next to nothing. ReLU units with He's weights keep its size.
/// </summary>
internal static class VanishingGradients
{
    private const int Epochs = 40;

    /// <summary>Measures, trains and draws.</summary>
    public static void Draw(Album album)
    {
        Dataset data = Boundaries.Stretched(TextbookSets.Circles(400, seed: 3));
        Compare(album, "sigmoid", new DeepSigmoid(seed: 1), data);
        Compare(album, "relu", new DeepReLU(seed: 1), data);
    }

    private static void Compare<TNetwork>(Album album, string name, TNetwork network, Dataset data)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        album.Add($"gradients-{name}", Picture.Gradients(network, data, $"Gradients of nine layers before the training: {name}"));
        album.Add($"activations-{name}", Picture.Activations(network, data, $"Activations of nine layers before the training: {name}"));
        TrainingHistory history = network.Fit(data, new FitOptions { Epochs = Epochs, Optimizer = new Adam(0.003f) });
        Console.WriteLine(
            $"eight hidden layers of {name} units: {100 * history.Epochs[^1].Accuracy:F1} % of the circles after {Epochs} epochs");
    }
}
