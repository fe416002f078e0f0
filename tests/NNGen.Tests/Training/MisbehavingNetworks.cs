using System;
using System.Threading;

namespace NNGen.Tests.Training;

/// <summary>What goes wrong in a forward pass.</summary>
internal interface IMisbehaviour
{
    static abstract void Misbehave();
}

/// <summary>Allocates, which the allocation tests have to notice.</summary>
internal sealed class Allocating : IMisbehaviour
{
    private static object? kept;

    public static void Misbehave() => Volatile.Write(ref kept, new byte[100]);
}

/// <summary>Throws.</summary>
internal sealed class Throwing : IMisbehaviour
{
    public static void Misbehave() => throw new InvalidOperationException("The network is broken.");
}

/// <summary>The hand-written network with a fault in its training forward pass.</summary>
internal sealed class Misbehaving<TMisbehaviour>(ParameterBuffer parameters) : ITrainableNetwork<Misbehaving<TMisbehaviour>>
    where TMisbehaviour : IMisbehaviour
{
    public static NetworkDescription Description { get; } = HandWrittenNetwork.Describe("Misbehaving");

    public static TrainingPlan TrainingPlan => HandWrittenNetwork.TrainingPlan;

    public ParameterBuffer Parameters { get; } = parameters;

    public static Misbehaving<TMisbehaviour> Create(ParameterBuffer parameters) => new(parameters);

    public static Misbehaving<TMisbehaviour> Create(int seed) => new(HandWrittenNetwork.RandomParameters(Description, seed));

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => ForwardBatch(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => BatchForward.Run(this, inputs, outputs);

    public static void ForwardBlock(ReadOnlySpan<float> parameters, Span<float> block, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        TMisbehaviour.Misbehave();
        HandWrittenNetwork.ForwardBlock(parameters, block, inputs, outputs);
    }

    public static void TrainForward(ReadOnlySpan<float> parameters, Span<float> block, BlockInput input, int segment)
    {
        TMisbehaviour.Misbehave();
        HandWrittenNetwork.TrainForward(parameters, block, input, segment);
    }

    public static void LossGradient(Span<float> block) => HandWrittenNetwork.LossGradient(block);

    public static void OutputGradient(Span<float> block) => HandWrittenNetwork.OutputGradient(block);

    public static void Backward(ReadOnlySpan<float> parameters, Span<float> block, int segment) =>
        HandWrittenNetwork.Backward(parameters, block, segment);

    public static void InputGradient(ReadOnlySpan<float> parameters, Span<float> block, Span<float> gradient, int segment) =>
        HandWrittenNetwork.InputGradient(parameters, block, gradient, segment);

    public static void ParameterGradients(TrainingBatch batch, int firstStrip, int endStrip, Span<float> scratch, GradientSink sink) =>
        HandWrittenNetwork.ParameterGradients(batch, firstStrip, endStrip, scratch, sink);
}
