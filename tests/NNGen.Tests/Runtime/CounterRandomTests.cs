using System;
using Xunit;

namespace NNGen.Tests.Runtime;

public sealed class CounterRandomTests
{
    // The known answers published with Random123 (kat_vectors, philox4x32 with 10 rounds).
    [Fact]
    public void Block_PublishedVectors_GiveThePublishedWords()
    {
        Assert.Equal(
            (0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u),
            CounterRandom.Block((0, 0, 0, 0), (0, 0)));
        Assert.Equal(
            (0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu),
            CounterRandom.Block((~0u, ~0u, ~0u, ~0u), (~0u, ~0u)));
        Assert.Equal(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            CounterRandom.Block((0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), (0xa4093822, 0x299f31d0)));
    }

    [Fact]
    public void NextUInt32_SeedAndStream_AreKeyAndUpperCounter()
    {
        const ulong Seed = 0x299f31d0_a4093822;
        const ulong Stream = 0x03707344_13198a2e;
        var random = new CounterRandom(Seed, Stream);
        for (uint index = 0; index < 3; index++)
        {
            var (word0, word1, word2, word3) = CounterRandom.Block((index, 0, 0x13198a2e, 0x03707344), (0xa4093822, 0x299f31d0));
            Assert.Equal(word0, random.NextUInt32());
            Assert.Equal(word1, random.NextUInt32());
            Assert.Equal(word2, random.NextUInt32());
            Assert.Equal(word3, random.NextUInt32());
        }
    }

    [Fact]
    public void Default_IsSeedZeroStreamZero()
    {
        CounterRandom random = default;
        Assert.Equal(0x6627e8d5u, random.NextUInt32());
        Assert.Equal(0xbc57ac4c_e169c58dul, random.NextUInt64());
        Assert.Equal(0x9b00dbd8u, random.NextUInt32());
    }

    [Fact]
    public void Copy_ContinuesFromTheSamePlace()
    {
        var random = new CounterRandom(5);
        random.NextUInt32();
        CounterRandom copy = random;
        for (int i = 0; i < 10; i++) Assert.Equal(random.NextUInt64(), copy.NextUInt64());
    }

    [Fact]
    public void NextSingle_IsTheTop24Bits()
    {
        var random = new CounterRandom(0);
        Assert.Equal((0x6627e8d5u >> 8) / 16777216f, random.NextSingle());
    }

    [Fact]
    public void NextDouble_IsTheTop53Bits()
    {
        var random = new CounterRandom(0);
        Assert.Equal((0xe169c58d_6627e8d5ul >> 11) / 9007199254740992d, random.NextDouble());
    }

    [Fact]
    public void NextInt_SmallBound_IsEvenlySpread()
    {
        const int Draws = 60_000;
        var random = new CounterRandom(11);
        var counts = new int[6];
        for (int i = 0; i < Draws; i++) counts[random.NextInt(6)]++;
        double chiSquare = 0;
        foreach (int count in counts) chiSquare += Math.Pow(count - (Draws / 6), 2) / (Draws / 6);
        Assert.True(chiSquare < 20.5, $"chi-square with 5 degrees of freedom is {chiSquare}; 20.5 is passed once in a thousand.");
    }

    // 2³² mod 3·2²⁹ = 2³⁰: without the rejection, a quarter of all draws would be biased towards some values.
    [Fact]
    public void NextInt_LargeBound_RejectsTheIncompleteRound()
    {
        const int Bound = 3 << 29;
        const int Draws = 30_000;
        var random = new CounterRandom(12);
        var remainders = new int[3];
        for (int i = 0; i < Draws; i++) remainders[random.NextInt(Bound) % 3]++;
        foreach (int count in remainders) Assert.InRange(count, (Draws / 3) - 400, (Draws / 3) + 400);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt_BoundBelowOne_Throws(int bound)
    {
        var random = new CounterRandom(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(bound));
    }

    [Fact]
    public void NextInt_BoundOne_IsZero()
    {
        var random = new CounterRandom(3);
        for (int i = 0; i < 10; i++) Assert.Equal(0, random.NextInt(1));
    }

    [Fact]
    public void NextNormal_ManyDraws_HaveTheMomentsOfTheNormalDistribution()
    {
        const int Draws = 100_000;
        var random = new CounterRandom(14);
        double sum = 0, sumOfSquares = 0, sumOfCubes = 0, sumOfFourths = 0;
        int beyondTwo = 0;
        for (int i = 0; i < Draws; i++)
        {
            double x = random.NextNormal();
            sum += x;
            sumOfSquares += x * x;
            sumOfCubes += x * x * x;
            sumOfFourths += x * x * x * x;
            if (Math.Abs(x) > 2) beyondTwo++;
        }

        // Bounds of about four standard errors.
        Assert.InRange(sum / Draws, -0.013, 0.013);
        Assert.InRange(sumOfSquares / Draws, 0.982, 1.018);
        Assert.InRange(sumOfCubes / Draws, -0.05, 0.05);
        Assert.InRange(sumOfFourths / Draws, 2.87, 3.13);
        Assert.InRange(beyondTwo / (double)Draws, 0.0428, 0.0482);
    }

    [Fact]
    public void NextNormal_TakesFourWords()
    {
        var random = new CounterRandom(14);
        random.NextNormal();
        random.NextNormal();
        var other = new CounterRandom(14);
        for (int i = 0; i < 8; i++) other.NextUInt32();
        Assert.Equal(other.NextUInt32(), random.NextUInt32());
    }

    [Fact]
    public void Shuffle_ThreeValues_GivesEveryOrderEquallyOften()
    {
        const int Draws = 12_000;
        var random = new CounterRandom(13);
        var counts = new int[27];
        Span<int> values = stackalloc int[3];
        for (int i = 0; i < Draws; i++)
        {
            values[0] = 0;
            values[1] = 1;
            values[2] = 2;
            random.Shuffle(values);
            counts[(values[0] * 9) + (values[1] * 3) + values[2]]++;
        }

        foreach (int order in new[] { 5, 7, 11, 15, 19, 21 }) Assert.InRange(counts[order], (Draws / 6) - 200, (Draws / 6) + 200);
    }

    [Fact]
    public void Shuffle_FixedSeed_GivesThisOrder()
    {
        var random = new CounterRandom(1);
        int[] values = [0, 1, 2, 3, 4, 5, 6, 7];
        random.Shuffle(values);
        Assert.Equal([1, 0, 4, 2, 5, 3, 6, 7], values);
    }
}
