using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace NNGen.Tests.Emitted;

/// <summary><c>Forward</c> keeps a packed copy of the parameters: no way of changing them may leave it behind.</summary>
public sealed class ChangedParametersTests
{
    private static readonly float[] Input = Samples.Values(Controller.InputLength);

    private static readonly Dictionary<string, Action<Controller>> Changes = new()
    {
        ["indexer"] = network => network.Parameters[0] += 1,
        ["flat span"] = network => network.Parameters.AsSpan()[0] += 1,
        ["view's indexer"] = network =>
        {
            ParameterView kernel = network.Parameters["dense_1.kernel"];
            kernel[0, 0] += 1;
        },
        ["view's CopyFrom"] = network => network.Parameters["dense_2.kernel"].CopyFrom(Samples.Values(64)),
        ["CopyFrom"] = network => network.Parameters.CopyFrom(new Controller(seed: 2).Parameters),
        ["InterpolateTowards"] = network => network.Parameters.InterpolateTowards(new Controller(seed: 2).Parameters, 0.5f),
        ["Initialize"] = network => network.Parameters.Initialize(seed: 2),
        ["Step"] = network => Train(network, (trainer, targets) => trainer.Step(Input, targets)),
        ["Apply"] = network => Train(network, (trainer, _) => trainer.Apply(Samples.Values(Controller.ParameterCount))),
        ["Load"] = Load,
        ["kept span and MarkChanged"] = network =>
        {
            Span<float> kept = network.Parameters.AsSpan();
            Output(network);
            kept[0] += 1;
            network.Parameters.MarkChanged();
        },
    };

    public static TheoryData<string> Ways => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Forward_AfterAChange_UsesTheNewParameters(string way)
    {
        var network = new Controller(seed: 1);

        Output(network);
        Changes[way](network);
        Assert.True(UsesParameters(network));
        Assert.NotEqual(Output(new Controller(seed: 1)), Output(network));
    }

    [Fact]
    public void Forward_KeptSpanWithoutMarkChanged_IsCaught()
    {
        var network = new Controller(seed: 1);
        Span<float> kept = network.Parameters.AsSpan();
        Output(network);
        kept[0] += 1;
        Assert.False(UsesParameters(network));
    }

    /// <summary>Whether the output is that of a network that has never had other parameters.</summary>
    private static bool UsesParameters(Controller network) => Output(network.Clone()).AsSpan().SequenceEqual(Output(network));

    private static float[] Output(Controller network)
    {
        var output = new float[Controller.OutputLength];
        network.Forward(Input, output);
        return output;
    }

    private static void Train(Controller network, Action<Trainer<Controller>, float[]> change)
    {
        using var trainer = new Trainer<Controller>(network, new Sgd(0.1f), new TrainerOptions { BatchCapacity = 1 });
        change(trainer, Samples.Values(Controller.OutputLength));
        Assert.True(UsesParameters(network));

        // Once more with the same trainer: it may keep nothing that hides its second change.
        change(trainer, Samples.Values(Controller.OutputLength));
    }

    private static void Load(Controller network)
    {
        using var stream = new MemoryStream();
        new Controller(seed: 3).Save(stream);
        stream.Position = 0;
        network.Load(stream);
    }
}
