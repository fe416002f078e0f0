namespace NNGen;

/// <content>
/// The plain path: gradients as numbers, for clipping, accumulation, checks and learning rules of the caller's own. Layers that
/// are frozen at run time have gradients too; of those that are declared with <c>Trainable = false</c> there is none, and 0 stands for it.
/// </content>
public sealed partial class Trainer<TNetwork>
{
    private GradientStore? store;

    private GradientStore Store => store ??= new GradientStore(NetworkSizes<TNetwork>.ParameterCount);

    /// <summary>Computes the gradient of the mean loss with labels. Changes no parameter.</summary>
    /// <param name="inputs">Row-major [count, InputLength], 1 to <see cref="BatchCapacity"/> samples.</param>
    /// <param name="labels">The class of each sample, in [0, OutputLength); of a network with one output, 0 or 1.</param>
    /// <param name="parameterGradient">Receives ∂loss/∂parameter, ParameterCount floats in the order of the flat span.</param>
    /// <param name="inputGradient">Receives ∂loss/∂input, [count, InputLength]; may be left out.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or there are no samples or more than the capacity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class of the network.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public float Gradients(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> parameterGradient, Span<float> inputGradient = default)
    {
        SetBatch(inputs, labels);
        return Run(new BatchValues(inputs, default), false, parameterGradient, inputGradient);
    }

    /// <summary>Computes the gradient of the mean loss with rows of targets. Changes no parameter.</summary>
    /// <param name="inputs">Row-major [count, InputLength], 1 to <see cref="BatchCapacity"/> samples.</param>
    /// <param name="targets">Row-major [count, OutputLength].</param>
    /// <param name="parameterGradient">Receives ∂loss/∂parameter, ParameterCount floats in the order of the flat span.</param>
    /// <param name="inputGradient">Receives ∂loss/∂input, [count, InputLength]; may be left out.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or there are no samples or more than the capacity.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public float Gradients(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> parameterGradient, Span<float> inputGradient = default)
    {
        SetBatch(inputs, targets, nameof(targets));
        return Run(new BatchValues(inputs, targets), false, parameterGradient, inputGradient);
    }

    /// <summary>Computes the gradient of the mean loss of samples of a data set. Changes no parameter.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="indices">The samples, 1 to <see cref="BatchCapacity"/>; one may occur several times.</param>
    /// <param name="parameterGradient">Receives ∂loss/∂parameter, ParameterCount floats in the order of the flat span.</param>
    /// <param name="inputGradient">Receives ∂loss/∂input, [count, InputLength]; may be left out.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">The data set does not fit the network, or a length is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not a sample of the data set.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public float Gradients(
        Dataset data, ReadOnlySpan<int> indices, Span<float> parameterGradient, Span<float> inputGradient = default)
    {
        SetBatch(data, indices);
        return Run(new BatchValues(data), false, parameterGradient, inputGradient);
    }

    /// <summary>
    /// Carries a gradient of the caller's own back through the network: for losses that the network does not know, such as those of
    /// reinforcement learning or of a network that this one feeds. Changes no parameter.
    /// </summary>
    /// <param name="inputs">Row-major [count, InputLength], 1 to <see cref="BatchCapacity"/> samples.</param>
    /// <param name="outputGradients">∂loss/∂output, row-major [count, OutputLength].</param>
    /// <param name="parameterGradient">Receives ∂loss/∂parameter, summed over the samples and not averaged, ParameterCount floats.</param>
    /// <param name="inputGradient">Receives ∂loss/∂input, [count, InputLength]; may be left out.</param>
    /// <exception cref="ArgumentException">A length is wrong, or there are no samples or more than the capacity.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public void Backward(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> outputGradients,
        Span<float> parameterGradient,
        Span<float> inputGradient = default)
    {
        SetBatch(inputs, outputGradients, nameof(outputGradients));
        step.Samples.TotalCount = 1;
        Run(new BatchValues(inputs, outputGradients), true, parameterGradient, inputGradient);
    }

    private void SetBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        int count = checks.Count(inputs);
        checks.Labels(labels, count);
        step.Samples.SetConsecutive(count, labels);
    }

    private void SetBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, string name)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        int count = checks.Count(inputs);
        checks.Targets(targets, count, name);
        step.Samples.SetConsecutive(count);
    }

    private void SetBatch(Dataset data, ReadOnlySpan<int> indices)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        checks.Data(data);
        checks.Indices(data, indices);
        step.Samples.SetGathered(data, indices);
    }

    private float Run(BatchValues values, bool seedsOutputGradient, Span<float> parameterGradient, Span<float> inputGradient)
    {
        checks.ParameterGradient(parameterGradient.Length, nameof(parameterGradient));
        checks.InputGradient(inputGradient.Length, step.Samples.Count);
        Store.Adds = false;
        step.Samples.FirstPlace = 0;
        step.Number = memory.Steps;
        try
        {
            step.RunBlocks(values, new StepGoal(seedsOutputGradient, WantsInputGradient: !inputGradient.IsEmpty));
            step.RunStrips(values, Store);
        }
        finally
        {
            step.Release();
        }

        Store.Gradient.CopyTo(parameterGradient);
        if (!inputGradient.IsEmpty) step.InputGradients.CopyTo(inputGradient);
        return seedsOutputGradient ? 0 : (float)(step.LossSum / step.Samples.Count);
    }
}
