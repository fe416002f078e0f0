using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NNGen.Tests.Training;

/// <summary>Layers that are frozen keep their bits; the others are trained as if nothing were.</summary>
public sealed class FrozenLayersTests
{
    private const int Count = 75;
    private const int FloatsPerCacheLine = 16;

    public static TheoryData<string, int> LayersAndThreads => new()
    {
        { "body", 1 }, { "body", 2 }, { "neck", 1 }, { "neck", 2 }, { "head", 1 }, { "head", 2 }, { "body head", 1 }, { "body head", 2 },
    };

    [Theory]
    [MemberData(nameof(LayersAndThreads))]
    public void Step_FrozenLayersOfDense_TrainsTheOthersAlone(string layers, int threads) =>
        CheckSteps(new FrozenDense(seed: 1), layers.Split(' '), threads);

    [Theory]
    [MemberData(nameof(LayersAndThreads))]
    public void Step_FrozenLayersOfImages_TrainsTheOthersAlone(string layers, int threads) =>
        CheckSteps(new FrozenImages(seed: 1), layers.Split(' '), threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_FrozenBody_KeepsItsBitsAndLearns(int threads)
    {
        var network = new FrozenDense(seed: 1);
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        TrainingHistory history = network.Fit(
            Data<FrozenDense>(), new FitOptions { Epochs = 20, Optimizer = new Adam(0.01f), Threads = threads, Frozen = ["body"] });
        bool[] isFrozen = Frozen<FrozenDense>("body");
        AssertKept(before, network.Parameters.AsReadOnlySpan(), isFrozen);
        Assert.True(history.Epochs[^1].Loss < 0.5 * history.Epochs[0].Loss, $"{history.Epochs[0].Loss} to {history.Epochs[^1].Loss}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_LayerDeclaredFrozen_IsThatOfOneFrozenAtRunTime(int threads)
    {
        var declared = new DeclaredFrozen(seed: 1);
        var atRunTime = new FrozenDense(seed: 1);
        TrainingHistory found = declared.Fit(Data<DeclaredFrozen>(), new FitOptions { Epochs = 3, Threads = threads });
        TrainingHistory expected = atRunTime.Fit(Data<FrozenDense>(), new FitOptions { Epochs = 3, Threads = threads, Frozen = ["neck"] });
        Assert.Equal(expected.Epochs.Select(epoch => epoch.Loss), found.Epochs.Select(epoch => epoch.Loss));
        Assert.Equal(Bits(atRunTime.Parameters.AsReadOnlySpan()), Bits(declared.Parameters.AsReadOnlySpan()));
        float[] start = new FrozenDense(seed: 1).Parameters.AsReadOnlySpan().ToArray();
        AssertKept(start, declared.Parameters.AsReadOnlySpan(), Frozen<DeclaredFrozen>("neck"));
    }

    [Fact]
    public void Trainer_LayerDeclaredFrozen_HasNoGradientAndIgnoresOne()
    {
        var network = new DeclaredFrozen(seed: 1);
        bool[] isFrozen = Frozen<DeclaredFrozen>("neck");
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        using var trainer = new Trainer<DeclaredFrozen>(network, new Sgd(1), new TrainerOptions { BatchCapacity = Count });
        var gradient = new float[before.Length];
        trainer.Gradients(Data<DeclaredFrozen>(), TrainingSamples.Indices(Count), gradient);
        Assert.All(Enumerable.Range(0, before.Length).Where(i => isFrozen[i]), i => Assert.Equal(0, gradient[i]));
        trainer.Apply(Enumerable.Repeat(1f, before.Length).ToArray());
        float[] expected = before.Select((value, i) => isFrozen[i] ? value : value - 1).ToArray();
        Assert.Equal(expected, network.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Fit_WhatIsNotDeclaredFrozenIsFrozen_IsRefused()
    {
        var options = new FitOptions { Frozen = ["body", "head"] };
        var thrown = Assert.Throws<ArgumentException>(() => new DeclaredFrozen(seed: 1).Fit(Data<DeclaredFrozen>(), options));
        Assert.Contains("nothing to train", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Dense, Tanh, frozen", DeclaredFrozen.Description.Summary(), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_FrozenLayer_IgnoresItsGradient()
    {
        var network = new FrozenDense(seed: 1);
        using var trainer = new Trainer<FrozenDense>(network, new Sgd(1), new TrainerOptions { Frozen = ["neck"] });
        float[] before = network.Parameters.AsReadOnlySpan().ToArray();
        long version = network.Parameters.Version;
        trainer.Apply(Enumerable.Repeat(1f, before.Length).ToArray());
        bool[] isFrozen = Frozen<FrozenDense>("neck");
        float[] expected = before.Select((value, i) => isFrozen[i] ? value : value - 1).ToArray();
        Assert.Equal(expected, network.Parameters.AsReadOnlySpan().ToArray());
        Assert.NotEqual(version, network.Parameters.Version);
    }

    [Fact]
    public void Gradients_FrozenLayer_AreThoseOfTheWholeNetwork()
    {
        var network = new FrozenDense(seed: 1);
        using var free = new Trainer<FrozenDense>(network, new Adam(), new TrainerOptions { BatchCapacity = Count });
        using var frozen = new Trainer<FrozenDense>(network, new Adam(), new TrainerOptions { BatchCapacity = Count, Frozen = ["body"] });
        int[] all = TrainingSamples.Indices(Count);
        var expected = new float[network.Parameters.Length];
        var found = new float[expected.Length];
        free.Gradients(Data<FrozenDense>(), all, expected);
        frozen.Gradients(Data<FrozenDense>(), all, found);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Strips_AllFrozen_AreRunOnlyOnce()
    {
        FrozenParameters frozen = FrozenParameters.Of(HandWrittenNetwork.Description, ["dense_1"], "layers");
        int count = HandWrittenNetwork.TrainingPlan.StripCount;
        var strips = new TrainedStrips(frozen, count);
        Assert.Equal(count, Run().Offsets.Count);
        List<int> trained = Run().Offsets;
        Assert.Equal(HandWrittenNetwork.Hidden + 1, trained.Count);
        Assert.All(trained, offset => Assert.True(offset >= HandWrittenNetwork.Kernel2));

        RecordingSink Run()
        {
            var sink = new RecordingSink();
            TrainingPlan plan = HandWrittenNetwork.TrainingPlan;
            var input = new BlockInput(new float[HandWrittenNetwork.Inputs], new nint[32]);
            var batch = new TrainingBatch(new float[plan.BlockLength], input, 1);
            strips.Run<HandWrittenNetwork>(batch, 0, count, new float[plan.ScratchLength], sink);
            return sink;
        }
    }

    [Fact]
    public void Trainer_UnknownLayer_NamesThoseThatThereAre()
    {
        var options = new TrainerOptions { Frozen = ["body", "bodies", "tail"] };
        var thrown = Assert.Throws<ArgumentException>(() => new Trainer<FrozenImages>(new FrozenImages(seed: 1), new Adam(), options));
        Assert.StartsWith(
            "FrozenImages has no layer 'bodies' and no layer 'tail'. It has: body, neck, flat, head.",
            thrown.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_EverythingFrozen_IsRefusedUnchanged()
    {
        var network = new FrozenImages(seed: 1);
        long version = network.Parameters.Version;
        var options = new FitOptions { Frozen = ["body", "neck", "head"] };
        var thrown = Assert.Throws<ArgumentException>(() => network.Fit(Data<FrozenImages>(), options));
        Assert.Contains("nothing to train", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Fit(Data<FrozenImages>(), new FitOptions { Frozen = ["Body"] }));
        Assert.Equal(version, network.Parameters.Version);
    }

    [Fact]
    public void Fit_FrozenLayerWithoutParameters_ChangesNothing()
    {
        var free = new FrozenImages(seed: 1);
        var frozen = new FrozenImages(seed: 1);
        free.Fit(Data<FrozenImages>());
        frozen.Fit(Data<FrozenImages>(), new FitOptions { Frozen = ["flat"] });
        Assert.Equal(free.Parameters.AsReadOnlySpan().ToArray(), frozen.Parameters.AsReadOnlySpan().ToArray());
    }

    [Fact]
    public void Options_NoList_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => new FitOptions { Frozen = null! });
        Assert.Throws<ArgumentNullException>(() => new TrainerOptions { Frozen = null! });
    }

    [Fact]
    public void Step_FrozenLayer_AllocatesNothingAfterTheFirst()
    {
        using var trainer = new Trainer<FrozenDense>(
            new FrozenDense(seed: 1), new Adam(), new TrainerOptions { BatchCapacity = Count, Frozen = ["body"] });
        Dataset data = Data<FrozenDense>();
        int[] all = TrainingSamples.Indices(Count);
        Assert.Equal(0, Allocations.After(() => trainer.Step(data, all)));
    }

    /// <summary>
    /// Compares with a trainer that freezes nothing, whose frozen parameters are put back after every step: the trained ones must have the
    /// same bits.
    /// </summary>
    private static void CheckSteps<TNetwork>(TNetwork network, string[] layers, int threads)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork expected = network.Clone();
        float[] start = network.Parameters.AsReadOnlySpan().ToArray();
        bool[] isFrozen = Frozen<TNetwork>(layers);
        using var trainer = new Trainer<TNetwork>(
            network, new Adam(0.01f), new TrainerOptions { BatchCapacity = Count, Threads = threads, Frozen = layers });
        using var reference = new Trainer<TNetwork>(expected, new Adam(0.01f), new TrainerOptions { BatchCapacity = Count });
        Dataset data = Data<TNetwork>();
        int[] all = TrainingSamples.Indices(Count);
        for (int step = 0; step < 4; step++)
        {
            Assert.Equal(reference.Step(data, all), trainer.Step(data, all));
            Span<float> parameters = expected.Parameters.AsSpan();
            for (int i = 0; i < start.Length; i++) parameters[i] = isFrozen[i] ? start[i] : parameters[i];
            Assert.Equal(Bits(expected.Parameters.AsReadOnlySpan()), Bits(network.Parameters.AsReadOnlySpan()));
        }

        AssertKept(start, network.Parameters.AsReadOnlySpan(), isFrozen);
        int slotLength = (start.Length + FloatsPerCacheLine - 1) / FloatsPerCacheLine * FloatsPerCacheLine;
        for (int i = 0; i < start.Length; i++)
        {
            float first = trainer.OptimizerSlots[i], second = trainer.OptimizerSlots[slotLength + i];
            Assert.Equal(isFrozen[i] ? 0 : reference.OptimizerSlots[i], first);
            Assert.Equal(isFrozen[i] ? 0 : reference.OptimizerSlots[slotLength + i], second);
        }
    }

    private static bool[] Frozen<TNetwork>(params string[] layers)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var isFrozen = new bool[TNetwork.Description.ParameterCount];
        foreach (TensorDescription tensor in TNetwork.Description.Tensors)
        {
            if (layers.Contains(tensor.Name.Split('.')[0])) isFrozen.AsSpan(tensor.Offset, tensor.Length).Fill(true);
        }

        Assert.Contains(true, isFrozen);
        Assert.Contains(false, isFrozen);
        return isFrozen;
    }

    /// <summary>Frozen parameters have their bits, and of the others some have changed.</summary>
    private static void AssertKept(float[] before, ReadOnlySpan<float> after, bool[] isFrozen)
    {
        uint[] old = Bits(before), now = Bits(after);
        Assert.All(Enumerable.Range(0, old.Length).Where(i => isFrozen[i]), i => Assert.Equal(old[i], now[i]));
        Assert.Contains(Enumerable.Range(0, old.Length), i => !isFrozen[i] && old[i] != now[i]);
    }

    private static uint[] Bits(ReadOnlySpan<float> values) => values.ToArray().Select(BitConverter.SingleToUInt32Bits).ToArray();

    private static Dataset Data<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var random = new Random(5);
        int length = TNetwork.Description.InputLength;
        float[] inputs = Enumerable.Range(0, Count * length).Select(_ => (2 * random.NextSingle()) - 1).ToArray();
        int[] labels = Enumerable.Range(0, Count).Select(_ => random.Next(TNetwork.Description.OutputLength)).ToArray();
        return Dataset.FromLabels(inputs, length, labels, TNetwork.Description.OutputLength);
    }

    private sealed class RecordingSink : GradientSink
    {
        public List<int> Offsets { get; } = [];

        public override void Consume(int offset, Span<float> gradient) => Offsets.Add(offset);
    }
}

/// <summary>Several strips in the body; the small tensors share one.</summary>
[NeuralNetwork, Input(50)]
[Dense(200, Activation.ReLU, Name = "body"), Dense(33, Activation.Tanh, Name = "neck"), Dense(5, Activation.Softmax, Name = "head")]
internal sealed partial class FrozenDense;

/// <summary>The same network with a layer that keeps its parameters.</summary>
[NeuralNetwork, Input(50), Dense(200, Activation.ReLU, Name = "body")]
[Dense(33, Activation.Tanh, Name = "neck", Trainable = false), Dense(5, Activation.Softmax, Name = "head")]
internal sealed partial class DeclaredFrozen;

/// <summary>Kernels of convolutions, and a layer without parameters.</summary>
[NeuralNetwork, Input(7, 7, 2)]
[Conv2D(4, 3, Activation.ReLU, Name = "body"), Conv2D(3, 3, Activation.ReLU, Name = "neck")]
[Flatten(Name = "flat"), Dense(5, Activation.Softmax, Name = "head")]
internal sealed partial class FrozenImages;
