namespace NNGen;

/// <summary>Takes over finished pieces of the parameter gradient: stores them, adds them up, or applies an optimiser at once.</summary>
public abstract class GradientSink
{
    /// <summary>
    /// Receives the gradient of the parameters from <paramref name="offset"/> on. May be called by several threads, for disjoint ranges.
    /// </summary>
    /// <param name="offset">The first parameter in the flat span.</param>
    /// <param name="gradient">The gradient, one float for each parameter. It may be overwritten.</param>
    public abstract void Consume(int offset, Span<float> gradient);
}
