namespace NNGen;

/// <summary>Keeps the whole gradient, laid out like the parameters.</summary>
internal sealed class GradientStore(int parameterCount) : GradientSink
{
    private readonly AlignedMemory memory = new(parameterCount);

    public Span<float> Gradient => memory.Span;

    /// <summary>Whether what comes is added to what is there, as that of another piece of the same batch.</summary>
    public bool Adds { get; set; }

    public override void Consume(int offset, Span<float> gradient)
    {
        Span<float> kept = memory.Span.Slice(offset, gradient.Length);
        if (Adds) ElementwisePass.AddScaled(kept, gradient, 1);
        else gradient.CopyTo(kept);
    }
}
