using System;
using System.IO;
using NNGen.Tests.Files;
using Xunit;

namespace NNGen.Tests.Runtime;

/// <summary>Samples and outputs that travel with a network's weights.</summary>
public sealed class SelfTestTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Save_WithASelfTest_TravelsAndChecksWhoeverLoads()
    {
        var network = new Twins(seed: 1);
        network.Save(path, SelfTest.Record(network, samples: 4, seed: 7));
        var other = new Twins(seed: 2);
        SelfTest test = SelfTest.Load(path)!;

        Assert.False(other.Verify(test).IsPassed);
        Assert.Throws<InvalidDataException>(() => other.Verify(test).RequirePassed());
        other.Load(path);

        SelfTestResult result = other.Verify(test);
        Assert.Equal((true, 4, 0.0), (result.IsPassed, result.Samples, result.Tolerances));
        Assert.Contains("The self-test passed: of 4 samples", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileWithoutSelfTest_IsNull()
    {
        new Twins(seed: 1).Save(path);

        Assert.Null(SelfTest.Load(path));
        Assert.Throws<InvalidOperationException>(() => new Twins(seed: 1).Verify());
    }

    /// <summary>What is allowed is |a − b| ≤ 1e-6 + 1e-5·|b|; what is no number never agrees with one.</summary>
    [Theory]
    [InlineData(0.9f, true)]
    [InlineData(1.2f, false)]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    public void Verify_Deviation_IsMeasuredByTheTolerance(float tolerances, bool passes)
    {
        var network = new Twins(seed: 1);
        SelfTest test = SelfTest.Record(network, samples: 1);
        float[] outputs = test.ReadOutputs();
        outputs[^1] += tolerances * (1e-6f + (1e-5f * Math.Abs(outputs[^1])));

        Assert.Equal(passes, network.Verify(new SelfTest(test.ReadInputs(), outputs)).IsPassed);
    }

    [Fact]
    public void SelfTest_OfAnotherNetwork_IsRefusedBeforeAnythingIsWritten()
    {
        var network = new Twins(seed: 1);
        var other = new SelfTest([1f], [1f]);
        File.WriteAllText(path, "old");

        Assert.Contains("found 1 inputs and 1 outputs", Assert.Throws<ArgumentException>(() => network.Save(path, other)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.SaveOnnx(path, other));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Throws<InvalidDataException>(() => network.Verify(other));
        Assert.Throws<InvalidDataException>(() => network.Verify(new SelfTest("no base 64!", "AAAA")));
        Assert.Throws<ArgumentException>(() => SelfTest.Record(network, [1f]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SelfTest.Record(network, samples: 0));
    }
}
