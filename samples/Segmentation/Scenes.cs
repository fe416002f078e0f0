using System;
using NNGen;

namespace Segmentation;

/// <summary>Pictures of shapes on a noisy background, and what each pixel of them shows.</summary>
internal sealed class Scenes
{
    /// <summary>The width and the height of a picture in pixels.</summary>
    public const int Side = 32;

    /// <summary>The number of pixels of a picture.</summary>
    public const int PixelCount = Side * Side;

    /// <summary>Background, disc, square and triangle.</summary>
    public const int ClassCount = 4;

    private const int MostShapes = 2;
    private const float LeastRadius = 6f;
    private const float MostRadius = 9f;

    // Bright shapes on grey.
    private const float LeastContrast = 0.35f;
    private const float MostContrast = 0.7f;
    private const float Slope = 0.15f;
    private const float Noise = 0.1f;

    private Scenes(float[] pictures, int[] masks) => (Pictures, Masks) = (pictures, masks);

    /// <summary>The pictures, row-major [count, 32, 32], background around 0.</summary>
    public float[] Pictures { get; }

    /// <summary>The class of every pixel, row-major [count, 32, 32].</summary>
    public int[] Masks { get; }

    /// <summary>The number of pictures.</summary>
    public int Count => Masks.Length / PixelCount;

    /// <summary>Draws pictures. The same seed gives the same bits on every machine.</summary>
    /// <param name="count">The number of pictures.</param>
    /// <param name="seed">Sets with different seeds share no picture.</param>
    public static Scenes Draw(int count, int seed)
    {
        var scenes = new Scenes(new float[count * PixelCount], new int[count * PixelCount]);
        for (int index = 0; index < count; index++)
        {
            var random = new CounterRandom((ulong)seed, (ulong)index);
            DrawOne(
                ref random,
                scenes.Pictures.AsSpan(index * PixelCount, PixelCount),
                scenes.Masks.AsSpan(index * PixelCount, PixelCount));
        }

        return scenes;
    }

    /// <summary>
    /// The pictures with one-hot rows of their masks as targets, [32, 32, classes] for each: the shape of the network's output.
    /// </summary>
    public Dataset ToDataset()
    {
        var targets = new float[Masks.Length * ClassCount];
        for (int pixel = 0; pixel < Masks.Length; pixel++) targets[(pixel * ClassCount) + Masks[pixel]] = 1;
        return Dataset.FromTargets(Pictures, PixelCount, targets, PixelCount * ClassCount);
    }

    private static void DrawOne(ref CounterRandom random, Span<float> picture, Span<int> mask)
    {
        float right = Between(-Slope, Slope, ref random), down = Between(-Slope, Slope, ref random);
        for (int pixel = 0; pixel < PixelCount; pixel++)
        {
            picture[pixel] = (right * ((2f * (pixel % Side) / Side) - 1)) + (down * ((2f * (pixel / Side) / Side) - 1));
        }

        int shapes = 1 + random.NextInt(MostShapes);
        for (int shape = 0; shape < shapes; shape++) DrawShape(ref random, picture, mask);
        foreach (ref float pixel in picture) pixel += Noise * Bell(ref random);
    }

    /// <summary>A disc, a square or a triangle, turned, over whatever is there.</summary>
    private static void DrawShape(ref CounterRandom random, Span<float> picture, Span<int> mask)
    {
        int kind = 1 + random.NextInt(ClassCount - 1);
        float radius = Between(LeastRadius, MostRadius, ref random);
        float x = Between(0.5f * radius, Side - (0.5f * radius), ref random);
        float y = Between(0.5f * radius, Side - (0.5f * radius), ref random);
        float contrast = Between(LeastContrast, MostContrast, ref random);

        // The half-angle formulas turn by an angle without sine and cosine, whose last bits depend on the C library.
        float halfTangent = Between(-1, 1, ref random);
        float scale = 1f / (1f + (halfTangent * halfTangent)) / radius;
        float cosine = (1f - (halfTangent * halfTangent)) * scale, sine = 2f * halfTangent * scale;
        for (int pixel = 0; pixel < PixelCount; pixel++)
        {
            float dx = (pixel % Side) + 0.5f - x, dy = (pixel / Side) + 0.5f - y;
            if (!IsInside(kind, (cosine * dx) + (sine * dy), (cosine * dy) - (sine * dx))) continue;
            picture[pixel] = contrast;
            mask[pixel] = kind;
        }
    }

    /// <summary>Whether a point lies in the shape of about radius 1 around (0, 0).</summary>
    private static bool IsInside(int kind, float u, float v) => kind switch
    {
        1 => (u * u) + (v * v) <= 1,
        2 => MathF.Abs(u) <= 0.85f && MathF.Abs(v) <= 0.85f,
        _ => v >= -0.6f && (1.7320508f * MathF.Abs(u)) + v <= 1.2f,
    };

    /// <summary>A number around 0 with a standard deviation of 1, bounded by ±3.</summary>
    private static float Bell(ref CounterRandom random) =>
        (2f * (random.NextSingle() + random.NextSingle() + random.NextSingle())) - 3f;

    private static float Between(float low, float high, ref CounterRandom random) => low + ((high - low) * random.NextSingle());
}
