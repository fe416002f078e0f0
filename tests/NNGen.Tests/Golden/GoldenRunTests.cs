using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Golden;

/// <summary>Two epochs on real digits follow PyTorch, step by step; and settings a little beside the recorded ones do not.</summary>
public sealed class GoldenRunTests
{
    private const string SgdRun = "digits_mlp_sgd";
    private const string AdamRun = "digits_mlp_adam";

    private static readonly Dictionary<string, Func<Optimizer>> WrongOptimizers = new()
    {
        ["learning rate of 0.1001"] = () => new Sgd(0.1001f),
        ["momentum of 0.01"] = () => new Sgd(0.1f) { Momentum = 0.01f },
        ["β₁ of 0.899"] = () => new Adam(1e-3f) { Beta1 = 0.899f },
        ["β₂ of 0.998"] = () => new Adam(1e-3f) { Beta2 = 0.998f },
        ["ε of 1e-7"] = () => new Adam(1e-3f) { Epsilon = 1e-7f },
    };

    public static TheoryData<string> WrongSettings => [.. WrongOptimizers.Keys];

    [SkippableFact]
    public void Step_SgdOnDigits_FollowsPyTorch()
    {
        GoldenRun golden = GoldenRun.Read(SgdRun);
        var optimizer = new Sgd(golden.OptimizerSetting("lr")) { Momentum = golden.OptimizerSetting("momentum") };
        AssertFollows(golden, optimizer);
    }

    [SkippableFact]
    public void Step_AdamOnDigits_FollowsPyTorch()
    {
        GoldenRun golden = GoldenRun.Read(AdamRun);

        // The other settings of the run are PyTorch's defaults, which ours claim to be too.
        AssertFollows(golden, new Adam(golden.OptimizerSetting("lr")));
    }

    [SkippableTheory]
    [MemberData(nameof(WrongSettings))]
    public void Step_WrongSetting_IsCaught(string setting)
    {
        Optimizer optimizer = WrongOptimizers[setting]();
        (Dataset training, Dataset test) = DigitsData.Read();
        Deviation deviation = Deviation.Measure(GoldenRun.Read(optimizer is Sgd ? SgdRun : AdamRun), optimizer, training, test);
        Assert.Subset(
            deviation.Excesses().ToHashSet(),
            new HashSet<string> { nameof(Deviation.Losses), nameof(Deviation.Parameters), nameof(Deviation.TestLoss) });
    }

    [SkippableFact]
    public void Step_BatchesShiftedByOneSample_AreCaughtFromTheFirstGradientOn()
    {
        (Dataset training, Dataset test) = DigitsData.Read();
        Dataset shifted = training.Slice(1, training.Count - 1);
        Deviation deviation = Deviation.Measure(GoldenRun.Read(SgdRun), new Sgd(0.1f), shifted, test.Slice(0, test.Count - 1));
        Assert.Equal(
            [
                nameof(Deviation.FirstGradient),
                nameof(Deviation.Losses),
                nameof(Deviation.Parameters),
                nameof(Deviation.TestLoss),
                nameof(Deviation.TestAccuracy),
            ],
            deviation.Excesses());
    }

    private static void AssertFollows(GoldenRun golden, Optimizer optimizer)
    {
        (Dataset training, Dataset test) = DigitsData.Read();
        Deviation deviation = Deviation.Measure(golden, optimizer, training, test);
        Assert.Equal(golden.Losses.Length, deviation.Losses.Length);
        Assert.True(!deviation.Excesses().Any(), $"{string.Join(", ", deviation.Excesses())}: {deviation}");
    }
}
