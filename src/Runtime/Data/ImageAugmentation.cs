using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// Changes images a little, at random, so that a training never sees the same one twice: they are turned and scaled about their middle,
/// shifted, and noise is added to their values. With θ the angle, z the scaling, t the shift and m the middle,
/// <c>result[p] = image[m + R(−θ)·(p − m − t) / z] + noise</c>.
/// </summary>
/// <remarks>
/// <para>
/// Images are channels last, row-major [height, width, channels]. Between pixels the value is interpolated linearly in both directions;
/// outside, an image goes on with the pixels of its edge. Angle, scaling and both shifts are uniform within their limits and the same for
/// all channels; the noise is drawn for every value.
/// </para>
/// <para>Nothing is allocated, an instance never changes, and the same random stream gives the same bits on every machine.</para>
/// </remarks>
public sealed class ImageAugmentation
{
    private readonly int height;
    private readonly int width;
    private readonly int channels;

    /// <summary>An augmentation of images of one size, which changes nothing until its limits are set.</summary>
    /// <param name="height">The rows of an image, at least 2.</param>
    /// <param name="width">The columns of an image, at least 2.</param>
    /// <param name="channels">The channels of an image, at least 1. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is too small, or an image has more elements than an array can hold.
    /// </exception>
    public ImageAugmentation(int height, int width, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        long length = (long)height * width;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength / channels, nameof(height));
        this.height = height;
        this.width = width;
        this.channels = channels;
        ImageLength = (int)length * channels;
    }

    /// <summary>The elements of an image: height · width · channels.</summary>
    public int ImageLength { get; }

    /// <summary>The longest shift, in pixels, to each of the four sides. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float Shift
    {
        get;
        init => field = Require(value, value is >= 0 and < float.PositiveInfinity, nameof(Shift), "a finite number of at least 0");
    }

    /// <summary>The largest angle, in degrees, in both directions. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 180].</exception>
    public float Rotation
    {
        get;
        init => field = Require(value, value is >= 0 and <= 180, nameof(Rotation), "in [0, 180]");
    }

    /// <summary>How much smaller or larger an image may become: by a factor in [1 − value, 1 + value]. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Scaling
    {
        get;
        init => field = Require(value, value is >= 0 and < 1, nameof(Scaling), "in [0, 1)");
    }

    /// <summary>The most that is added to a value or taken from it. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float Noise
    {
        get;
        init => field = Require(value, value is >= 0 and < float.PositiveInfinity, nameof(Noise), "a finite number of at least 0");
    }

    /// <summary>Writes a changed copy of an image.</summary>
    /// <param name="image"><see cref="ImageLength"/> floats.</param>
    /// <param name="result">Receives <see cref="ImageLength"/> floats. May not overlap the image.</param>
    /// <param name="random">The source of the changes. Four numbers are taken, and with noise one more for every value.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap.</exception>
    public void Apply(ReadOnlySpan<float> image, Span<float> result, ref CounterRandom random)
    {
        RequireLength(image.Length, nameof(image));
        RequireLength(result.Length, nameof(result));
        if (image.Overlaps(result)) throw new ArgumentException("The result may not overlap the image.", nameof(result));

        double angle = Uniform(Rotation, ref random) * (Math.PI / 180);
        double scale = 1 / (1 + Uniform(Scaling, ref random));
        float shiftDown = (float)Uniform(Shift, ref random);
        float shiftRight = (float)Uniform(Shift, ref random);
        Transform(image, result, (float)(scale * PortableMath.Cos(angle)), (float)(scale * PortableMath.Sin(angle)), shiftDown, shiftRight);
        if (Noise > 0) AddNoise(result, ref random);
    }

    /// <summary>A number in [−limit, limit).</summary>
    private static double Uniform(float limit, ref CounterRandom random) => limit * ((2.0 * random.NextSingle()) - 1);

    private static float Require(float value, bool isValid, string name, string expected) =>
        OptimizerSetting.Require(value, isValid, name, expected);

    /// <summary>Fetches every pixel from where the change takes it from: <c>cos</c> and <c>sin</c> are divided by the scaling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(ReadOnlySpan<float> image, Span<float> result, float cos, float sin, float shiftDown, float shiftRight)
    {
        float middleRow = (height - 1) * 0.5f;
        float middleColumn = (width - 1) * 0.5f;
        (int rows, int columns, int depth) = (height, width, channels);
        ref float source = ref MemoryMarshal.GetReference(image);
        ref float target = ref MemoryMarshal.GetReference(result);
        for (int row = 0; row < rows; row++)
        {
            float down = row - middleRow - shiftDown;
            for (int column = 0; column < columns; column++)
            {
                float right = column - middleColumn - shiftRight;
                float sourceRow = Within(middleRow + ((cos * down) - (sin * right)), rows - 1);
                float sourceColumn = Within(middleColumn + ((cos * right) + (sin * down)), columns - 1);

                // The last row and column come as the far side of the one before them, so that the four pixels always exist.
                int top = Math.Min((int)sourceRow, rows - 2);
                int left = Math.Min((int)sourceColumn, columns - 2);
                ref float corner = ref Unsafe.Add(ref source, ((top * columns) + left) * depth);
                Interpolate(ref corner, columns * depth, depth, sourceRow - top, sourceColumn - left, ref target);
                target = ref Unsafe.Add(ref target, depth);
            }
        }
    }

    /// <summary>The value between four pixels, for each channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interpolate(ref float corner, int below, int channels, float down, float right, ref float target)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            ref float pixel = ref Unsafe.Add(ref corner, channel);
            float upper = Between(pixel, Unsafe.Add(ref pixel, channels), right);
            float lower = Between(Unsafe.Add(ref pixel, below), Unsafe.Add(ref pixel, below + channels), right);
            Unsafe.Add(ref target, channel) = Between(upper, lower, down);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Between(float from, float to, float part) => from + (part * (to - from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Within(float position, float last) => float.MinNative(float.MaxNative(position, 0), last);

    private void AddNoise(Span<float> values, ref CounterRandom random)
    {
        foreach (ref float value in values) value += (float)Uniform(Noise, ref random);
    }

    private void RequireLength(int length, string name)
    {
        if (length == ImageLength) return;
        throw new ArgumentException(
            $"An image of {height} × {width} × {channels} has {ImageLength} elements, but the span has {length}.", name);
    }
}
