using System;
using System.Threading.Tasks;
using NNGen;

namespace Digits;

/// <summary>
/// A synthetic data set of handwritten digits: shapes that people learn at school, written by shaky hands with different pens. It stands in
/// for MNIST, with the same format (28 × 28 grey values in steps of 1/255, paper is 0, ink up to 1) and about the same difficulty.
/// </summary>
/// <remarks>
/// The same seed gives the same bits on every machine and any number of threads: each image has a random stream of its own, and the
/// arithmetic is +, −, ×, ÷ and the square root, which are exactly rounded everywhere, without calls into the C library.
/// </remarks>
internal static partial class DrawnDigits
{
    /// <summary>The width and the height of an image in pixels.</summary>
    public const int Side = 28;

    /// <summary>The number of pixels of an image.</summary>
    public const int PixelCount = Side * Side;

    /// <summary>The number of classes, the digits 0 to 9.</summary>
    public const int ClassCount = 10;

    // Large enough that a worker's buffers cost nothing, small enough that two workers end at the same time.
    private const int ImagesPerTask = 256;

    // Image streams count from 0; the order of the labels needs one that no image can have.
    private const ulong LabelStream = ulong.MaxValue;

    /// <summary>Draws a balanced set: every digit equally often (up to one), in random order.</summary>
    /// <param name="count">The number of images.</param>
    /// <param name="seed">Sets with different seeds share nothing but the way of writing.</param>
    /// <param name="threads">The number of threads, or 0 for one per processor. The images do not depend on it.</param>
    /// <returns>The pixels, row-major [count, 28 · 28], and the labels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static (float[] Images, int[] Labels) Draw(int count, int seed, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);

        int[] labels = ShuffledLabels(count, seed);
        var images = new float[checked(count * PixelCount)];
        int taskCount = (count + ImagesPerTask - 1) / ImagesPerTask;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads };
        Parallel.For(0, taskCount, options, task =>
        {
            var hand = new Hand();
            var pen = new Pen();
            int end = Math.Min(count, (task + 1) * ImagesPerTask);
            for (int index = task * ImagesPerTask; index < end; index++)
            {
                var random = new CounterRandom((ulong)seed, (ulong)index);
                hand.Write(labels[index], ref random, pen);
                pen.CopyTo(images.AsSpan(index * PixelCount, PixelCount));
            }
        });
        return (images, labels);
    }

    private static int[] ShuffledLabels(int count, int seed)
    {
        var labels = new int[count];
        for (int index = 0; index < count; index++) labels[index] = index % ClassCount;

        var random = new CounterRandom((ulong)seed, LabelStream);
        random.Shuffle(labels);
        return labels;
    }
}
