namespace NNGen;

/// <summary>
/// Normalises every row along the last axis: <c>y[k] = gamma[k] · (x[k] − mean x) / √(variance x + ε) + beta[k]</c>, x and y of shape
/// [.., C].
/// </summary>
/// <param name="epsilon">ε, above 0. Default: 0.001, as in Keras (PyTorch and ONNX: 0.00001).</param>
/// <remarks>
/// Parameters: <c>gamma</c> [C], which starts as 1, and <c>beta</c> [C], which starts as 0. Keras: <c>LayerNormalization</c>; PyTorch:
/// <c>LayerNorm</c>; ONNX: <c>LayerNormalization</c>.
/// </remarks>
public sealed class LayerNormalizationAttribute(float epsilon = 1e-3f) : LayerAttribute
{
    /// <summary>ε, what is added to the variance.</summary>
    public float Epsilon { get; } = epsilon;
}
