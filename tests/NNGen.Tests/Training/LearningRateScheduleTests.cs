using System;
using Xunit;

namespace NNGen.Tests.Training;

public class LearningRateScheduleTests
{
    [Fact]
    public void ConstantRate_EveryStep_One() => Assert.Equal(1, new ConstantRate().Factor(7, 10));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(25, 0.85355339)]
    [InlineData(50, 0.5)]
    [InlineData(75, 0.14644661)]
    public void CosineDecay_WithoutWarmup_HalfACosine(long step, double expected) =>
        Assert.Equal(expected, new CosineDecay().Factor(step, 100), 1e-7);

    [Fact]
    public void CosineDecay_FinalFactor_IsTheFloor()
    {
        var schedule = new CosineDecay { FinalFactor = 0.2f };
        Assert.Equal(0.6, schedule.Factor(50, 100), 1e-6);
        Assert.Equal(0.2, schedule.Factor(100, 100), 1e-6);
    }

    [Fact]
    public void LinearDecay_Warmup_RisesThenFalls()
    {
        var schedule = new LinearDecay { WarmupFraction = 0.1f };
        Assert.Equal(0.1, schedule.Factor(0, 100), 1e-6);
        Assert.Equal(1, schedule.Factor(9, 100), 1e-6);
        Assert.Equal(1, schedule.Factor(10, 100), 1e-6);
        Assert.Equal(0.5, schedule.Factor(55, 100), 1e-6);
        Assert.Equal(1 / 90.0, schedule.Factor(99, 100), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5f)]
    [InlineData(1)]
    public void Schedules_EveryStepOfShortTrainings_StayInRange(float warmup)
    {
        LearningRateSchedule[] schedules =
            [new CosineDecay { WarmupFraction = warmup }, new LinearDecay { WarmupFraction = warmup }];
        foreach (LearningRateSchedule schedule in schedules)
        {
            for (long total = 1; total <= 5; total++)
            {
                for (long step = 0; step < total; step++) Assert.InRange(schedule.Factor(step, total), 1e-6f, 1f);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    public void Settings_OutOfRange_Throw(float value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecay { WarmupFraction = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearDecay { FinalFactor = value });
    }
}
