using System;
using System.Collections.Generic;
using System.Linq;
using NNGen;

namespace Digits;

/// <summary>Prints how well a network reads digits that it has never seen, and how fast.</summary>
internal static class TestReport
{
    /// <summary>Prints accuracy, confusions, some digits, and the time of one prediction.</summary>
    public static void Print<TNetwork>(TNetwork network, Dataset test)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Evaluation evaluation = network.Evaluate(test);
        Console.WriteLine();
        Console.WriteLine($"test accuracy {100 * evaluation.Accuracy:F2} %, loss {evaluation.Loss:F4}");
        Console.WriteLine();

        int[] predictions = network.PredictClasses(test);
        Console.WriteLine(new ConfusionMatrix(test.Labels, predictions, test.Classes));
        PrintDigits(network, test, predictions);

        double nanoseconds = PredictionTimer.MedianNanoseconds(network, test);
        Console.WriteLine($"one prediction takes {nanoseconds:N0} ns (one thread, median)");
    }

    /// <summary>Draws the first digits that the network reads rightly and the first that it reads wrongly.</summary>
    private static void PrintDigits<TNetwork>(TNetwork network, Dataset test, int[] predictions)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        int[] labels = test.Labels.ToArray();
        foreach (bool isRight in (ReadOnlySpan<bool>)[true, false])
        {
            var pictures = new List<(float[] Image, string Caption)>();
            IEnumerable<int> samples = Enumerable.Range(0, test.Count).Where(sample => labels[sample] == predictions[sample] == isRight);
            foreach (int sample in samples.Take(TextArt.ImagesPerRow))
            {
                float[] image = test.Input(sample).ToArray();
                float certainty = network.Predict(image)[predictions[sample]];
                pictures.Add((image, $"{labels[sample]} read as {predictions[sample]}, {100 * certainty:F0} %"));
            }

            if (pictures.Count > 0) Console.WriteLine(TextArt.Draw(pictures));
        }
    }
}
