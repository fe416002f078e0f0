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
        // The paper's 9,760, with one bias for each map instead of one for each unit: 12 + 12 instead of 768 + 192.
        { nameof(ZipCodeNet), 9_760 - 768 - 192 + 24, "[10]" },
        { nameof(LeNet5), 61_706, "[10]" },
        { nameof(Inception), 163_696, "[28, 28, 256]" },

        // Caffe's bvlc_googlenet without the heads for training.
        { nameof(GoogLeNet), 6_998_552, "[1000]" },
        { nameof(AlexNet), 61_100_840, "[1000]" },
        { nameof(Vgg16), 138_357_544, "[1000]" },
        { nameof(Vgg19), 143_667_240, "[1000]" },

        // torchvision's resnet18 and resnet50, and the trained ones of Keras' MobileNet.
        { nameof(ResNet18), 11_689_512, "[1000]" },
        { nameof(ResNet50), 25_557_032, "[1000]" },
        { nameof(MobileNet), 4_231_976, "[1000]" },
    };

    [Theory]
    [MemberData(nameof(Literature))]
    public void Parameters_AreThoseOfTheLiterature(string name, int parameters, string outputShape)
    {
        Type network = typeof(LeNet5).Assembly.GetType($"{typeof(LeNet5).Namespace}.{name}", throwOnError: true)!;
        var description = (NetworkDescription)network.GetProperty(nameof(LeNet5.Description))!.GetValue(null)!;
        Assert.Equal(parameters, description.ParameterCount);
        Assert.Equal(outputShape, $"[{string.Join(", ", description.Outputs[0].Shape)}]");
    }

    [Fact]
    public void Forward_OfAlexNet_GivesProbabilities() => AssertGivesProbabilities(new AlexNet(1));

    [Fact]
    public void Forward_OfGoogLeNet_GivesProbabilities() => AssertGivesProbabilities(new GoogLeNet(1));

    [Fact]
    public void Forward_OfResNet18_GivesProbabilities() => AssertGivesProbabilities(new ResNet18(1));

    [Fact]
    public void Forward_OfResNet50_GivesProbabilities() => AssertGivesProbabilities(new ResNet50(1));

    [Fact]
    public void Forward_OfMobileNet_GivesProbabilities() => AssertGivesProbabilities(new MobileNet(1));

    [Fact]
    public void TenSteps_OfTheZipCodeNet_Learn() => AssertFalls(TenSteps.Losses(new ZipCodeNet(1), 32));

    [Fact]
    public void TenSteps_OfLeNet5_Learn() => AssertFalls(TenSteps.Losses(new LeNet5(1), 32));

    [Fact]
    public void TenSteps_OfInception_Learn() => AssertFalls(TenSteps.Losses(new Inception(1), 8));

    [Fact]
    public void TenSteps_OfSqueezeAndExcitation_Learn() => AssertFalls(TenSteps.Losses(new SqueezeAndExcitation(1), 32));

    [Fact]
    public void TenSteps_OfAUNet_Learn() => AssertFalls(TenSteps.Losses(new UNet(1), 32));

    [Fact]
    public void TenSteps_OfAFullyConvolutionalNetwork_Learn() => AssertFalls(TenSteps.Losses(new FullyConvolutional(1), 8));

    [Fact]
    public void TenSteps_OfASegNet_Learn() => AssertFalls(TenSteps.Losses(new SegNet(1), 8));

    [Fact]
    public void TenSteps_OfASmallResNet18_Learn() => AssertFalls(TenSteps.Losses(new SmallResNet18(1), 32));

    [Fact]
    public void TenSteps_OfASmallResNet50_Learn() => AssertFalls(TenSteps.Losses(new SmallResNet50(1), 32));

    [Fact]
    public void TenSteps_OfASmallMobileNet_Learn() => AssertFalls(TenSteps.Losses(new SmallMobileNet(1), 32));

    [Fact]
    public void TenSteps_OfASmallEfficientNet_Learn() => AssertFalls(TenSteps.Losses(new SmallEfficientNet(1), 32));

    private static void AssertGivesProbabilities<TNetwork>(TNetwork network)
        where TNetwork : class, INeuralNetwork<TNetwork>
    {
        var output = new float[TNetwork.Description.OutputLength];
        network.Forward(Pictures.Random(TNetwork.Description.InputLength, 2), output);
        Assert.Equal(1, output.Sum(), 1e-4);
        Assert.All(output, probability => Assert.InRange(probability, 0, 1));
    }

    private static void AssertFalls(float[] losses)
    {
        Assert.All(losses, loss => Assert.True(float.IsFinite(loss)));
        Assert.True(losses[^1] < losses[0], $"The loss went from {losses[0]} to {losses[^1]}.");
    }
}
