using System.ComponentModel;

namespace NNGen;

/// <summary>
/// What a generated network offers to a training loop: the parts of a step. All work on one block of samples in the caller's memory, or on
/// a range of the parameters, and never allocate. <see cref="Trainer{TNetwork}"/> puts them together.
/// </summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface ITrainableNetwork<TSelf> : INeuralNetwork<TSelf>
    where TSelf : class, ITrainableNetwork<TSelf>
{
    /// <summary>Where a training block keeps its values, and how the parameter gradient is cut into strips.</summary>
    static abstract TrainingPlan TrainingPlan { get; }

    /// <summary>
    /// The forward pass that keeps what the backward pass needs; it leaves the output at <see cref="TrainingPlan.OutputOffset"/>.
    /// </summary>
    /// <param name="parameters">The flat parameters.</param>
    /// <param name="block">One training block.</param>
    /// <param name="input">The rows of one whole block.</param>
    /// <param name="segment">The part of the pass, from 0: the sums of <see cref="TrainingPlan.ForwardSums"/> come between them.</param>
    static abstract void TrainForward(ReadOnlySpan<float> parameters, Span<float> block, BlockInput input, int segment);

    /// <summary>
    /// Computes each sample's loss and seeds the backward pass with the gradient of the weighted sum of the losses. Reads targets and
    /// sample weights.
    /// </summary>
    /// <param name="block">One training block.</param>
    static abstract void LossGradient(Span<float> block);

    /// <summary>Seeds the backward pass with the caller's own ∂output, which stands where the targets would.</summary>
    /// <param name="block">One training block.</param>
    static abstract void OutputGradient(Span<float> block);

    /// <summary>Carries the seeded gradient back through the layers, except into the parameters and the network's input.</summary>
    /// <param name="parameters">The flat parameters, unchanged since the forward pass.</param>
    /// <param name="block">One training block.</param>
    /// <param name="segment">The part of the pass, from 0: the sums of <see cref="TrainingPlan.BackwardSums"/> come between them.</param>
    static abstract void Backward(ReadOnlySpan<float> parameters, Span<float> block, int segment);

    /// <summary>
    /// Carries the gradient on into the network's input. To be called after <see cref="Backward"/>, where somebody asks for it.
    /// </summary>
    /// <param name="parameters">The flat parameters, unchanged since the forward pass.</param>
    /// <param name="block">One training block.</param>
    /// <param name="gradient">Receives row-major [block, InputLength].</param>
    /// <param name="segment">
    /// The part of the pass, from 0: the sums of <see cref="TrainingPlan.InputGradientSums"/> come between them.
    /// </param>
    static abstract void InputGradient(ReadOnlySpan<float> parameters, Span<float> block, Span<float> gradient, int segment);

    /// <summary>
    /// Sums the parameter gradients of some strips over the whole batch, in the order of the samples, and hands each strip to the sink. The
    /// result does not depend on how strips are shared out.
    /// </summary>
    /// <param name="batch">The whole batch after <see cref="Backward"/>.</param>
    /// <param name="firstStrip">The first strip.</param>
    /// <param name="endStrip">The strip behind the last one.</param>
    /// <param name="scratch"><see cref="TrainingPlan.ScratchLength"/> floats, 64-byte-aligned, one piece for each caller.</param>
    /// <param name="sink">Receives the gradient of every parameter of these strips exactly once.</param>
    static abstract void ParameterGradients(TrainingBatch batch, int firstStrip, int endStrip, Span<float> scratch, GradientSink sink);
}
