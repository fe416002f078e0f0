using System;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>Penalties, decay, clipping and bounds, against their formulas; and the plain path against the fused one.</summary>
public sealed class RegularizationTests
{
    private static readonly bool[] IsKernel = [.. HandWrittenNetwork.Description.Tensors.SelectMany(
        tensor => Enumerable.Repeat(tensor.Name.EndsWith("kernel", StringComparison.Ordinal), tensor.Length))];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Step_ElasticNet_MovesAlongTheGradientOfThePenalisedLoss(bool kernelsOnly)
    {
        var settings = new Regularization { L1 = 0.25f, L2 = 0.5f, KernelsOnly = kernelsOnly };
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        using Trainer<HandWrittenNetwork> trainer = Create(network, new TrainerOptions { Regularization = settings });
        var gradient = new float[before.Length];
        float loss = trainer.Gradients(TrainingSamples.Inputs(8), TrainingSamples.Labels(8), gradient);
        float penalised = trainer.Step(TrainingSamples.Inputs(8), TrainingSamples.Labels(8));
        double penalty = 0;
        for (int i = 0; i < before.Length; i++)
        {
            bool counts = IsKernel[i] || !kernelsOnly;
            penalty += counts ? (0.25 * Math.Abs(before[i])) + (0.5 * before[i] * before[i]) : 0;
            double slope = gradient[i] + (counts ? (0.25 * Math.Sign(before[i])) + before[i] : 0);
            Assert.Equal(before[i] - (0.1 * slope), network.Parameters[i], 1e-6);
        }

        Assert.Equal(loss + penalty, penalised, 1e-5);
    }

    [Fact]
    public void Step_DecoupledDecay_ShrinksKernelsByTheLearningRateOfTheStep()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        HandWrittenNetwork plain = HandWrittenNetwork.Create(seed: 1);
        float[] before = plain.Parameters.AsReadOnlySpan().ToArray();
        var options = new TrainerOptions { Regularization = new Regularization { DecoupledDecay = 0.5f } };
        using Trainer<HandWrittenNetwork> trainer = Create(network, options);
        using Trainer<HandWrittenNetwork> other = Create(plain, new TrainerOptions());
        trainer.LearningRateFactor = other.LearningRateFactor = 0.5f;
        trainer.Step(TrainingSamples.Inputs(8), TrainingSamples.Labels(8));
        other.Step(TrainingSamples.Inputs(8), TrainingSamples.Labels(8));
        for (int i = 0; i < before.Length; i++)
        {
            double decay = IsKernel[i] ? 0.05 * 0.5 * before[i] : 0;
            Assert.Equal(plain.Parameters[i] - decay, network.Parameters[i], 1e-7);
        }
    }

    [Fact]
    public void Step_MaxNorm_BoundsTheWeightsIntoEveryUnit()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        HandWrittenNetwork plain = HandWrittenNetwork.Create(seed: 1);
        var options = new TrainerOptions { Regularization = new Regularization { MaxNorm = 0.75f } };
        using Trainer<HandWrittenNetwork> trainer = Create(network, options);
        using Trainer<HandWrittenNetwork> other = Create(plain, new TrainerOptions());
        trainer.Step(TrainingSamples.Inputs(8), TrainingSamples.Labels(8));
        other.Step(TrainingSamples.Inputs(8), TrainingSamples.Labels(8));
        int bounded = 0;
        for (int unit = 0; unit < HandWrittenNetwork.Hidden; unit++)
        {
            double[] free = Column(plain, unit);
            double norm = Math.Sqrt(free.Sum(weight => weight * weight));
            if (norm > 0.75) bounded++;
            double factor = Math.Min(1, 0.75 / norm);
            foreach ((double expected, double found) in free.Zip(Column(network, unit))) Assert.Equal(expected * factor, found, 1e-6);
        }

        Assert.InRange(bounded, 1, HandWrittenNetwork.Hidden - 1);
        Assert.Equal(plain.Parameters["dense_1.bias"].ToArray(), network.Parameters["dense_1.bias"].ToArray());
    }

    [Fact]
    public void Step_ClipGlobalNorm_ScalesLongGradientsOnly()
    {
        double norm = Norm(Moved(new TrainerOptions()));
        Assert.Equal(norm / 2, Norm(Moved(new TrainerOptions { ClipGlobalNorm = (float)(norm / 2) })), 1e-6);
        float[] free = Moved(new TrainerOptions());
        Assert.Equal(free, Moved(new TrainerOptions { ClipGlobalNorm = (float)(norm * 2) }));
        float[] clipped = Moved(new TrainerOptions { ClipGlobalNorm = (float)(norm / 2) });
        for (int i = 0; i < free.Length; i++) Assert.Equal(free[i] / 2, clipped[i], 1e-6f);
    }

    [Fact]
    public void Step_ClipValue_CutsEveryElement()
    {
        float[] free = Moved(new TrainerOptions());
        float[] clipped = Moved(new TrainerOptions { ClipValue = 0.01f });
        Assert.Contains(free, move => Math.Abs(move) > 0.01f);
        Assert.Contains(free, move => Math.Abs(move) is > 0 and < 0.01f);
        for (int i = 0; i < free.Length; i++) Assert.Equal(Math.Clamp(free[i], -0.01f, 0.01f), clipped[i], 1e-6f);
    }

    /// <summary>A bound that no gradient reaches makes the trainer store the gradient; nothing else may differ.</summary>
    [Fact]
    public void Step_PlainPath_SameBitsAsFused()
    {
        var settings = new Regularization { L1 = 0.001f, L2 = 0.01f, DecoupledDecay = 0.1f, MaxNorm = 0.75f };
        Assert.Equal(Trained(settings, clipNorm: null, frozen: [], threads: 1), Trained(settings, 1e6f, [], 2));
        string[] frozen = ["dense_1"];
        Assert.Equal(Trained(settings, clipNorm: null, frozen, threads: 2), Trained(settings, 1e6f, frozen, 1));
    }

    [Fact]
    public void Apply_GradientOfTheCaller_DoesWhatAStepDoes()
    {
        var options = new TrainerOptions { Regularization = new Regularization { L2 = 0.1f }, ClipValue = 0.05f, ClipGlobalNorm = 0.1f };
        HandWrittenNetwork stepped = HandWrittenNetwork.Create(seed: 1);
        HandWrittenNetwork applied = HandWrittenNetwork.Create(seed: 1);
        using Trainer<HandWrittenNetwork> first = Create(stepped, options);
        using Trainer<HandWrittenNetwork> second = Create(applied, options);
        var gradient = new float[HandWrittenNetwork.ParameterCount];
        for (int i = 0; i < 3; i++)
        {
            first.Step(TrainingSamples.Inputs(9, seed: i), TrainingSamples.Labels(9));
            second.Gradients(TrainingSamples.Inputs(9, seed: i), TrainingSamples.Labels(9), gradient);
            float[] kept = (float[])gradient.Clone();
            second.Apply(gradient);
            Assert.Equal(kept, gradient);
        }

        Assert.Equal(stepped.Parameters.AsReadOnlySpan().ToArray(), applied.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Step_RegularisedAndClipped_AllocatesNothing()
    {
        var options = new TrainerOptions
        {
            Regularization = new Regularization { L1 = 0.1f, L2 = 0.1f, DecoupledDecay = 0.1f, MaxNorm = 1 },
            ClipValue = 1,
            ClipGlobalNorm = 1,
            AccumulationSteps = 2,
            BatchCapacity = 32,
        };
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using Trainer<HandWrittenNetwork> trainer = Create(network, options);
        Dataset data = TrainingSamples.Random(64).WithBalancedClasses();
        int[] indices = TrainingSamples.Indices(64);
        Assert.Equal(0, Allocations.After(() => trainer.Step(data, indices)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.1f)]
    [InlineData(float.PositiveInfinity)]
    public void Settings_OutOfRange_Throw(float value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Regularization { L1 = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Regularization { L2 = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Regularization { DecoupledDecay = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Regularization { MaxNorm = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { ClipValue = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { ClipGlobalNorm = value });
    }

    private static Trainer<HandWrittenNetwork> Create(HandWrittenNetwork network, TrainerOptions options) =>
        new(network, new Sgd(0.1f), options);

    /// <summary>The gradient that a step of plain gradient descent with the learning rate 1 used.</summary>
    private static float[] Moved(TrainerOptions options)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        using var trainer = new Trainer<HandWrittenNetwork>(network, new Sgd(1), options);
        trainer.Step(TrainingSamples.Inputs(8), TrainingSamples.Labels(8));
        return [.. before.Zip(network.Parameters.AsReadOnlySpan().ToArray(), (old, now) => old - now)];
    }

    private static float[] Trained(Regularization settings, float? clipNorm, string[] frozen, int threads)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        var options = new TrainerOptions
        {
            Regularization = settings, ClipGlobalNorm = clipNorm, ClipValue = 0.5f, Frozen = frozen, Threads = threads, BatchCapacity = 64,
        };
        using var trainer = new Trainer<HandWrittenNetwork>(network, new Adam(0.01f), options);
        for (int i = 0; i < 4; i++) trainer.Step(TrainingSamples.Inputs(50, seed: i), TrainingSamples.Labels(50));
        return network.Parameters.AsReadOnlySpan().ToArray();
    }

    private static double[] Column(HandWrittenNetwork network, int unit)
    {
        float[] kernel = network.Parameters["dense_1.kernel"].ToArray();
        return [.. Enumerable.Range(0, HandWrittenNetwork.Inputs).Select(i => (double)kernel[(i * HandWrittenNetwork.Hidden) + unit])];
    }

    private static double Norm(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));
}
