using System;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

public class LearningRateScheduleTests
{
    [Fact]
    public void ConstantRate_EveryStep_One() => Assert.Equal(1, new ConstantRate().Factor(new ScheduleStep(7, 10)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(25, 0.85355339)]
    [InlineData(50, 0.5)]
    [InlineData(75, 0.14644661)]
    public void CosineDecay_WithoutWarmup_HalfACosine(long step, double expected) =>
        Assert.Equal(expected, new CosineDecay().Factor(new ScheduleStep(step, 100)), 1e-7);

    [Fact]
    public void CosineDecay_FinalFactor_IsTheFloor()
    {
        var schedule = new CosineDecay { FinalFactor = 0.2f };
        Assert.Equal(0.6, schedule.Factor(new ScheduleStep(50, 100)), 1e-6);
        Assert.Equal(0.2, schedule.Factor(new ScheduleStep(100, 100)), 1e-6);
    }

    [Fact]
    public void LinearDecay_Warmup_RisesThenFalls()
    {
        var schedule = new LinearDecay { WarmupFraction = 0.1f };
        Assert.Equal(0.1, schedule.Factor(new ScheduleStep(0, 100)), 1e-6);
        Assert.Equal(1, schedule.Factor(new ScheduleStep(9, 100)), 1e-6);
        Assert.Equal(1, schedule.Factor(new ScheduleStep(10, 100)), 1e-6);
        Assert.Equal(0.5, schedule.Factor(new ScheduleStep(55, 100)), 1e-6);
        Assert.Equal(1 / 90.0, schedule.Factor(new ScheduleStep(99, 100)), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5f)]
    [InlineData(1)]
    public void Schedules_EveryStepOfShortTrainings_StayInRange(float warmup)
    {
        LearningRateSchedule[] schedules =
        [
            new CosineDecay { WarmupFraction = warmup },
            new LinearDecay { WarmupFraction = warmup },
            new PolynomialDecay { WarmupFraction = warmup, Power = 2 },
            new OneCycle { WarmupFraction = warmup },
            new Warmup(warmup * 3, new CosineRestarts(2)),
            new StepDecay(1),
            new MultiStepDecay([1, 3]),
            new ExponentialDecay(0.5f),
            new InverseScaling(),
        ];
        foreach (LearningRateSchedule schedule in schedules)
        {
            for (long total = 1; total <= 5; total++)
            {
                for (long step = 0; step < total; step++) Assert.InRange(schedule.Factor(new ScheduleStep(step, total)), 3.9e-6f, 1f);
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
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineRestarts(3) { FinalFactor = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle { WarmupFraction = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { ReductionFactor = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { MinFactor = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepDecay(1, value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiStepDecay([1], value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDecay(value));
    }

    [Fact]
    public void Settings_OfEpochs_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepDecay(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineRestarts(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineRestarts(1) { PeriodFactor = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Warmup(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Patience = 0 });
        var thrown = Assert.Throws<ArgumentException>(() => new MultiStepDecay([3, 3]));
        Assert.Contains("Milestone 1", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warmup_ThenAnother_BeginsItAfterwards()
    {
        var schedule = new Warmup(1.5f, new ExponentialDecay(0.5f) { Staircase = true });
        float[] factors = [.. Enumerable.Range(0, 14).Select(step => schedule.Factor(new ScheduleStep(step, 14, perEpoch: 4)))];
        Assert.Equal([1 / 6f, 2 / 6f, 3 / 6f, 4 / 6f, 5 / 6f, 1, 1, 1, 1, 1, 0.5f, 0.5f, 0.5f, 0.5f], factors);
    }

    /// <summary>scikit-learn's <c>learning_rate_init / (t + 1) ** power_t</c> with t samples seen.</summary>
    [Fact]
    public void InverseScaling_ThirdEpoch_CountsSamples() => Assert.Equal(
        1 / Math.Sqrt(201), new InverseScaling().Factor(new ScheduleStep(9, 100, perEpoch: 4, samplesPerEpoch: 100)), 1e-8);

    [Fact]
    public void ReduceOnPlateau_LossesWithoutImprovement_ReducesAndRests()
    {
        var schedule = new ReduceOnPlateau { ReductionFactor = 0.5f, Patience = 2, MinDelta = 0.1f, Cooldown = 1, MinFactor = 0.2f };
        var values = new double[schedule.ValueCount];
        (double Loss, double Factor)[] epochs =
        [
            (5, 1), (4, 1), (3.95, 1), (3.92, 0.5), (3.91, 0.5), (3.91, 0.5), (3.91, 0.25), (3.5, 0.25), (3.5, 0.25), (3.5, 0.2),
        ];
        foreach ((double loss, double factor) in epochs)
        {
            schedule.EndEpoch(new EpochResult(1, 0, null, loss, null, default), values);
            Assert.Equal(factor, schedule.Factor(new ScheduleStep(0, 10, values: values)), 1e-6);
        }
    }
}
