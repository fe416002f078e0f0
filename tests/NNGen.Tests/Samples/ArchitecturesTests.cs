using System;
using System.Linq;
using NNGen.Samples.Architectures;
using Xunit;

namespace NNGen.Tests.Samples;

/// <summary>The gallery's networks are those of the literature, and run.</summary>
public class ArchitecturesTests
{
    public static TheoryData<string, int, string> Literature => new()
    {
        { nameof(LeNet5), 61_706, "[10]" },
        { nameof(Inception), 163_696, "[28, 28, 256]" },
        { nameof(AlexNet), 61_100_840, "[1000]" },
        { nameof(Vgg16), 138_357_544, "[1000]" },
        { nameof(Vgg19), 143_667_240, "[1000]" },
    };

    [Theory]
    [MemberData(nameof(Literature))]
    public void Parameters_AreThoseOfTheLiterature(string name, int parameters, string outputShape)
    {
        NetworkDescription[] all =
            [LeNet5.Description, Inception.Description, AlexNet.Description, Vgg16.Description, Vgg19.Description];
        NetworkDescription description = all.Single(candidate => candidate.Name == name);
        Assert.Equal(parameters, description.ParameterCount);
        Assert.Equal(outputShape, $"[{string.Join(", ", description.Outputs[0].Shape)}]");
    }

    [Fact]
    public void Forward_OfAlexNet_GivesProbabilities()
    {
        var network = new AlexNet(1);
        var output = new float[AlexNet.OutputLength];
        network.Forward(Pictures.Random(AlexNet.InputLength, 2), output);
        Assert.Equal(1, output.Sum(), 1e-4);
        Assert.All(output, probability => Assert.InRange(probability, 0, 1));
    }

    [Fact]
    public void TenSteps_OfLeNet5_Learn() => AssertFalls(TenSteps.Losses(new LeNet5(1), 32));

    [Fact]
    public void TenSteps_OfInception_Learn() => AssertFalls(TenSteps.Losses(new Inception(1), 8));

    [Fact]
    public void TenSteps_OfSqueezeAndExcitation_Learn() => AssertFalls(TenSteps.Losses(new SqueezeAndExcitation(1), 32));

    [Fact]
    public void TenSteps_OfAUNet_Learn() => AssertFalls(TenSteps.Losses(new UNet(1), 32));

    private static void AssertFalls(float[] losses)
    {
        Assert.All(losses, loss => Assert.True(float.IsFinite(loss)));
        Assert.True(losses[^1] < losses[0], $"The loss went from {losses[0]} to {losses[^1]}.");
    }
}
