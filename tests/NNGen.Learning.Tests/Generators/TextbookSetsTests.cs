using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace NNGen.Learning.Tests.Generators;

public sealed class TextbookSetsTests
{
    public static TheoryData<string, string> Sets => new()
    {
        { "Blobs", "56D8059776B2D415" },
        { "Moons", "A5546F495A2A25C0" },
        { "Circles", "8B65F779B9E9735E" },
        { "Spirals", "0285AE24E8FE52C8" },
        { "Xor", "8D332F3D0A7D9FCA" },
        { "GaussianQuantiles", "4F490B47521E2EC8" },
        { "Function", "65220E48C2863B9F" },
        { "Friedman", "066AF6F498F28BD3" },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Set_SameSeed_HasTheSameBits(string name, string hash)
    {
        Dataset data = Make(name, seed: 5);
        Assert.Equal(200, data.Count);
        Assert.True(data.Inputs.SequenceEqual(Make(name, seed: 5).Inputs));
        Assert.False(data.Inputs.SequenceEqual(Make(name, seed: 6).Inputs));
        Assert.Equal(hash, Hash(data));
    }

    [Fact]
    public void Blobs_Centers_AreTheMeansOfTheirClasses()
    {
        Dataset data = TextbookSets.Blobs(3000, [0, 0, 10, -5], 2, deviation: 0.5, seed: 1);
        float[] second = [.. Enumerable.Range(0, data.Count).Where(s => data.Labels[s] == 1).Select(s => data.Input(s)[1])];
        Assert.Equal(1500, second.Length);
        Assert.Equal(-5, second.Average(), 0.05);
        Assert.Equal(0.5, Math.Sqrt(second.Average(y => (y + 5) * (y + 5))), 0.05);
    }

    [Fact]
    public void Circles_WithoutNoise_LieOnTheirRadii()
    {
        Dataset data = TextbookSets.Circles(100, noise: 0, factor: 0.25);
        for (int s = 0; s < data.Count; s++)
        {
            ReadOnlySpan<float> point = data.Input(s);
            Assert.Equal(data.Labels[s] == 0 ? 1 : 0.25, Math.Sqrt((point[0] * point[0]) + (point[1] * point[1])), 6);
        }
    }

    [Fact]
    public void Xor_WithoutNoise_IsTheSignOfTheProduct()
    {
        Dataset data = TextbookSets.Xor(500, seed: 3);
        for (int s = 0; s < data.Count; s++) Assert.Equal(data.Input(s)[0] * data.Input(s)[1] < 0, data.Labels[s] == 1);
        Assert.Equal(4, Enumerable.Range(0, 500).Select(s => (data.Input(s)[0] < 0, data.Input(s)[1] < 0)).Distinct().Count());
    }

    [Fact]
    public void GaussianQuantiles_Classes_AreShellsOfEqualSize()
    {
        Dataset data = TextbookSets.GaussianQuantiles(300, classes: 3, features: 4);
        float Radius(int s) => data.Input(s).ToArray().Sum(x => x * x);
        ILookup<int, float> shells = Enumerable.Range(0, 300).ToLookup(s => data.Labels[s], Radius);
        Assert.All(shells, shell => Assert.Equal(100, shell.Count()));
        Assert.True(shells[0].Max() <= shells[1].Min() && shells[1].Max() <= shells[2].Min());
    }

    [Fact]
    public void Function_WithoutNoise_IsTheFunctionInItsInterval()
    {
        Dataset data = TextbookSets.Function(50, x => (3 * x) + 1, from: 2, to: 4, noise: 0);
        Assert.All(data.Inputs.ToArray(), x => Assert.InRange(x, 2, 4));
        for (int s = 0; s < data.Count; s++) Assert.Equal((3 * data.Input(s)[0]) + 1, data.Target(s)[0], 1e-5);
    }

    [Fact]
    public void Sets_ImpossibleNumbers_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>("count", () => TextbookSets.Moons(0));
        Assert.Throws<ArgumentOutOfRangeException>("noise", () => TextbookSets.Moons(10, noise: -1));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => TextbookSets.Circles(10, factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => TextbookSets.GaussianQuantiles(2, classes: 3));
        Assert.Throws<ArgumentOutOfRangeException>("features", () => TextbookSets.Friedman(10, features: 4));
        Assert.Throws<ArgumentException>("centers", () => TextbookSets.Blobs(10, [1, 2, 3], 2));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => TextbookSets.Function(10, x => x, from: 1, to: 1));
    }

    private static Dataset Make(string name, int seed) => name switch
    {
        "Blobs" => TextbookSets.Blobs(200, seed: seed),
        "Moons" => TextbookSets.Moons(200, seed: seed),
        "Circles" => TextbookSets.Circles(200, seed: seed),
        "Spirals" => TextbookSets.Spirals(200, arms: 3, seed: seed),
        "Xor" => TextbookSets.Xor(200, noise: 0.1, seed: seed),
        "GaussianQuantiles" => TextbookSets.GaussianQuantiles(200, seed: seed),
        "Function" => TextbookSets.Function(200, x => x * x, seed: seed),
        "Friedman" => TextbookSets.Friedman(200, seed: seed),
        _ => throw new ArgumentException(name),
    };

    private static string Hash(Dataset data)
    {
        var bytes = new List<byte>();
        bytes.AddRange(MemoryMarshal.AsBytes(data.Inputs));
        bytes.AddRange(MemoryMarshal.AsBytes(data.Labels));
        bytes.AddRange(MemoryMarshal.AsBytes(data.Targets));
        return Convert.ToHexString(SHA256.HashData(bytes.ToArray()))[..16];
    }
}
