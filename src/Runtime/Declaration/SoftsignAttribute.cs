namespace NNGen;

/// <summary>Softsign as a layer of its own: <c>y = x / (1 + |x|)</c>, element by element.</summary>
/// <remarks>Keras: <c>softsign</c>; PyTorch and ONNX: <c>Softsign</c>.</remarks>
public sealed class SoftsignAttribute : LayerAttribute;
