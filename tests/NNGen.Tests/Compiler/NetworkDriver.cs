using System;
using System.Linq;

namespace NNGen.Tests.Compiler;

/// <summary>One compiled network behind ordinary virtual calls: the tests know its class only at run time.</summary>
internal abstract class NetworkDriver
{
    protected delegate void WorkspaceForward(ReadOnlySpan<float> input, Span<float> output, Workspace workspace);

    public abstract NetworkDescription Description { get; }

    public abstract ParameterBuffer Parameters { get; }

    public abstract void Forward(ReadOnlySpan<float> input, Span<float> output);

    public abstract void Forward(ReadOnlySpan<float> input, Span<float> output, Workspace workspace);

    public abstract void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>A whole training step up to the gradients; for networks that can be trained.</summary>
    /// <param name="samples">What to train with.</param>
    /// <param name="stripsPerCall">How many strips of the parameter gradient one call computes.</param>
    public virtual TrainingResult Train(TrainingSamples samples, int stripsPerCall = int.MaxValue) => throw new NotSupportedException();

    /// <summary>The output of one sample alone.</summary>
    public float[] Forward(ReadOnlySpan<float> input)
    {
        var output = new float[Description.OutputLength];
        Forward(input, output);
        return output;
    }

    public float[] ForwardBatch(ReadOnlySpan<float> inputs)
    {
        var outputs = new float[inputs.Length / Description.InputLength * Description.OutputLength];
        ForwardBatch(inputs, outputs);
        return outputs;
    }
}

/// <summary>What every network can do.</summary>
/// <param name="network">The network.</param>
/// <param name="selectTarget">Chooses the kernels that the calling thread runs next.</param>
internal class NetworkDriver<TNetwork>(TNetwork network, Action selectTarget) : NetworkDriver
    where TNetwork : class, INeuralNetwork<TNetwork>
{
    private readonly WorkspaceForward forwardInWorkspace = typeof(TNetwork)
        .GetMethods()
        .Single(method => method.Name == "Forward" && method.GetParameters() is { Length: 3 } parameters && parameters[2].ParameterType == typeof(Workspace))
        .CreateDelegate<WorkspaceForward>(network);

    public override NetworkDescription Description => TNetwork.Description;

    public override ParameterBuffer Parameters => network.Parameters;

    public override void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        SelectTarget();
        network.Forward(input, output);
    }

    public override void Forward(ReadOnlySpan<float> input, Span<float> output, Workspace workspace)
    {
        SelectTarget();
        forwardInWorkspace(input, output, workspace);
    }

    public override void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        SelectTarget();
        network.ForwardBatch(inputs, outputs);
    }

    protected void SelectTarget() => selectTarget();
}
