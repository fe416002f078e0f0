namespace NNGen;

/// <summary>
/// Divides every element by a power of its neighbours' squares (Krizhevsky et al. 2012):
/// <c>y[k] = x[k] / (bias + alpha / size · Σ x[k + i − (size − 1) / 2]²)^0.75</c> over the last axis, i below <paramref name="size"/>,
/// channels that do not exist left out; x and y of shape [.., C].
/// </summary>
/// <param name="size">The number of neighbouring channels that count, at least 1.</param>
/// <remarks>The exponent is always 0.75. PyTorch: <c>LocalResponseNorm</c>; ONNX: <c>LRN</c>.</remarks>
public sealed class LocalResponseNormalizationAttribute(int size) : LayerAttribute
{
    /// <summary>The number of neighbouring channels that count.</summary>
    public int Size { get; } = size;

    /// <summary>The weight of the squares, above 0. Default: 0.0001, as in PyTorch and ONNX.</summary>
    public float Alpha { get; set; } = 1e-4f;

    /// <summary>What is added to the squares, above 0. Default: 1, as in PyTorch and ONNX.</summary>
    public float Bias { get; set; } = 1f;
}
