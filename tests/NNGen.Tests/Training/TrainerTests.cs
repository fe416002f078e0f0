using System;
using Xunit;

namespace NNGen.Tests.Training;

public class TrainerTests
{
    private const float Tolerance = 2e-6f;

    public static TheoryData<string> Rules => ["sgd", "momentum", "nesterov", "adam"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Step_ManyBatches_FollowsTheReference(string rule)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        double[] p = ToDouble(network.Parameters.AsReadOnlySpan());
        var first = new double[p.Length];
        var second = new double[p.Length];
        using var trainer = new Trainer<HandWrittenNetwork>(network, Optimizer(rule), new TrainerOptions { BatchCapacity = 80 });
        for (int t = 1; t <= 20; t++)
        {
            int count = (7 * t % 80) + 1;
            float[] inputs = TrainingSamples.Inputs(count, seed: t);
            int[] labels = TrainingSamples.Labels(count, seed: t);
            var gradient = new double[p.Length];
            double expectedLoss = ReferenceTraining.MeanLoss(p, inputs, labels, gradient);
            switch (rule)
            {
                case "adam": ReferenceTraining.Adam(p, gradient, first, second, t, 0.01); break;
                case "momentum": ReferenceTraining.Sgd(p, gradient, first, 0.1, 0.9, nesterov: false); break;
                case "nesterov": ReferenceTraining.Sgd(p, gradient, first, 0.1, 0.9, nesterov: true); break;
                default: ReferenceTraining.Sgd(p, gradient, first, 0.1, 0, nesterov: false); break;
            }

            Assert.Equal(expectedLoss, trainer.Step(inputs, labels), 1e-5);
            AssertClose(p, network.Parameters.AsReadOnlySpan(), Tolerance * t);
        }

        Assert.Equal(20, trainer.Steps);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Step_AnyNumberOfThreads_SameBits(string rule)
    {
        float[] one = Train(rule, threads: 1);
        Assert.Equal(one, Train(rule, threads: 2));
        Assert.Equal(one, Train(rule, threads: 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_SpansTargetsAndDataset_SameBits(int threads)
    {
        const int Count = 45;
        float[] inputs = TrainingSamples.Inputs(Count);
        int[] labels = TrainingSamples.Labels(Count);
        float[] targets = TrainingSamples.OneHot(labels);
        Dataset data = Dataset.FromLabels(inputs, HandWrittenNetwork.Inputs, labels, HandWrittenNetwork.Outputs);
        Dataset targetData = Dataset.FromTargets(inputs, HandWrittenNetwork.Inputs, targets, HandWrittenNetwork.Outputs);
        int[] indices = TrainingSamples.Indices(Count);
        float[] expected = AfterStep(threads, trainer => trainer.Step(inputs, labels));
        Assert.Equal(expected, AfterStep(threads, trainer => trainer.Step(inputs, targets)));
        Assert.Equal(expected, AfterStep(threads, trainer => trainer.Step(data, indices)));
        Assert.Equal(expected, AfterStep(threads, trainer => trainer.Step(targetData, indices)));
    }

    [Fact]
    public void Step_GatheredSamples_EqualsCopiedOnes()
    {
        Dataset all = TrainingSamples.Random(100);
        Dataset data = all.Slice(20, 60);
        int[] indices = [59, 3, 3, 41, 0];
        var inputs = new float[indices.Length * HandWrittenNetwork.Inputs];
        var labels = new int[indices.Length];
        for (int s = 0; s < indices.Length; s++)
        {
            data.Input(indices[s]).CopyTo(inputs.AsSpan(s * HandWrittenNetwork.Inputs));
            labels[s] = all.Labels[20 + indices[s]];
        }

        Assert.Equal(AfterStep(1, trainer => trainer.Step(inputs, labels)), AfterStep(1, trainer => trainer.Step(data, indices)));
    }

    [Fact]
    public void Step_PartialBlock_PaddingCountsForNothing()
    {
        float[] inputs = TrainingSamples.Inputs(33);
        int[] labels = TrainingSamples.Labels(33);
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using var trainer = new Trainer<HandWrittenNetwork>(network, new Sgd(), new TrainerOptions { BatchCapacity = 33 });
        var gradient = new float[HandWrittenNetwork.ParameterCount];
        var expected = new double[HandWrittenNetwork.ParameterCount];
        double loss = ReferenceTraining.MeanLoss(ToDouble(network.Parameters.AsReadOnlySpan()), inputs, labels, expected);
        Assert.Equal(loss, trainer.Gradients(inputs, labels, gradient), 1e-6);
        AssertClose(expected, gradient, Tolerance);
    }

    [Fact]
    public void Step_LossNotFinite_ChangesNothing()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using var trainer = new Trainer<HandWrittenNetwork>(network, new Adam());
        float[] inputs = TrainingSamples.Inputs(4);
        inputs[3] = float.NaN;
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        Assert.True(float.IsNaN(trainer.Step(inputs, TrainingSamples.Labels(4))));
        Assert.Equal(before, network.Parameters.AsReadOnlySpan().ToArray());
        Assert.Equal(0, trainer.Steps);
    }

    [Fact]
    public void Step_LearningRateFactor_ScalesTheStep()
    {
        float[] half = AfterStep(1, trainer => trainer.Step(TrainingSamples.Inputs(9), TrainingSamples.Labels(9)), new Sgd(0.05f));
        float[] scaled = AfterStep(
            1,
            trainer =>
            {
                trainer.LearningRateFactor = 0.5f;
                trainer.Step(TrainingSamples.Inputs(9), TrainingSamples.Labels(9));
            },
            new Sgd(0.1f));
        Assert.Equal(half, scaled);
    }

    [Fact]
    public void Step_CountsTheVersionUp()
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using var trainer = new Trainer<HandWrittenNetwork>(network, new Sgd());
        long before = network.Parameters.Version;
        trainer.Step(TrainingSamples.Inputs(2), TrainingSamples.Labels(2));
        Assert.Equal(before + 1, network.Parameters.Version);
    }

    [Fact]
    public void Optimizer_SharedByTwoTrainers_StateStaysApart()
    {
        var shared = new Adam(0.01f);
        float[] alone = Train("adam", threads: 1, new Adam(0.01f));
        float[] firstShared = Train("adam", threads: 1, shared);
        Assert.Equal(alone, firstShared);
        Assert.Equal(alone, Train("adam", threads: 1, shared));
    }

    internal static double[] ToDouble(ReadOnlySpan<float> values)
    {
        var result = new double[values.Length];
        for (int i = 0; i < values.Length; i++) result[i] = values[i];
        return result;
    }

    internal static void AssertClose(double[] expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }

    private static Optimizer Optimizer(string rule) => rule switch
    {
        "adam" => new Adam(0.01f),
        "momentum" => new Sgd(0.1f) { Momentum = 0.9f },
        "nesterov" => new Sgd(0.1f) { Momentum = 0.9f, Nesterov = true },
        _ => new Sgd(0.1f),
    };

    private static float[] Train(string rule, int threads, Optimizer? optimizer = null)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        Dataset data = TrainingSamples.Random(200);
        using var trainer = new Trainer<HandWrittenNetwork>(
            network, optimizer ?? Optimizer(rule), new TrainerOptions { BatchCapacity = 100, Threads = threads });
        int[] indices = TrainingSamples.Indices(200);
        for (int i = 0; i < 10; i++)
        {
            trainer.Step(data, indices.AsSpan(i * 9, 20 + (8 * i)));
            int count = (9 * i) + 1;
            trainer.Step(TrainingSamples.Inputs(count, seed: i), TrainingSamples.Labels(count, seed: i));
        }

        return network.Parameters.AsReadOnlySpan().ToArray();
    }

    private static float[] AfterStep(int threads, Action<Trainer<HandWrittenNetwork>> step, Optimizer? optimizer = null)
    {
        HandWrittenNetwork network = HandWrittenNetwork.Create(seed: 1);
        using var trainer = new Trainer<HandWrittenNetwork>(
            network, optimizer ?? new Adam(0.01f), new TrainerOptions { BatchCapacity = 64, Threads = threads });
        step(trainer);
        return network.Parameters.AsReadOnlySpan().ToArray();
    }
}
