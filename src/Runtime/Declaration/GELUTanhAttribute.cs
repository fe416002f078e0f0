namespace NNGen;

/// <summary>The Gaussian error linear unit in its approximation by a tangent, as a layer of its own: <c>y = x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))) / 2</c>.</summary>
/// <remarks>Hendrycks and Gimpel, 2016. Keras: <c>gelu</c> with <c>approximate=True</c>; PyTorch: <c>GELU(approximate="tanh")</c>. The exact form is <c>GELU</c>.</remarks>
public sealed class GELUTanhAttribute : LayerAttribute;
