namespace NNGen;

/// <summary>Base of all layers that combine the elements of a sliding window.</summary>
/// <param name="window">The window's height or length.</param>
public abstract class PoolingAttribute(int window) : WindowAttribute
{
    /// <summary>The window's height or length.</summary>
    public int Window { get; } = window;

    /// <summary>The step from one window to the next, at least 1. Default: the window's own size, so that windows touch.</summary>
    public int Stride { get; set; } = window;
}
