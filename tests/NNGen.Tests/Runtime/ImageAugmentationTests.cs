using System;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Runtime;

public sealed class ImageAugmentationTests
{
    private const int Height = 9;
    private const int Width = 7;
    private const int Channels = 2;

    [Fact]
    public void Apply_WithoutLimits_ChangesNothing()
    {
        float[] image = Image();
        Assert.Equal(image, Applied(new ImageAugmentation(Height, Width, Channels), image));
    }

    [Theory]
    [InlineData(1.5f, 0, 0, 0)]
    [InlineData(0, 30, 0, 0)]
    [InlineData(0, 0, 0.3f, 0)]
    [InlineData(0, 0, 0, 0.1f)]
    [InlineData(2, 180, 0.9f, 0)]
    public void Apply_EachLimit_ChangesTheImageWithinItsValues(float shift, float rotation, float scaling, float noise)
    {
        var augmentation = new ImageAugmentation(Height, Width, Channels)
        {
            Shift = shift, Rotation = rotation, Scaling = scaling, Noise = noise,
        };
        float[] image = Image();
        for (int seed = 0; seed < 100; seed++)
        {
            float[] result = Applied(augmentation, image, seed);
            Assert.NotEqual(image, result);
            Assert.All(result, value => Assert.InRange(value, image.Min() - noise - 1e-6f, image.Max() + noise + 1e-6f));
        }
    }

    [Fact]
    public void Apply_AllChanges_IsTheDocumentedFormula()
    {
        var augmentation = new ImageAugmentation(Height, Width, Channels) { Shift = 2, Rotation = 40, Scaling = 0.25f, Noise = 0.5f };
        float[] image = Image();
        for (int seed = 0; seed < 20; seed++)
        {
            float[] expected = Expected(augmentation, image, seed);
            float[] result = Applied(augmentation, image, seed);
            for (int i = 0; i < result.Length; i++) Assert.Equal(expected[i], result[i], 1e-4f);
        }
    }

    [Fact]
    public void Apply_SameStream_GivesTheSameBits_AnotherDoesNot()
    {
        var augmentation = new ImageAugmentation(Height, Width, Channels) { Shift = 2, Rotation = 40, Scaling = 0.25f, Noise = 0.5f };
        float[] image = Image();
        Assert.Equal(Applied(augmentation, image, seed: 3), Applied(augmentation, image, seed: 3));
        Assert.NotEqual(Applied(augmentation, image, seed: 3), Applied(augmentation, image, seed: 4));
    }

    [Fact]
    public void Apply_Again_AllocatesNothing()
    {
        var augmentation = new ImageAugmentation(Height, Width, Channels) { Shift = 2, Rotation = 40, Noise = 0.5f };
        float[] image = Image();
        var result = new float[image.Length];
        var random = new CounterRandom(seed: 1);
        augmentation.Apply(image, result, ref random);
        long before = GC.GetAllocatedBytesForCurrentThread();
        augmentation.Apply(image, result, ref random);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Apply_WrongSpans_AreRefused()
    {
        var augmentation = new ImageAugmentation(Height, Width, Channels);
        float[] image = Image();
        Assert.Throws<ArgumentException>("image", () => Applied(augmentation, image[1..]));
        Assert.Throws<ArgumentException>("result", () => Apply(augmentation, image, new float[image.Length + 1]));
        Assert.Throws<ArgumentException>("result", () => Apply(augmentation, image, image));
    }

    [Fact]
    public void Settings_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("height", () => new ImageAugmentation(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => new ImageAugmentation(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("channels", () => new ImageAugmentation(2, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => new ImageAugmentation(1 << 20, 1 << 20));
        Assert.Throws<ArgumentOutOfRangeException>("Shift", () => new ImageAugmentation(2, 2) { Shift = float.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>("Rotation", () => new ImageAugmentation(2, 2) { Rotation = 181 });
        Assert.Throws<ArgumentOutOfRangeException>("Scaling", () => new ImageAugmentation(2, 2) { Scaling = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("Noise", () => new ImageAugmentation(2, 2) { Noise = float.NaN });
    }

    private static float[] Image()
    {
        var random = new CounterRandom(seed: 17);
        var image = new float[Height * Width * Channels];
        foreach (ref float value in image.AsSpan()) value = random.NextSingle();
        return image;
    }

    private static float[] Applied(ImageAugmentation augmentation, float[] image, int seed = 1)
    {
        var result = new float[augmentation.ImageLength];
        Apply(augmentation, image, result, seed);
        return result;
    }

    private static void Apply(ImageAugmentation augmentation, float[] image, float[] result, int seed = 1)
    {
        var random = new CounterRandom((ulong)seed);
        augmentation.Apply(image, result, ref random);
    }

    /// <summary>The formula in double, with a matrix, and with pixels read one by one.</summary>
    private static float[] Expected(ImageAugmentation augmentation, float[] image, int seed)
    {
        var random = new CounterRandom((ulong)seed);
        double angle = augmentation.Rotation * Math.PI / 180 * ((2.0 * random.NextSingle()) - 1);
        double scale = 1 + (augmentation.Scaling * ((2.0 * random.NextSingle()) - 1));
        double shiftDown = augmentation.Shift * ((2.0 * random.NextSingle()) - 1);
        double shiftRight = augmentation.Shift * ((2.0 * random.NextSingle()) - 1);
        (double middleRow, double middleColumn) = ((Height - 1) / 2.0, (Width - 1) / 2.0);
        var result = new float[image.Length];
        for (int i = 0; i < result.Length; i++)
        {
            (int row, int column, int channel) = (i / (Width * Channels), i / Channels % Width, i % Channels);
            double down = (row - middleRow - shiftDown) / scale;
            double right = (column - middleColumn - shiftRight) / scale;
            double sourceRow = middleRow + (down * Math.Cos(angle)) - (right * Math.Sin(angle));
            double sourceColumn = middleColumn + (down * Math.Sin(angle)) + (right * Math.Cos(angle));
            double value = 0;
            foreach (int far in (int[])[0, 1, 2, 3])
            {
                double nearRow = Math.Floor(sourceRow) + (far / 2);
                double nearColumn = Math.Floor(sourceColumn) + (far % 2);
                double weight = (1 - Math.Abs(sourceRow - nearRow)) * (1 - Math.Abs(sourceColumn - nearColumn));
                int pixelRow = (int)Math.Clamp(nearRow, 0, Height - 1);
                int pixelColumn = (int)Math.Clamp(nearColumn, 0, Width - 1);
                value += weight * image[(((pixelRow * Width) + pixelColumn) * Channels) + channel];
            }

            result[i] = (float)(value + (augmentation.Noise * ((2.0 * random.NextSingle()) - 1)));
        }

        return result;
    }
}
