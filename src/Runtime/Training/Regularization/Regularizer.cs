namespace NNGen;

/// <summary>Applies a <see cref="Regularization"/> to the parameters of one network, range by range.</summary>
internal sealed class Regularizer
{
    private readonly Regularization settings;
    private readonly ParameterRanges penalised;
    private readonly MaxNormConstraint? maxNorm;

    /// <summary>Finds the parameters that are meant.</summary>
    /// <param name="settings">What is asked for.</param>
    /// <param name="network">The network.</param>
    /// <param name="frozen">The parameters that are not trained.</param>
    public Regularizer(Regularization settings, NetworkDescription network, FrozenParameters frozen)
    {
        this.settings = settings;
        penalised = ParameterRanges.Of(network, tensor => frozen.Trains(tensor) && (!settings.KernelsOnly || IsKernel(tensor)));
        if (settings.MaxNorm is not { } norm) return;
        maxNorm = new MaxNormConstraint(norm, network, tensor => frozen.Trains(tensor) && IsKernel(tensor));
    }

    private bool HasPenalty => settings.L1 > 0 || settings.L2 > 0;

    /// <summary>Whether a tensor counts as a kernel.</summary>
    public static bool IsKernel(TensorDescription tensor) => tensor.Name.EndsWith("kernel", StringComparison.Ordinal);

    /// <summary>What the loss grows by.</summary>
    public double Penalty(ReadOnlySpan<float> parameters)
    {
        if (!HasPenalty) return 0;
        double absolutes = 0;
        double squares = 0;
        for (int start = 0; penalised.TryFind(ref start, parameters.Length, out int length); start += length)
        {
            ReadOnlySpan<float> range = parameters.Slice(start, length);
            if (settings.L1 > 0) absolutes += WideSums.Absolutes(range);
            if (settings.L2 > 0) squares += WideSums.Dot(range, range);
        }

        return (settings.L1 * absolutes) + (settings.L2 * squares);
    }

    /// <summary>Adds the gradient of the penalty.</summary>
    /// <param name="offset">The first parameter of the range.</param>
    /// <param name="weights">The parameters of the range.</param>
    /// <param name="gradient">Their gradient.</param>
    public void AddGradient(int offset, ReadOnlySpan<float> weights, Span<float> gradient)
    {
        if (!HasPenalty) return;
        int end = offset + gradient.Length;
        for (int start = offset; penalised.TryFind(ref start, end, out int length); start += length)
        {
            ElementwisePass.AddPenalty(
                gradient.Slice(start - offset, length), weights.Slice(start - offset, length), settings.L1, settings.L2);
        }
    }

    /// <summary>The decoupled decay of a range, before it is updated.</summary>
    /// <param name="offset">The first parameter of the range.</param>
    /// <param name="weights">The parameters of the range.</param>
    /// <param name="learningRate">The learning rate of the step.</param>
    public void Decay(int offset, Span<float> weights, float learningRate)
    {
        if (settings.DecoupledDecay == 0) return;
        float factor = (float)(1 - ((double)learningRate * settings.DecoupledDecay));
        int end = offset + weights.Length;
        for (int start = offset; penalised.TryFind(ref start, end, out int length); start += length)
        {
            ElementwisePass.Scale(weights.Slice(start - offset, length), factor);
        }
    }

    /// <summary>Brings kernels back within their bounds, after an update.</summary>
    public void Constrain(Span<float> parameters) => maxNorm?.Apply(parameters);
}
