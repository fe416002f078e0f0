using System;
using Xunit;

namespace NNGen.Tests.Training;

public class OptimizerTests
{
    /// <summary>Every rule in every variant.</summary>
    private static readonly Optimizer[] All =
    [
        new Sgd(),
        new Sgd { Momentum = 0.9f },
        new Sgd { Momentum = 0.9f, Nesterov = true },
        new Adam { Beta2 = 0.99f },
        new Adam { Beta2 = 0.99f, AmsGrad = true },
        new AdamW { Beta2 = 0.99f },
        new Nadam { Beta2 = 0.99f },
        new Adagrad(),
        new Adadelta(),
        new RMSprop { Alpha = 0.9f },
        new RMSprop { Alpha = 0.9f, Momentum = 0.9f },
        new RMSprop { Alpha = 0.9f, Centered = true },
        new RMSprop { Alpha = 0.9f, Centered = true, Momentum = 0.9f },
        new Lion { WeightDecay = 0.1f },
        new Rprop(),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(100)]
    public void Update_AnyCut_SameBits(int cut)
    {
        foreach (Optimizer optimizer in All) Assert.Equal(Run(optimizer, 100), Run(optimizer, cut));

        static float[] Run(Optimizer optimizer, int piece)
        {
            var memory = new OptimizerMemory(optimizer, 100);
            float[] weights = Numbers(100, seed: 1);
            for (int step = 0; step < 3; step++)
            {
                memory.BeginStep(0.1f);
                float[] gradient = Numbers(100, seed: 2 + step);
                for (int start = 0; start < 100; start += piece)
                {
                    int length = Math.Min(piece, 100 - start);
                    memory.Update(start, weights.AsSpan(start, length), gradient.AsSpan(start, length));
                }
            }

            return weights;
        }
    }

    [Fact]
    public void Adam_FirstStep_MovesEveryWeightByTheLearningRate()
    {
        var memory = new OptimizerMemory(new Adam(), 3);
        float[] weights = [0, 0, 0];
        memory.BeginStep(0.01f);
        memory.Update(0, weights, [5, -0.001f, 1000]);
        Assert.Equal(-0.01f, weights[0], 1e-7f);
        Assert.Equal(0.01f, weights[1], 1e-6f);
        Assert.Equal(-0.01f, weights[2], 1e-7f);
    }

    [Fact]
    public void Update_ThousandsOfStepsWithoutGradient_StateNeverDenormal()
    {
        foreach (Optimizer optimizer in All) AssertNeverDenormal(optimizer);
    }

    [Fact]
    public void Update_GradientNotANumber_IsNotHidden()
    {
        foreach (Optimizer optimizer in All)
        {
            var memory = new OptimizerMemory(optimizer, 2);
            float[] weights = [1, 1];
            memory.BeginStep(0.01f);
            memory.Update(0, weights, [float.NaN, 1]);
            Assert.True(float.IsNaN(weights[0]), optimizer.GetType().Name);
            Assert.True(float.IsFinite(weights[1]), optimizer.GetType().Name);
        }
    }

    /// <summary>The paper's listing, with numbers that float32 has exactly.</summary>
    [Fact]
    public void Lion_TwoSteps_FollowsThePaper()
    {
        var memory = new OptimizerMemory(new Lion(0.25f) { Beta1 = 0.5f, Beta2 = 0.75f, WeightDecay = 0.5f }, 3);
        float[] weights = [1, 1, 1];
        memory.BeginStep(0.25f);
        memory.Update(0, weights, [2, -2, 0]);
        Assert.Equal([0.875f - 0.25f, 0.875f + 0.25f, 0.875f], weights);
        Assert.Equal([0.5f, -0.5f, 0], memory.Slots[..3].ToArray());

        // The momentum of 0.5 outweighs the second gradient of −0.25.
        memory.BeginStep(0.25f);
        memory.Update(0, weights, [-0.25f, -2, 0]);
        Assert.Equal([(0.875f * 0.625f) - 0.25f, (0.875f * 1.125f) + 0.25f, 0.875f * 0.875f], weights);
    }

    [Fact]
    public void Update_OwnRule_SeesStepStateAndValues()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        using var trainer = new Trainer<HandWrittenNetwork>(network, new CountingRule(), new TrainerOptions { Threads = 2 });
        for (int i = 0; i < 3; i++) trainer.Step(TrainingSamples.Inputs(4), TrainingSamples.Labels(4));
        for (int i = 0; i < before.Length; i++) Assert.Equal(before[i] + 1 + 2 + 3, network.Parameters[i], 1e-5f);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.1f)]
    [InlineData(float.PositiveInfinity)]
    public void Constructor_BadLearningRate_Throws(float rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW { WeightDecay = rate });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lion { WeightDecay = rate });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Nadam { MomentumDecay = rate });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad { LearningRateDecay = rate });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad { InitialAccumulator = rate });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop { SmallestStep = rate });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop { LargestStep = rate });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop { Increase = rate });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.1f)]
    [InlineData(1f)]
    public void Settings_BadDecay_Throws(float decay)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { Momentum = decay });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Beta1 = decay });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Beta2 = decay });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lion { Beta1 = decay });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lion { Beta2 = decay });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta { Rho = decay });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RMSprop { Alpha = decay });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RMSprop { Momentum = decay });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop { Decrease = decay });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(0)]
    [InlineData(2f)]
    public void Settings_BadEpsilon_Throw(float epsilon)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Epsilon = epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad { Epsilon = epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta { Epsilon = epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RMSprop { Epsilon = epsilon });
    }

    private static void AssertNeverDenormal(Optimizer optimizer)
    {
        const int Count = 37;
        var memory = new OptimizerMemory(optimizer, Count);
        float[] weights = Numbers(Count, seed: 1);
        float[] gradient = Numbers(Count, seed: 2);
        for (int step = 0; step < 20_000; step++)
        {
            memory.BeginStep(1e-3f);
            memory.Update(0, weights, gradient);
            if (step == 0) Array.Clear(gradient);
            if (step % 10 == 0) AssertNoDenormal(memory.Slots);
        }
    }

    private static void AssertNoDenormal(ReadOnlySpan<float> values)
    {
        foreach (float value in values) Assert.False(float.IsSubnormal(value));
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        var numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = (random.NextSingle() * 2) - 1;
        return numbers;
    }

    /// <summary>Adds the number of the step, which it also counts in a value and in a state slot of its own.</summary>
    private sealed class CountingRule() : Optimizer(1)
    {
        public override int StateCount => 1;

        public override int StepValueCount => 1;

        public override void BeginStep(long number, float learningRate, Span<double> values) => values[0]++;

        public override void Update(in OptimizerStep step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        {
            Assert.Equal(step.Number, step.Values[0]);
            Assert.Equal(1, step.LearningRate);
            for (int i = 0; i < weights.Length; i++)
            {
                state[0][i]++;
                weights[i] += state[0][i];
            }
        }
    }
}
