using System;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace NNGen.Tests.SameBits;

/// <summary>
/// The same seed gives the same weights and outputs, bit for bit, with vectors of 128, 256 and 512 bits and with any number of threads,
/// wherever multiply-adds are fused by the hardware.
/// </summary>
public sealed class SameBitsTests
{
    private const string Default = "";
    private const string No512 = "DOTNET_EnableAVX512=0";
    private const string Only128 = "DOTNET_PreferredVectorBitWidth=128";

    private static readonly Lazy<WidthProbeRun> Reference = new(() => WidthProbeRun.Start(Default, 1));

    [SkippableTheory]
    [InlineData(Default, 2)]
    [InlineData(Default, 3)]
    [InlineData(No512, 1)]
    [InlineData(No512, 2)]
    [InlineData(Only128, 1)]
    [InlineData(Only128, 2)]
    public void Results_AtAnyWidthOnAnyNumberOfThreads_AreTheSame(string setting, int threads)
    {
        Skip.IfNot(Fma.IsSupported || AdvSimd.IsSupported, "Without fused multiply-adds in hardware the last bits may differ.");
        Assert.Equal(Reference.Value.Results, WidthProbeRun.Start(setting, threads).Results);
    }

    /// <summary>The settings do what the test above needs them for.</summary>
    [SkippableFact]
    public void Widths_OfTheRuns_Differ()
    {
        Skip.IfNot(Vector512.IsHardwareAccelerated, "This machine (or this process) has no vectors of 512 bits.");
        Assert.EndsWith("Vector512 accelerated: True, Vector<float>: 8", Reference.Value.Widths);
        Assert.EndsWith("Vector512 accelerated: False, Vector<float>: 8", WidthProbeRun.Start(No512, 1).Widths);
        Assert.EndsWith("Vector512 accelerated: False, Vector<float>: 4", WidthProbeRun.Start(Only128, 1).Widths);
    }

    /// <summary>The guard can fail: other data leave no scenario's hash as it was.</summary>
    [Fact]
    public void Results_OfOtherData_AreOthers()
    {
        WidthProbeRun other = WidthProbeRun.Start(Default, 1, seed: 2);
        Assert.Equal(28, Reference.Value.Results.Count);
        Assert.All(Reference.Value.Results.Zip(other.Results), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.All(Reference.Value.Results, line => Assert.Matches(" of \\d+ finite values$", line));
    }
}
