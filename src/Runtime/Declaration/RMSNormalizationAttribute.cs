namespace NNGen;

/// <summary>
/// Normalises every row along the last axis by its root mean square: <c>y[k] = gamma[k] · x[k] / √(mean x² + ε)</c>, x and y of shape
/// [.., C].
/// </summary>
/// <param name="epsilon">ε, above 0. Default: 0.000001, as in Keras.</param>
/// <remarks>
/// Parameter: <c>gamma</c> [C], which starts as 1. Keras: <c>RMSNormalization</c> (its parameter is called <c>scale</c>); PyTorch:
/// <c>RMSNorm</c>; ONNX: <c>RMSNormalization</c>.
/// </remarks>
public sealed class RMSNormalizationAttribute(float epsilon = 1e-6f) : LayerAttribute
{
    /// <summary>ε, what is added to the mean square.</summary>
    public float Epsilon { get; } = epsilon;
}
