using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NNGen;

/// <summary>
/// What a step does with the gradient of the loss: adds that of the penalties, clips it, and hands it to the optimiser. Piece by piece as
/// it comes, so that the gradient is never stored, or all at once where the whole of it has to be known first; the result is the same.
/// Frozen parameters and their state are neither read nor written.
/// </summary>
internal sealed class ParameterUpdate : GradientSink
{
    private readonly ParameterBuffer parameters;
    private readonly OptimizerMemory memory;
    private readonly FrozenParameters frozen;
    private readonly Regularizer? regularizer;
    private readonly float? clipValue;
    private readonly float? clipNorm;

    /// <summary>Finds out what is asked for.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="memory">The optimiser with its state.</param>
    /// <param name="options">Frozen layers, regularisation and clipping.</param>
    /// <param name="stripCount">The number of strips of the network.</param>
    /// <exception cref="ArgumentException">A frozen layer is none of the network's, or no parameter is left to train.</exception>
    public ParameterUpdate(ParameterBuffer parameters, OptimizerMemory memory, TrainerOptions options, int stripCount)
    {
        this.parameters = parameters;
        this.memory = memory;
        clipValue = options.ClipValue;
        clipNorm = options.ClipGlobalNorm;
        frozen = FrozenParameters.Of(parameters.Description, options.Frozen, nameof(options));
        if (options.Regularization is { } settings) regularizer = new Regularizer(settings, parameters.Description, frozen);
        if (!frozen.IsEmpty) Strips = new TrainedStrips(frozen, stripCount);
    }

    /// <summary>The strips that a step has to run; null where all of them.</summary>
    public TrainedStrips? Strips { get; }

    /// <summary>The names of the layers that are not trained.</summary>
    public IReadOnlySet<string> FrozenLayers => frozen.Layers;

    /// <summary>Whether the gradient has to be complete before any of it is used.</summary>
    public bool NeedsWholeGradient => clipNorm is not null;

    /// <summary>Whether a gradient goes to the optimiser as it is.</summary>
    public bool KeepsGradient => regularizer is null && clipValue is null && clipNorm is null;

    /// <summary>What the penalties add to the loss.</summary>
    public double Penalty => regularizer?.Penalty(parameters.AsReadOnlySpan()) ?? 0;

    public override void Consume(int offset, Span<float> gradient)
    {
        Shape(offset, gradient);
        Move(offset, gradient);
    }

    /// <summary>Updates all parameters.</summary>
    /// <param name="gradient">The whole gradient. It is overwritten, unless <see cref="KeepsGradient"/>.</param>
    public void ConsumeWhole(Span<float> gradient)
    {
        Shape(0, gradient);
        if (clipNorm is { } limit) ClipNorm(gradient, limit);
        Move(0, gradient);
    }

    /// <summary>Adds what penalties add and copies the trained parameters' gradient; that of the others becomes 0.</summary>
    /// <param name="gradient">The whole gradient. It is overwritten.</param>
    /// <param name="target">Receives the copy.</param>
    public void CopyShaped(Span<float> gradient, Span<float> target)
    {
        Shape(0, gradient);
        target.Clear();
        for (int start = 0; frozen.TryFindTrained(ref start, gradient.Length, out int length); start += length)
        {
            gradient.Slice(start, length).CopyTo(target[start..]);
        }
    }

    /// <summary>Updates the parameters from <paramref name="offset"/> on by a gradient that is ready for the optimiser.</summary>
    public void Move(int offset, ReadOnlySpan<float> gradient)
    {
        if (frozen.IsEmpty)
        {
            Update(offset, gradient);
            return;
        }

        int end = offset + gradient.Length;
        for (int start = offset; frozen.TryFindTrained(ref start, end, out int length); start += length)
        {
            Update(start, gradient.Slice(start - offset, length));
        }
    }

    /// <summary>To be called once after the last update of a step, by one thread.</summary>
    public void EndStep()
    {
        regularizer?.Constrain(Weights(0, parameters.Length));
        parameters.MarkChanged();
    }

    /// <summary>All that can be done piece by piece.</summary>
    private void Shape(int offset, Span<float> gradient)
    {
        regularizer?.AddGradient(offset, Weights(offset, gradient.Length), gradient);
        if (clipValue is { } limit) ElementwisePass.Clip(gradient, limit);
    }

    private void ClipNorm(Span<float> gradient, float limit)
    {
        double squares = 0;
        for (int start = 0; frozen.TryFindTrained(ref start, gradient.Length, out int length); start += length)
        {
            squares += WideSums.Dot(gradient.Slice(start, length), gradient.Slice(start, length));
        }

        double norm = Math.Sqrt(squares);
        if (norm > limit) ElementwisePass.Scale(gradient, (float)(limit / norm));
    }

    private void Update(int offset, ReadOnlySpan<float> gradient)
    {
        Span<float> weights = Weights(offset, gradient.Length);
        regularizer?.Decay(offset, weights, memory.LearningRate);
        memory.Update(offset, weights, gradient);
    }

    /// <summary>
    /// The weights for writing, without counting the version up: an interlocked increment for every strip would cost more than small
    /// strips do. The step counts once at its end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<float> Weights(int offset, int length)
    {
        ReadOnlySpan<float> range = parameters.AsReadOnlySpan().Slice(offset, length);
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(range), range.Length);
    }
}
