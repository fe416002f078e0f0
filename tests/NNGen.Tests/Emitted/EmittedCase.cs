using System;
using Xunit;

namespace NNGen.Tests.Emitted;

/// <summary>The one-sample pass in the caller's scratch memory, which every generated class has and no interface names.</summary>
internal delegate void ForwardIn<in TNetwork>(TNetwork network, ReadOnlySpan<float> input, Span<float> output, Workspace workspace);

/// <summary>A generated network under test, whatever its class.</summary>
public abstract class EmittedCase
{
    /// <summary>One case for each kind of network.</summary>
    public static TheoryData<EmittedCase> All { get; } =
    [
        new EmittedCase<ImageClassifier>((network, input, output, workspace) => network.Forward(input, output, workspace)),
        new EmittedCase<Controller>((network, input, output, workspace) => network.Forward(input, output, workspace)),
        new EmittedCase<Deep>((network, input, output, workspace) => network.Forward(input, output, workspace)),
        new EmittedCase<Uneven>((network, input, output, workspace) => network.Forward(input, output, workspace)),
        new EmittedCase<LeNet5>((network, input, output, workspace) => network.Forward(input, output, workspace)),
        new EmittedCase<Grouped>((network, input, output, workspace) => network.Forward(input, output, workspace)),
        new EmittedCase<Residual>((network, input, output, workspace) => network.Forward(input, output, workspace)),
    ];

    /// <summary>The samples that <see cref="ForwardBatch"/> passes in one block.</summary>
    public abstract int BlockSize { get; }

    /// <summary>Makes a pass over one sample, without and with a workspace.</summary>
    public abstract Action Forward(bool withWorkspace);

    /// <summary>Makes a pass over a batch.</summary>
    public abstract Action ForwardBatch(int count);

    /// <summary>Makes a training step; to be disposed.</summary>
    public abstract IDisposable Step(int count, out Action step);

    /// <summary>Makes a function that computes the outputs of its own samples one by one. All of them share one fresh network.</summary>
    public abstract Func<float[]> ForwardOneByOne(int count);
}

/// <summary>The same for one class.</summary>
internal sealed class EmittedCase<TNetwork>(ForwardIn<TNetwork> forwardIn) : EmittedCase
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private static readonly int InputLength = TNetwork.Description.InputLength;
    private static readonly int OutputLength = TNetwork.Description.OutputLength;

    public override int BlockSize => TNetwork.Description.BlockSize;

    public override Action Forward(bool withWorkspace)
    {
        TNetwork network = Create();
        float[] input = Samples.Values(InputLength);
        var output = new float[OutputLength];
        if (!withWorkspace) return () => network.Forward(input, output);
        var workspace = new Workspace();
        return () => forwardIn(network, input, output, workspace);
    }

    public override Action ForwardBatch(int count)
    {
        TNetwork network = Create();
        float[] inputs = Samples.Values(count * InputLength);
        var outputs = new float[count * OutputLength];
        return () => network.ForwardBatch(inputs, outputs);
    }

    public override IDisposable Step(int count, out Action step)
    {
        var trainer = new Trainer<TNetwork>(Create(), new Adam(), new TrainerOptions { BatchCapacity = count });
        float[] inputs = Samples.Values(count * InputLength);
        float[] targets = Samples.Values(count * OutputLength);
        step = () => trainer.Step(inputs, targets);
        return trainer;
    }

    public override Func<float[]> ForwardOneByOne(int count)
    {
        TNetwork network = Create();
        float[] inputs = Samples.Values(count * InputLength);
        return () =>
        {
            var outputs = new float[count * OutputLength];
            for (int s = 0; s < count; s++)
            {
                network.Forward(inputs.AsSpan(s * InputLength, InputLength), outputs.AsSpan(s * OutputLength, OutputLength));
            }

            return outputs;
        };
    }

    public override string ToString() => typeof(TNetwork).Name;

    private static TNetwork Create()
    {
        var parameters = new ParameterBuffer(TNetwork.Description);
        parameters.Initialize(seed: 1);
        return TNetwork.Create(parameters);
    }
}
