using System;
using System.Diagnostics;
using System.Linq;
using NNGen;
using NNGen.Learning;

namespace Playground2D;

/// <summary>How decision boundaries come about on five sets: films, learning curves, and where each training ended.</summary>
internal static class Boundaries
{
    private const int Samples = 400;

    // Half of the width that every set is stretched to: tanh units with Glorot's weights bend the plane on this scale.
    private const float Reach = 4;

    /// <summary>Trains and draws.</summary>
    public static void Draw(Album album)
    {
        Train(album, "blobs", TextbookSets.Blobs(2 * Samples, centers: 3, deviation: 1.5, seed: 5), new ThreeClouds(seed: 1), epochs: 40);
        Train(album, "moons", TextbookSets.Moons(2 * Samples, noise: 0.15, seed: 1), new Planar(seed: 1), epochs: 80);
        Train(album, "circles", TextbookSets.Circles(2 * Samples, seed: 1), new Planar(seed: 1), epochs: 60);
        Train(album, "xor", TextbookSets.Xor(2 * Samples, noise: 0.05, seed: 1), new Planar(seed: 1), epochs: 60);
        Train(album, "spirals", TextbookSets.Spirals(2 * Samples, seed: 1), new Planar(seed: 1), epochs: 200);
    }

    private static void Train<TNetwork>(Album album, string name, Dataset data, TNetwork network, int epochs)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        (Dataset train, Dataset test) = Stretched(data).Split(Samples);
        var film = new DecisionBoundaryFilm(train, name);
        int[] frames = [1, 2, 5, 10, 20, 40, 60, 80, 120, 200];
        int[] series = [.. frames.Where(epoch => epoch <= epochs).TakeLast(6)];
        var still = new DecisionBoundaryFilm(train, name);
        long start = Stopwatch.GetTimestamp();
        TrainingHistory history = network.Fit(train, new FitOptions
        {
            Epochs = epochs,
            Optimizer = new Adam(0.01f),
            Validation = test,
            Progress = new EachEpoch(progress =>
            {
                if (frames.Contains(progress.Epoch)) film.Add(network, $"epoch {progress.Epoch}");
                if (series.Contains(progress.Epoch)) still.Add(network, $"epoch {progress.Epoch}");
            }),
        });

        EpochResult last = history.Epochs[^1];
        Console.WriteLine(
            $"{name,-8} {epochs,3} epochs, {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s: {100 * last.ValidationAccuracy:F1} % of " +
            $"{test.Count} other points are right");
        album.Add($"{name}-boundary", Picture.DecisionBoundary(network, train, $"{name}: decision boundary"));
        album.Add($"{name}-over-time", still.ToSeries());
        album.Add($"{name}-film", film.ToAnimation());
        album.Add($"{name}-learning-curves", Picture.LearningCurves(history, $"{name}: learning curves"));
    }

    /// <summary>The same points, stretched evenly to [−reach, reach] in each direction.</summary>
    internal static Dataset Stretched(Dataset data)
    {
        float[] inputs = data.Inputs.ToArray();
        for (int axis = 0; axis < data.InputLength; axis++)
        {
            float[] values = [.. Enumerable.Range(0, data.Count).Select(sample => inputs[(sample * data.InputLength) + axis])];
            (float least, float greatest) = (values.Min(), values.Max());
            for (int sample = 0; sample < data.Count; sample++)
            {
                inputs[(sample * data.InputLength) + axis] = Reach * ((2 * (values[sample] - least) / (greatest - least)) - 1);
            }
        }

        return Dataset.FromLabels(inputs, data.InputLength, data.Labels.ToArray(), data.Classes);
    }
}
