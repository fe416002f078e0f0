namespace NNGen;

/// <summary>
/// Enlarges images: <c>y[f·r + i, f·c + j, k] = x[r, c, k]</c> for i and j below the factor f, x of shape [H, W, C], y of shape [f·H, f·W,
/// C]; or, with <c>Interpolation</c>, what lies between the pixels of x.
/// </summary>
/// <param name="factor">How many rows and columns there are for each, at least 1. Default: 2.</param>
/// <remarks>
/// Keras: <c>UpSampling2D</c>; PyTorch: <c>Upsample</c>; ONNX: <c>Resize</c>. Linear interpolation runs along the rows first, then along the
/// columns.
/// </remarks>
public sealed class UpSampling2DAttribute(int factor = 2) : LayerAttribute
{
    /// <summary>How many rows and columns there are for each.</summary>
    public int Factor { get; } = factor;

    /// <summary>Where the values in between come from. Default: <see cref="Interpolation.Nearest"/>, every pixel is repeated.</summary>
    public Interpolation Interpolation { get; set; }
}
