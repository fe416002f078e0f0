using System;
using System.Diagnostics;
using NNGen;

namespace Digits;

/// <summary>Times the prediction of one image.</summary>
internal static class PredictionTimer
{
    // Long enough for the clock and for the JIT to replace the loop around the kernels, short enough to go unnoticed.
    private const int Rounds = 15;
    private const double RoundSeconds = 0.02;

    /// <summary>The median time of <c>Forward</c> over several rounds of independent calls, each for another image.</summary>
    /// <returns>Nanoseconds of one call.</returns>
    public static double MedianNanoseconds<TNetwork>(TNetwork network, Dataset images)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        int calls = 256;
        double seconds;
        while ((seconds = Round(network, images, calls)) < RoundSeconds) calls *= 2;

        var nanoseconds = new double[Rounds];
        for (int round = 0; round < Rounds; round++) nanoseconds[round] = Round(network, images, calls) * 1e9 / calls;
        Array.Sort(nanoseconds);
        return nanoseconds[Rounds / 2];
    }

    private static double Round<TNetwork>(TNetwork network, Dataset images, int calls)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        // So few images that they stay in the cache: the network is timed, not the memory.
        int imageCount = Math.Min(16, images.Count);
        Span<float> probabilities = stackalloc float[DrawnDigits.ClassCount];
        long start = Stopwatch.GetTimestamp();
        int image = 0;
        for (int call = 0; call < calls; call++)
        {
            network.Forward(images.Input(image), probabilities);
            if (++image == imageCount) image = 0;
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
