namespace NNGen;

/// <summary>Base of all layers that combine the elements of a window over rows and columns.</summary>
/// <param name="window">The window's height, and its width unless <c>WindowWidth</c> is set.</param>
public abstract class Pooling2DAttribute(int window) : PoolingAttribute(window)
{
    /// <summary>The window's width, if it is not square. Default: its height.</summary>
    public int WindowWidth { get; set; } = window;

    /// <summary>The step from column to column, if it differs. Default: that from row to row.</summary>
    public int StrideWidth { get; set; }
}
