using System;
using System.IO;
using System.Linq;

namespace NNGen.Tests.Golden;

/// <summary>The 8 × 8 handwritten digits, in the order of the file.</summary>
internal static class DigitsData
{
    private const int Pixels = 64;
    private const float LargestPixel = 16;
    private const int TrainingCount = 1440;

    public static (Dataset Training, Dataset Test) Read()
    {
        string path = Path.Combine(TestData.RequireFolder("tabular"), "digits.csv");
        int[][] rows = File.ReadLines(path).Select(line => Array.ConvertAll(line.Split(','), int.Parse)).ToArray();
        float[] inputs = rows.SelectMany(row => row.Take(Pixels).Select(pixel => pixel / LargestPixel)).ToArray();
        int[] labels = rows.Select(row => row[Pixels]).ToArray();
        return Dataset.FromLabels(inputs, Pixels, labels).Split(TrainingCount);
    }
}
