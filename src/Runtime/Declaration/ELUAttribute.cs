namespace NNGen;

/// <summary>The exponential linear unit as a layer of its own: <c>y = x</c> for x &gt; 0, otherwise <c>α · (exp(x) − 1)</c>.</summary>
/// <param name="alpha">α, finite. Default: 1, as in <c>Activation.ELU</c>.</param>
/// <remarks>Clevert et al., 2015. Keras, PyTorch: <c>ELU</c>; ONNX: <c>Elu</c>.</remarks>
public sealed class ELUAttribute(float alpha = 1f) : LayerAttribute
{
    /// <summary>The negative of the limit for small inputs.</summary>
    public float Alpha { get; } = alpha;
}
