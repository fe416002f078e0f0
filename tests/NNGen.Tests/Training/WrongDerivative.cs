using System;

namespace NNGen.Tests.Training;

/// <summary>The hand-written network with a backward pass that forgets the derivative of tanh: what a gradient check has to find.</summary>
internal sealed class WrongDerivative(ParameterBuffer parameters) : ITrainableNetwork<WrongDerivative>
{
    public static NetworkDescription Description { get; } = HandWrittenNetwork.Describe(nameof(WrongDerivative));

    public static TrainingPlan TrainingPlan => HandWrittenNetwork.TrainingPlan;

    public ParameterBuffer Parameters { get; } = parameters;

    public static WrongDerivative Create(ParameterBuffer parameters) => new(parameters);

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => ForwardBatch(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => BatchForward.Run(this, inputs, outputs);

    public static void ForwardBlock(ReadOnlySpan<float> parameters, Span<float> block, ReadOnlySpan<float> inputs, Span<float> outputs) =>
        HandWrittenNetwork.ForwardBlock(parameters, block, inputs, outputs);

    public static void TrainForward(ReadOnlySpan<float> parameters, Span<float> block, BlockInput input, int segment) =>
        HandWrittenNetwork.TrainForward(parameters, block, input, segment);

    public static void LossGradient(Span<float> block) => HandWrittenNetwork.LossGradient(block);

    public static void OutputGradient(Span<float> block) => HandWrittenNetwork.OutputGradient(block);

    public static void Backward(ReadOnlySpan<float> parameters, Span<float> block, int segment)
    {
        Span<float> withoutOutputs = block.ToArray();
        withoutOutputs[..(HandWrittenNetwork.Hidden * Description.BlockSize)].Clear();
        HandWrittenNetwork.Backward(parameters, withoutOutputs, segment);
        withoutOutputs[TrainingPlan.OutputOffset..].CopyTo(block[TrainingPlan.OutputOffset..]);
    }

    public static void InputGradient(ReadOnlySpan<float> parameters, Span<float> block, Span<float> gradient, int segment) =>
        HandWrittenNetwork.InputGradient(parameters, block, gradient, segment);

    public static void ParameterGradients(TrainingBatch batch, int firstStrip, int endStrip, Span<float> scratch, GradientSink sink) =>
        HandWrittenNetwork.ParameterGradients(batch, firstStrip, endStrip, scratch, sink);
}
