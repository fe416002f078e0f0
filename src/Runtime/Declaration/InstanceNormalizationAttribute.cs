namespace NNGen;

/// <summary>
/// Normalises every channel over all positions of one sample:
/// <c>y[r, c, k] = gamma[k] · (x[r, c, k] − mean) / √(variance + ε) + beta[k]</c> with the mean and variance of channel k, x and y of shape
/// [.., C].
/// </summary>
/// <param name="epsilon">ε, above 0. Default: 0.001 (PyTorch and ONNX: 0.00001).</param>
/// <remarks>
/// Parameters: <c>gamma</c> [C], which starts as 1, and <c>beta</c> [C], which starts as 0. Keras: <c>GroupNormalization(groups=-1)</c>;
/// PyTorch: <c>InstanceNorm2d(affine=True)</c>; ONNX: <c>InstanceNormalization</c>.
/// </remarks>
public sealed class InstanceNormalizationAttribute(float epsilon = 1e-3f) : LayerAttribute
{
    /// <summary>ε, what is added to the variance.</summary>
    public float Epsilon { get; } = epsilon;
}
