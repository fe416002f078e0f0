namespace NNGen;

/// <summary>
/// Normalises groups of channels, each over all positions of one sample:
/// <c>y[r, c, k] = gamma[k] · (x[r, c, k] − mean) / √(variance + ε) + beta[k]</c> with the mean and variance of k's group, x and y of shape
/// [.., C].
/// </summary>
/// <param name="groups">The number of groups, a divisor of the channels. 1 normalises all channels together.</param>
/// <remarks>
/// Parameters: <c>gamma</c> [C], which starts as 1, and <c>beta</c> [C], which starts as 0. Keras: <c>GroupNormalization</c>; PyTorch:
/// <c>GroupNorm</c>; ONNX: <c>GroupNormalization</c>.
/// </remarks>
public sealed class GroupNormalizationAttribute(int groups) : LayerAttribute
{
    /// <summary>The number of groups.</summary>
    public int Groups { get; } = groups;

    /// <summary>ε, what is added to the variance, above 0. Default: 0.001, as in Keras (PyTorch and ONNX: 0.00001).</summary>
    public float Epsilon { get; set; } = 1e-3f;
}
