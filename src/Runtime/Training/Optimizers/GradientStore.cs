namespace NNGen;

/// <summary>Keeps the whole gradient, laid out like the parameters.</summary>
internal sealed class GradientStore(int parameterCount) : GradientSink
{
    private readonly AlignedMemory memory = new(parameterCount);

    public ReadOnlySpan<float> Gradient => memory.Span;

    public override void Consume(int offset, Span<float> gradient) => gradient.CopyTo(memory.Span[offset..]);
}
