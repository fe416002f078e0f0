using System;

namespace Segmentation;

/// <summary>How well predicted masks agree with the true ones.</summary>
/// <param name="MeanIou">
/// The mean over the classes of intersection over union: the pixels that both masks give the class, as a part of those that at least one of
/// them does, over all pictures together. Classes that neither mask has do not count.
/// </param>
/// <param name="PixelAccuracy">The part of the pixels whose class is right.</param>
internal readonly record struct PixelScores(double MeanIou, double PixelAccuracy)
{
    /// <summary>Compares masks pixel by pixel.</summary>
    /// <param name="truth">The true class of every pixel.</param>
    /// <param name="predicted">The predicted one.</param>
    /// <param name="classes">The number of classes.</param>
    public static PixelScores Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes)
    {
        var both = new long[classes];
        var either = new long[classes];
        long right = 0;
        for (int pixel = 0; pixel < truth.Length; pixel++)
        {
            either[truth[pixel]]++;
            if (truth[pixel] == predicted[pixel])
            {
                both[truth[pixel]]++;
                right++;
            }
            else
            {
                either[predicted[pixel]]++;
            }
        }

        double sum = 0;
        int present = 0;
        for (int kind = 0; kind < classes; kind++)
        {
            if (either[kind] == 0) continue;
            sum += (double)both[kind] / either[kind];
            present++;
        }

        return new PixelScores(sum / present, (double)right / truth.Length);
    }
}
