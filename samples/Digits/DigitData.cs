using System.IO;
using NNGen;

namespace Digits;

/// <summary>Images of digits to learn from and to be tested with.</summary>
/// <param name="Source">Where they come from, for people.</param>
/// <param name="Train">The images to learn from.</param>
/// <param name="Test">The images that are not shown before the end.</param>
internal sealed record DigitData(string Source, Dataset Train, Dataset Test)
{
    private const int PixelCount = DrawnDigits.PixelCount;

    // The drawn sets are part of the sample like the files of MNIST: --seed does not change them, so runs can be compared.
    private const int TrainSeed = 1;
    private const int TestSeed = 2;

    /// <summary>Reads MNIST, or draws a set of the same size.</summary>
    /// <param name="mnistFolder">The folder of MNIST's files, or null to draw.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or holds something else.</exception>
    public static DigitData Load(string? mnistFolder)
    {
        if (mnistFolder is null) return new DigitData("drawn by this program", Drawn(60_000, TrainSeed), Drawn(10_000, TestSeed));
        if (!Directory.Exists(mnistFolder)) throw new DirectoryNotFoundException($"there is no folder '{mnistFolder}'");

        (Dataset train, Dataset test) = IdxFile.ReadMnist(mnistFolder);
        if (train.InputLength != PixelCount)
        {
            throw new InvalidDataException($"{mnistFolder}: expected images of {PixelCount} pixels, found {train.InputLength}.");
        }

        return new DigitData($"read from {mnistFolder}", train, test);
    }

    private static Dataset Drawn(int count, int seed)
    {
        (float[] images, int[] labels) = DrawnDigits.Draw(count, seed);
        return Dataset.FromLabels(images, PixelCount, labels, DrawnDigits.ClassCount);
    }
}
