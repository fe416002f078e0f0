namespace NNGen;

/// <summary>The Gaussian error linear unit as a layer of its own: <c>y = x · Φ(x)</c>, where Φ is the normal distribution function.</summary>
/// <remarks>Hendrycks and Gimpel, 2016: the exact form; <see cref="GELUTanhAttribute"/> is the approximate one. Keras: <c>gelu</c>; PyTorch: <c>GELU</c>.</remarks>
public sealed class GELUAttribute : LayerAttribute;
