using System;
using Digits;
using Xunit;

namespace NNGen.Tests.Samples;

public sealed class LeNet5Tests
{
    // 6·(5·5 + 1) + 16·(6·5·5 + 1) + 120·(256 + 1) + 84·(120 + 1) + 10·(84 + 1)
    private const int PublishedParameters = 44_426;

    [Fact]
    public void Declaration_HasTheSizesOfLeNet5()
    {
        Assert.Equal(DrawnDigits.PixelCount, LeNet5.InputLength);
        Assert.Equal(DrawnDigits.ClassCount, LeNet5.OutputLength);
        Assert.Equal(PublishedParameters, LeNet5.ParameterCount);
    }

    [Fact]
    public void ShortSchedule_DrawnDigits_LearnsMoreThanTheMlp()
    {
        (float[] images, int[] labels) = DrawnDigits.Draw(4000, seed: 1);
        var (train, test) = Dataset.FromLabels(images, DrawnDigits.PixelCount, labels, DrawnDigits.ClassCount).Split(3000);
        double lenet = Accuracy(new LeNet5(seed: 1), Schedules.LeNet5.Short, train, test);
        Assert.InRange(lenet, 0.9, 1);
        Assert.True(lenet > Accuracy(new DigitsMlp(seed: 1), Schedules.Mlp.Short, train, test));
    }

    [SkippableFact]
    public void OneEpoch_Mnist_Reads98Percent()
    {
        (Dataset train, Dataset test) = IdxFile.ReadMnist(TestData.RequireFolder("mnist"));
        Assert.InRange(Accuracy(new LeNet5(seed: 1), Schedules.LeNet5.Short with { Epochs = 1 }, train, test), 0.98, 1);
    }

    private static double Accuracy<TNetwork>(TNetwork network, Schedule schedule, Dataset train, Dataset test)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        network.Fit(train, Digits.Training.FitOptionsOf(schedule, Options.Parse([])));
        return network.Evaluate(test).Accuracy!.Value;
    }
}
