namespace NNGen;

/// <summary>The continuously differentiable exponential linear unit as a layer of its own: <c>y = max(x, 0) + min(α · (exp(x / α) − 1), 0)</c>.</summary>
/// <param name="alpha">α, above 0. Default: 1.</param>
/// <remarks>Barron, 2017. Keras: <c>celu</c>; PyTorch: <c>CELU</c>; ONNX: <c>Celu</c>.</remarks>
public sealed class CELUAttribute(float alpha = 1f) : LayerAttribute
{
    /// <summary>The negative of the limit for small inputs.</summary>
    public float Alpha { get; } = alpha;
}
