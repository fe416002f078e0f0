using System;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Runtime;

public sealed class InitializationTests
{
    private const int Rows = 300;
    private const int Columns = 200;

    [Theory]
    [InlineData(Initializer.GlorotUniform, 6d / (Rows + Columns))]
    [InlineData(Initializer.HeUniform, 6d / Rows)]
    [InlineData(Initializer.LecunUniform, 3d / Rows)]
    [InlineData(Initializer.FanInUniform, 1d / Rows)]
    public void Initialize_Uniform_FillsTheInterval(Initializer initializer, double squaredBound)
    {
        double bound = Math.Sqrt(squaredBound);
        float[] values = Kernel(initializer, seed: 1, [0, 1]);
        Assert.InRange(values.Min(), -bound * 1.0000001, -bound * 0.999);
        Assert.InRange(values.Max(), bound * 0.999, bound * 1.0000001);
        AssertMoments(values, bound / Math.Sqrt(3));
    }

    [Theory]
    [InlineData(Initializer.GlorotNormal, 2d / (Rows + Columns))]
    [InlineData(Initializer.HeNormal, 2d / Rows)]
    [InlineData(Initializer.LecunNormal, 1d / Rows)]
    public void Initialize_Normal_HasTheStatedDeviationAndIsCutAtTwo(Initializer initializer, double variance)
    {
        double deviation = Math.Sqrt(variance);
        double cut = 2 * deviation / 0.87962566103423978;
        float[] values = Kernel(initializer, seed: 2, [0, 1]);
        Assert.InRange(values.Max(), cut * 0.99, cut * 1.0000001);
        Assert.InRange(values.Min(), -cut * 1.0000001, -cut * 0.99);
        AssertMoments(values, deviation);

        // The cut normal has 40.1 % of its values within half a deviation of the uncut one; a uniform distribution would have 25 %.
        double half = cut / 4;
        Assert.InRange(values.Count(value => Math.Abs(value) < half) / (double)values.Length, 0.393, 0.410);
    }

    [Theory]
    [InlineData(Initializer.Zeros, 0f)]
    [InlineData(Initializer.Ones, 1f)]
    public void Initialize_Constant_FillsWithIt(Initializer initializer, float expected) =>
        Assert.All(Kernel(initializer, seed: 3, [0, 1]), value => Assert.Equal(expected, value));

    [Theory]
    [InlineData(Initializer.GlorotUniform)]
    [InlineData(Initializer.HeNormal)]
    public void Initialize_OtherStorageOrder_GivesTheSameCanonicalValues(Initializer initializer) =>
        Assert.Equal(Kernel(initializer, seed: 4, [0, 1]), Kernel(initializer, seed: 4, [1, 0]));

    [Fact]
    public void Initialize_TransposedStorage_PutsTheFirstDrawsAlongTheLastCanonicalAxis()
    {
        var network = new DescribedNetwork(seed: 5);
        var random = new CounterRandom(5, 0);
        double bound = Math.Sqrt(6d / (DescribedNetwork.Inputs + DescribedNetwork.Hidden));
        ReadOnlySpan<float> stored = network.Parameters.AsReadOnlySpan();
        for (int i = 0; i < DescribedNetwork.Inputs; i++)
        {
            for (int o = 0; o < DescribedNetwork.Hidden; o++)
            {
                Assert.Equal((float)(((2 * random.NextDouble()) - 1) * bound), stored[(o * DescribedNetwork.Inputs) + i]);
            }
        }
    }

    [Fact]
    public void Initialize_TwoTensors_DrawFromTheirOwnStreams()
    {
        float[] values = Kernel(Initializer.GlorotUniform, seed: 6, [0, 1]);
        NetworkDescription twice = DescribedNetwork.Describe(
            "Twice",
            KernelTensor("a", 0, Initializer.GlorotUniform, [0, 1]),
            KernelTensor("b", Rows * Columns, Initializer.GlorotUniform, [0, 1]));
        var parameters = new ParameterBuffer(twice);
        parameters.Initialize(6);
        Assert.Equal(values, parameters["a"].ToArray());
        Assert.NotEqual(values, parameters["b"].ToArray());
    }

    [Fact]
    public void Initialize_Seed_DecidesTheValues()
    {
        Assert.Equal(Kernel(Initializer.HeNormal, 7, [0, 1]), Kernel(Initializer.HeNormal, 7, [0, 1]));
        Assert.NotEqual(Kernel(Initializer.HeNormal, 7, [0, 1]), Kernel(Initializer.HeNormal, 8, [0, 1]));
        Assert.NotEqual(Kernel(Initializer.HeNormal, 7, [0, 1]), Kernel(Initializer.HeNormal, -7, [0, 1]));
    }

    [Fact]
    public void Initialize_CountsTheVersionUp()
    {
        var parameters = new ParameterBuffer(DescribedNetwork.Description);
        long before = parameters.Version;
        parameters.Initialize(1);
        Assert.NotEqual(before, parameters.Version);
    }

    // Starting values are part of what a seed promises: these bits must come out on every platform and in every version.
    [Fact]
    public void Initialize_FixedSeed_GivesTheseBits()
    {
        ReadOnlySpan<float> values = new DescribedNetwork(seed: 1).Parameters.AsReadOnlySpan();
        uint[] expected =
        [
            0x3f3b16a2, 0x3dd64204, 0x3e9aca33, 0x3ec84a61, 0x3f47d75c, 0x3f1e4a4e,
            0x3f315625, 0xbf5baffd, 0xbec1ccff, 0x3e93fdf5, 0xbf537ade, 0xbee32897,
            0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x3f7c6182, 0x3fbe8056,
            0xbf40220d, 0xbd308bf0, 0x3f058846, 0xbf7ef00d, 0x3ea4bebc, 0x3ecb535c,
            0x3f800000, 0x3f800000,
        ];
        uint[] found = [.. values.ToArray().Select(BitConverter.SingleToUInt32Bits)];
        Assert.Equal(string.Join(", ", expected.Select(bits => $"0x{bits:x8}")), string.Join(", ", found.Select(bits => $"0x{bits:x8}")));
    }

    [Fact]
    public void Initialize_UnknownInitializerInTheLastTensor_ThrowsAndChangesNothing()
    {
        NetworkDescription description = DescribedNetwork.Describe(
            "Wrong",
            KernelTensor("right", 0, Initializer.Ones, [0, 1]),
            KernelTensor("wrong", Rows * Columns, (Initializer)99, [0, 1]));
        var parameters = new ParameterBuffer(description);
        var error = Assert.Throws<ArgumentException>(() => parameters.Initialize(1));
        Assert.Contains("wrong [300, 200]", error.Message, StringComparison.Ordinal);
        Assert.Contains("99", error.Message, StringComparison.Ordinal);
        Assert.All(parameters.AsReadOnlySpan().ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Initialize_NoFanIn_Throws()
    {
        TensorDescription tensor = KernelTensor("kernel", 0, Initializer.HeNormal, [0, 1]) with { FanIn = 0 };
        var error = Assert.Throws<ArgumentException>(() => new ParameterBuffer(DescribedNetwork.Describe("Wrong", tensor)).Initialize(1));
        Assert.Contains("fan-in 0", error.Message, StringComparison.Ordinal);
    }

    private static float[] Kernel(Initializer initializer, int seed, int[] storageOrder)
    {
        var parameters = new ParameterBuffer(DescribedNetwork.Describe("Kernel", KernelTensor("kernel", 0, initializer, storageOrder)));
        parameters.Initialize(seed);
        return parameters["kernel"].ToArray();
    }

    private static TensorDescription KernelTensor(string name, int offset, Initializer initializer, int[] storageOrder) =>
        new(name, [Rows, Columns], offset, storageOrder, initializer, Rows, Columns);

    /// <summary>Mean 0 and the given deviation, within about four standard errors.</summary>
    private static void AssertMoments(float[] values, double deviation)
    {
        double mean = values.Average(value => (double)value);
        double found = Math.Sqrt(values.Average(value => (double)value * value));
        Assert.InRange(mean, -4 * deviation / Math.Sqrt(values.Length), 4 * deviation / Math.Sqrt(values.Length));
        Assert.InRange(found, deviation * 0.991, deviation * 1.009);
    }
}
