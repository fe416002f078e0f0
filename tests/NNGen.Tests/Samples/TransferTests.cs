using System;
using System.IO;
using Transfer;
using Xunit;

namespace NNGen.Tests.Samples;

/// <summary>The sample of transfer learning, with fewer images.</summary>
public sealed class TransferTests
{
    [Fact]
    public void TrainHead_OnABodyOfOtherDigits_KeepsTheBodyAndReadsNewDigits()
    {
        var experiment = new Experiment { ManyImages = 1000, EpochsOfMany = 2, FewImages = 50, EpochsOfFew = 20, TestImages = 500 };
        string weights = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            (LowDigits low, double lowAccuracy) = experiment.TrainLow();
            Assert.InRange(lowAccuracy, 0.8, 1);
            low.Save(weights);

            (HighDigits high, ParameterMatch match, double accuracy) = experiment.TrainHead(weights, draw: 0);
            Assert.InRange(accuracy, 0.5, 1);
            Assert.Equal(2 * HighDigits.Body.Length, match.Loaded.Count);
            Assert.Equal(["low_digits.kernel", "low_digits.bias"], match.Unused);
            foreach (string tensor in match.Loaded) Assert.Equal(low.Parameters[tensor].ToArray(), high.Parameters[tensor].ToArray());

            const string Head = "high_digits.kernel";
            Assert.NotEqual(new HighDigits(seed: 1).Parameters[Head].ToArray(), high.Parameters[Head].ToArray());
        }
        finally
        {
            File.Delete(weights);
        }
    }

    [Fact]
    public void Draw_Half_HasItsFiveDigitsEquallyOften()
    {
        Dataset data = HalfOfDigits.Draw(HalfOfDigits.Classes, 100, seed: 1);
        Assert.Equal(100, data.Count);
        var counts = new int[HalfOfDigits.Classes];
        foreach (int label in data.Labels) counts[label]++;
        Assert.All(counts, count => Assert.Equal(20, count));
    }
}
