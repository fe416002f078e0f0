using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Digits;
using Xunit;

namespace NNGen.Tests.Samples;

public sealed class DrawnDigitsTests
{
    // More than one task's share of images, and not a whole number of shares or of classes.
    private const int Count = 1003;

    [Fact]
    public void Draw_OneAndTwoThreads_GiveTheSameBits()
    {
        var one = DrawnDigits.Draw(Count, seed: 7, threads: 1);
        var two = DrawnDigits.Draw(Count, seed: 7, threads: 2);
        Assert.Equal(one.Labels, two.Labels);
        Assert.True(MemoryMarshal.AsBytes<float>(one.Images).SequenceEqual(MemoryMarshal.AsBytes<float>(two.Images)));
    }

    [Fact]
    public void Draw_DifferentSeeds_ShareNoImage()
    {
        var first = DrawnDigits.Draw(Count, seed: 1);
        var second = DrawnDigits.Draw(Count, seed: 2);
        Assert.False(first.Labels.SequenceEqual(second.Labels));
        var hashes = ImageHashes(first.Images).ToHashSet();
        Assert.Equal(Count, hashes.Count);
        Assert.DoesNotContain(ImageHashes(second.Images), hashes.Contains);
    }

    [Fact]
    public void Draw_Pixels_AreBytesScaledToOneWithInkInEveryImage()
    {
        var (images, _) = DrawnDigits.Draw(Count, seed: 1);
        Assert.Equal(Count * DrawnDigits.PixelCount, images.Length);
        Assert.All(images, pixel => Assert.True(pixel is >= 0f and <= 1f && MathF.Round(pixel * 255f) / 255f == pixel, $"pixel {pixel}"));
        Assert.All(
            images.Chunk(DrawnDigits.PixelCount),
            image => Assert.InRange(image.Count(pixel => pixel > 0.5f), 15, DrawnDigits.PixelCount / 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(Count)]
    public void Draw_Labels_AreBalancedAndShuffled(int count)
    {
        var (_, labels) = DrawnDigits.Draw(count, seed: 1);
        int[] counts = new int[DrawnDigits.ClassCount];
        foreach (int label in labels) counts[label]++;
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        if (count == Count) Assert.NotEqual(labels.Order(), labels);
    }

    [Fact]
    public void Draw_NegativeNumbers_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DrawnDigits.Draw(-1, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DrawnDigits.Draw(1, seed: 1, threads: -1));
    }

    // Published accuracies belong to these very images: a change here makes them void, so make it on purpose or not at all.
    [Fact]
    public void Draw_SmallSet_HasThePinnedBits()
    {
        var (images, labels) = DrawnDigits.Draw(100, seed: 1);
        byte[] bytes = [.. labels.Select(label => (byte)label), .. images.Select(pixel => (byte)MathF.Round(pixel * 255f))];
        Assert.Equal("818434bbc7b1c818a55bd53f82d67bb2b74af7d394cad72d2fb0cf9693a2f168", Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static IEnumerable<string> ImageHashes(float[] images) =>
        images.Chunk(DrawnDigits.PixelCount).Select(image => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(image))));
}
