using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace NNGen.Tests.Golden;

/// <summary>Every schedule that PyTorch has follows PyTorch's; made by <c>schedules.py</c>.</summary>
public sealed class ScheduleGoldenTests
{
    private const double Tolerance = 2e-7;

    private static readonly Dictionary<string, LearningRateSchedule> Schedules = new()
    {
        ["StepDecay"] = new StepDecay(6, 0.3f),
        ["MultiStepDecay"] = new MultiStepDecay([3, 11, 12], 0.5f),
        ["ExponentialDecay"] = new ExponentialDecay(0.9f),
        ["PolynomialDecay"] = new PolynomialDecay { Power = 2.5f },
        ["CosineRestarts"] = new CosineRestarts(3) { PeriodFactor = 2, FinalFactor = 0.1f },
        ["OneCycle"] = new OneCycle(),
        ["OneCycle early"] = new OneCycle { WarmupFraction = 0.1f, StartDivisor = 10, FinalDivisor = 100 },
    };

    public static TheoryData<string> Names => [.. Schedules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Factor_EveryStep_FollowsPyTorch(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "schedules.json")));
        double[] expected = document.RootElement.GetProperty(name).Deserialize<double[]>()!;
        for (int step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], Schedules[name].Factor(new ScheduleStep(step, expected.Length)), Tolerance);
        }

        // The guard can fail: a step later the factors are others.
        Assert.NotEqual(expected[^2], Schedules[name].Factor(new ScheduleStep(1, expected.Length)), Tolerance);
    }
}
