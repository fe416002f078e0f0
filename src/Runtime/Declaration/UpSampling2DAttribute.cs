namespace NNGen;

/// <summary>
/// Enlarges images by repeating every pixel: <c>y[f·r + i, f·c + j, k] = x[r, c, k]</c> for i and j below the factor f, x of shape [H, W,
/// C], y of shape [f·H, f·W, C].
/// </summary>
/// <param name="factor">How often every row and every column is repeated, at least 1. Default: 2.</param>
/// <remarks>Keras: <c>UpSampling2D</c>; PyTorch: <c>UpsamplingNearest2d</c>; ONNX: <c>Resize</c> (nearest).</remarks>
public sealed class UpSampling2DAttribute(int factor = 2) : LayerAttribute
{
    /// <summary>How often every row and every column is repeated.</summary>
    public int Factor { get; } = factor;
}
