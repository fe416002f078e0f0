using System;
using NNGen;
using NNGen.Learning;

namespace Playground2D;

/// <summary>What a network of ten hidden units learns on the moons: its weights as a graph, and its way down the loss surface.</summary>
internal static class Weights
{
    private const int Epochs = 60;

    /// <summary>Trains and draws.</summary>
    public static void Draw(Album album)
    {
        Dataset data = Boundaries.Stretched(TextbookSets.Moons(600, noise: 0.15, seed: 2));
        var network = new Small(seed: 2);
        var path = new DescentPath();
        path.Add(network);
        album.Add("weights-before", Picture.Network(network, "Weights before the training"));
        network.Fit(
            data, new FitOptions { Epochs = Epochs, Optimizer = new Adam(0.01f), Progress = new EachEpoch(_ => path.Add(network)) });
        album.Add("weights-after", Picture.Network(network, "Weights after the training"));
        album.Add("layers", Picture.Layers(DeepSigmoid.Description));
        album.Add(
            "loss-surface", Picture.LossSurface(LossSurface.AlongPath(network, data, path), "Loss surface in the plane of the descent"));
        album.Add(
            "loss-surface-random",
            Picture.LossSurface(LossSurface.OverRandomDirections(network, data), "Loss surface in two random directions"));
        Console.WriteLine($"weights: {Small.ParameterCount} parameters, loss {network.Evaluate(data).Loss:F4} after {Epochs} epochs");
    }
}
