namespace NNGen;

/// <summary>
/// Cuts off the edges of images: <c>y[r, c, k] = x[r + top, c + left, k]</c>, x of shape [H, W, C], y of shape [H − top − bottom, W − left
/// − right, C].
/// </summary>
/// <param name="margin">The number of rows and columns cut off on every side that is not set on its own, at least 0. Default: 1.</param>
/// <remarks>Keras: <c>Cropping2D</c>; ONNX: <c>Slice</c>.</remarks>
public sealed class Cropping2DAttribute(int margin = 1) : LayerAttribute
{
    /// <summary>The number of rows and columns cut off on every side that is not set on its own.</summary>
    public int Margin { get; } = margin;

    /// <summary>The number of rows cut off above, at least 0. Default: <c>margin</c>.</summary>
    public int Top { get; set; } = margin;

    /// <summary>The number of rows cut off below, at least 0. Default: <c>margin</c>.</summary>
    public int Bottom { get; set; } = margin;

    /// <summary>The number of columns cut off on the left, at least 0. Default: <c>margin</c>.</summary>
    public int Left { get; set; } = margin;

    /// <summary>The number of columns cut off on the right, at least 0. Default: <c>margin</c>.</summary>
    public int Right { get; set; } = margin;
}
