namespace NNGen;

/// <summary>The sigmoid linear unit, also called swish, as a layer of its own: <c>y = x / (1 + exp(−x))</c>, element by element.</summary>
/// <remarks>Hendrycks and Gimpel, 2016; Ramachandran et al., 2017. Keras: <c>silu</c>, <c>swish</c>; PyTorch: <c>SiLU</c>.</remarks>
public sealed class SiLUAttribute : LayerAttribute;
