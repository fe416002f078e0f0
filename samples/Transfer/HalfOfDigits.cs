using System;
using System.Collections.Generic;
using Digits;
using NNGen;

namespace Transfer;

/// <summary>Five of the ten digits, as labels from 0 to 4.</summary>
internal static class HalfOfDigits
{
    /// <summary>The number of digits in a half.</summary>
    public const int Classes = DrawnDigits.ClassCount / 2;

    /// <summary>Draws images of the digits from a first one on, all equally often.</summary>
    /// <param name="firstDigit">The first digit, which gets the label 0.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="seed">Sets with different seeds share no image.</param>
    public static Dataset Draw(int firstDigit, int count, int seed)
    {
        // The generator draws all ten digits equally often: half of the images are of these five.
        (float[] images, int[] digits) = DrawnDigits.Draw(2 * count, seed);
        var inputs = new List<float>(count * DrawnDigits.PixelCount);
        var labels = new List<int>(count);
        for (int image = 0; image < digits.Length; image++)
        {
            int label = digits[image] - firstDigit;
            if (label is < 0 or >= Classes) continue;
            inputs.AddRange(images.AsSpan(image * DrawnDigits.PixelCount, DrawnDigits.PixelCount));
            labels.Add(label);
        }

        return Dataset.FromLabels([.. inputs], DrawnDigits.PixelCount, [.. labels], Classes);
    }
}
