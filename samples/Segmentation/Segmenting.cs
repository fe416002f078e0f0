using System;
using System.Diagnostics;
using NNGen;

namespace Segmentation;

/// <summary>Trains the network and reads masks from its output.</summary>
internal static class Segmenting
{
    /// <summary>Trains, and measures the network after every epoch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="train">The pictures to learn from.</param>
    /// <param name="test">Other pictures.</param>
    /// <param name="epochs">The passes over the pictures.</param>
    /// <param name="report">
    /// Told the number of the epoch, its mean loss for one pixel, the scores on the other pictures, and the time.
    /// </param>
    public static void Train(
        ShapeSegmenter network, Scenes train, Scenes test, int epochs, Action<int, double, PixelScores, TimeSpan>? report = null)
    {
        long start = Stopwatch.GetTimestamp();
        var options = new FitOptions
        {
            Epochs = epochs,
            Optimizer = new Adam(5e-3f),
            Schedule = new CosineDecay(),
            Progress = new EndOfEpoch(epoch =>
            {
                PixelScores scores = Measure(network, test);
                report?.Invoke(epoch.Epoch, epoch.Loss, scores, Stopwatch.GetElapsedTime(start));
            }),
        };
        network.Fit(train.ToDataset(), options);
    }

    /// <summary>Compares the network's masks with the true ones.</summary>
    public static PixelScores Measure(ShapeSegmenter network, Scenes scenes) =>
        PixelScores.Of(scenes.Masks, Masks(network, scenes.Pictures), Scenes.ClassCount);

    /// <summary>The most probable class of every pixel.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pictures">Row-major [count, 32, 32].</param>
    /// <returns>Row-major [count, 32, 32].</returns>
    public static int[] Masks(ShapeSegmenter network, ReadOnlySpan<float> pictures)
    {
        ReadOnlySpan<float> probabilities = network.Predict(pictures);
        var masks = new int[pictures.Length];
        for (int pixel = 0; pixel < masks.Length; pixel++)
        {
            ReadOnlySpan<float> classes = probabilities.Slice(pixel * Scenes.ClassCount, Scenes.ClassCount);
            for (int kind = 1; kind < classes.Length; kind++)
            {
                if (classes[kind] > classes[masks[pixel]]) masks[pixel] = kind;
            }
        }

        return masks;
    }

    private sealed class EndOfEpoch(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.IsEndOfEpoch) action(value);
        }
    }
}
