using System;
using System.Collections.Generic;
using NNGen;

namespace Perceptron;

/// <summary>Two clouds of points with a strip between them that is empty: a line parts them, but only just.</summary>
internal static class Clouds
{
    private const float Center = 1.2f;

    /// <summary>Draws points until there are enough that do not lie in the strip, nor beyond it.</summary>
    /// <param name="count">How many points.</param>
    /// <param name="margin">Half of the width of the strip, which is at right angles to the line between the centres.</param>
    /// <param name="seed">Decides the points.</param>
    public static Dataset Draw(int count, float margin, ulong seed)
    {
        var random = new CounterRandom(seed);
        var inputs = new List<float>(2 * count);
        var labels = new List<int>(count);
        while (labels.Count < count)
        {
            int label = labels.Count % 2;
            float sign = label == 1 ? 1 : -1;
            float x = (sign * Center) + (float)random.NextNormal(), y = (sign * Center) + (float)random.NextNormal();
            if (sign * (x + y) / MathF.Sqrt(2) < margin) continue;
            inputs.AddRange([x, y]);
            labels.Add(label);
        }

        return Dataset.FromLabels([.. inputs], inputLength: 2, [.. labels], classes: 2);
    }
}
