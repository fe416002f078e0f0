using Digits;
using Xunit;

namespace NNGen.Tests.Samples;

public sealed class OptionsTests
{
    [Fact]
    public void Parse_NoArguments_IsTheMlpOnDrawnDigits()
    {
        Options options = Options.Parse([]);
        Assert.Equal("mlp", options.Network);
        Assert.Null(options.MnistFolder);
        Assert.Null(options.Timed);
        Assert.Null(options.Epochs);
    }

    [Theory]
    [InlineData("--network", "lenet5")]
    [InlineData("--network=lenet5")]
    public void Parse_Network_IsTakenFromTheNextWordOrBehindTheSign(params string[] arguments) =>
        Assert.Equal("lenet5", Options.Parse(arguments).Network);

    [Theory]
    [InlineData("--network needs mlp or lenet5, not 'lenet'", "--network", "lenet")]
    [InlineData("--schedule needs short or long, not 'quick'", "--schedule", "quick")]
    [InlineData("--schedule fixes --epochs and --batch", "--schedule", "short", "--epochs", "3")]
    [InlineData("--epochs needs a whole number of at least 1, not '0'", "--epochs", "0")]
    [InlineData("--network needs a value", "--network")]
    [InlineData("there is no option '--layers'", "--layers", "3")]
    public void Parse_Nonsense_IsRefusedWithAReason(string reason, params string[] arguments) =>
        Assert.Equal(reason, Assert.Throws<UsageException>(() => Options.Parse(arguments)).Message);

    [Fact]
    public void Help_NamesBothNetworksAndTheirDefaults()
    {
        Assert.Contains("lenet5: LeNet-5", Options.Help);
        Assert.Contains($"(default: {Schedules.Mlp.Long.Epochs}, or {Schedules.LeNet5.Long.Epochs} for lenet5)", Options.Help);
    }
}
