using System;
using Xunit;

namespace NNGen.Tests.Training;

public class GradientCheckTests
{
    [Fact]
    public void Run_RightDerivatives_SmallError()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        GradientCheckResult result = GradientCheck.Run(network, TrainingSamples.Random(30));
        Assert.True(result.LargestError < 0.01, result.ToString());
        Assert.Equal(HandWrittenNetwork.ParameterCount, result.Checked);
        Assert.Equal(before, network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Run_WrongDerivative_IsFoundInTheFirstLayer()
    {
        ParameterBuffer parameters = HandWrittenNetwork.RandomParameters(WrongDerivative.Description, seed: 1);
        GradientCheckResult result = GradientCheck.Run(WrongDerivative.Create(parameters), TrainingSamples.Random(30));
        Assert.True(result.LargestError > 0.1, result.ToString());
        Assert.StartsWith("dense_1.", result.Tensor, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LossNotANumber_SaysSo()
    {
        GradientCheckResult result = GradientCheck.Run(HandWrittenNetwork.CreateOverflowing(), TrainingSamples.Random(4));
        Assert.True(double.IsNaN(result.LargestError));
    }

    [Fact]
    public void Run_FewParameters_ChecksThatMany() =>
        Assert.Equal(5, GradientCheck.Run(HandWrittenNetwork.Create(seed: 1), TrainingSamples.Random(3), parameters: 5, seed: -1).Checked);

    [Fact]
    public void Run_NoParameters_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => GradientCheck.Run(HandWrittenNetwork.Create(seed: 1), TrainingSamples.Random(3), parameters: 0));
}
