using System;
using Xunit;

namespace NNGen.Tests.Runtime;

public sealed class PortableMathTests
{
    private const int Draws = 20_000;

    // Ours is within 1 ULP of the truth and the platform's library within 1 of its own.
    private const long Tolerance = 2;

    [Theory]
    [InlineData(745)]
    [InlineData(30)]
    [InlineData(1)]
    [InlineData(1e-9)]
    public void Exp_Range_AgreesWithThePlatform(double range) =>
        Compare(range, PortableMath.Exp, Math.Exp);

    [Theory]
    [InlineData(740)]
    [InlineData(1)]
    [InlineData(1e-6)]
    public void Log_RangeOfExponents_AgreesWithThePlatform(double range) =>
        Compare(range, x => PortableMath.Log(Math.Exp(x)), x => Math.Log(Math.Exp(x)));

    [Theory]
    [InlineData(1073741824)]
    [InlineData(1e4)]
    [InlineData(2 * Math.PI)]
    [InlineData(1e-5)]
    public void CosAndSin_Range_AgreeWithThePlatform(double range)
    {
        Compare(range, PortableMath.Cos, Math.Cos);
        Compare(range, PortableMath.Sin, Math.Sin);
    }

    [Fact]
    public void CosAndSin_MultiplesOfAQuarterTurn_AgreeWithThePlatform()
    {
        for (int i = 1; i < 5_000; i++)
        {
            double x = i * (Math.PI / 2);
            AssertClose(x, Math.Cos(x), PortableMath.Cos(x));
            AssertClose(x, Math.Sin(x), PortableMath.Sin(x));
        }
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.999)]
    [InlineData(0.1)]
    [InlineData(1e-300)]
    [InlineData(7.5)]
    public void Pow_Base_AgreesWithThePlatform(double x) =>
        Compare(740 / Math.Abs(Math.Log(x)), y => PortableMath.Pow(x, y), y => Math.Pow(x, y));

    [Fact]
    public void Pow_SpecialCases_AreThoseOfThePlatform()
    {
        double[] values =
        [
            0d, -0d, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1.5, -1.5, 1e300, -1e300, 1e-300, 9007199254740991, -9007199254740991,
            9007199254740992, double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity,
            double.NaN,
        ];
        foreach (double x in values)
        {
            foreach (double y in values)
            {
                double expected = Math.Pow(x, y);
                double found = PortableMath.Pow(x, y);
                bool same = double.IsNaN(expected) ? double.IsNaN(found) : Distance(expected, found) <= Tolerance;
                Assert.True(same, $"pow({x:R}, {y:R}): expected {expected:R}, found {found:R}");
            }
        }
    }

    [Fact]
    public void Pow_IntegerPowersOfTwo_AreExact()
    {
        for (int y = -1074; y < 1024; y++) Assert.Equal(Math.ScaleB(1, y), PortableMath.Pow(2, y));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0d, 1)]
    [InlineData(709.79, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-745.2, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp_SpecialValue_IsExact(double x, double expected) => Assert.Equal(expected, PortableMath.Exp(x));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-0d, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.Epsilon, -744.4400719213812)]
    [InlineData(double.MaxValue, 709.782712893384)]
    public void Log_SpecialValue_IsExact(double x, double expected) => Assert.Equal(expected, PortableMath.Log(x));

    [Theory]
    [InlineData(0)]
    [InlineData(-0d)]
    public void CosAndSin_Zero_AreExact(double zero)
    {
        Assert.Equal(1, PortableMath.Cos(zero));
        Assert.Equal(BitConverter.DoubleToInt64Bits(zero), BitConverter.DoubleToInt64Bits(PortableMath.Sin(zero)));
    }

    [Theory]
    [InlineData(1073741825)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void CosAndSin_AngleTooLarge_AreNaN(double x)
    {
        Assert.Equal(double.NaN, PortableMath.Cos(x));
        Assert.Equal(double.NaN, PortableMath.Sin(x));
    }

    // One number over all bits of many results: it must come out on every platform.
    [Fact]
    public void AllFunctions_FixedArguments_GiveTheseBits()
    {
        var random = new CounterRandom(17);
        ulong hash = 14695981039346656037;
        for (int i = 0; i < 2_000; i++)
        {
            double x = (2 * random.NextDouble()) - 1;
            Add(PortableMath.Exp(700 * x));
            Add(PortableMath.Log(Math.Abs(x)));
            Add(PortableMath.Cos(100 * x));
            Add(PortableMath.Sin(100 * x));
            Add(PortableMath.Pow(Math.Abs(x), 30 * x));
            Add(random.NextNormal());
        }

        Assert.Equal(14902333376127432621UL, hash);

        void Add(double value) => hash = (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 1099511628211;
    }

    private static void Compare(double range, Func<double, double> ours, Func<double, double> platform)
    {
        var random = new CounterRandom(7);
        for (int i = 0; i < Draws; i++)
        {
            double x = ((2 * random.NextDouble()) - 1) * range;
            AssertClose(x, platform(x), ours(x));
        }
    }

    private static void AssertClose(double x, double expected, double found) =>
        Assert.True(Distance(expected, found) <= Tolerance, $"At {x:R}: expected {expected:R}, found {found:R}");

    /// <summary>How many doubles lie between two.</summary>
    private static long Distance(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return long.MaxValue;
        if (double.IsNegative(a) != double.IsNegative(b)) return long.MaxValue;
        return Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));
    }
}
