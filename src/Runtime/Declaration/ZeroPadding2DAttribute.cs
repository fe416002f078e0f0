namespace NNGen;

/// <summary>
/// Adds zeros around images: <c>y[r, c, k] = x[r − top, c − left, k]</c>, and 0 outside x. x of shape [H, W, C], y of shape [top + H +
/// bottom, left + W + right, C].
/// </summary>
/// <param name="margin">The number of rows and columns of zeros on every side that is not set on its own, at least 0. Default: 1.</param>
/// <remarks>Keras: <c>ZeroPadding2D</c>; PyTorch: <c>ZeroPad2d</c>; ONNX: <c>Pad</c>.</remarks>
public sealed class ZeroPadding2DAttribute(int margin = 1) : LayerAttribute
{
    /// <summary>The number of rows and columns of zeros on every side that is not set on its own.</summary>
    public int Margin { get; } = margin;

    /// <summary>The number of rows of zeros above, at least 0. Default: <c>margin</c>.</summary>
    public int Top { get; set; } = margin;

    /// <summary>The number of rows of zeros below, at least 0. Default: <c>margin</c>.</summary>
    public int Bottom { get; set; } = margin;

    /// <summary>The number of columns of zeros on the left, at least 0. Default: <c>margin</c>.</summary>
    public int Left { get; set; } = margin;

    /// <summary>The number of columns of zeros on the right, at least 0. Default: <c>margin</c>.</summary>
    public int Right { get; set; } = margin;
}
