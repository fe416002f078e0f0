namespace NNGen;

/// <summary>The hyperbolic tangent as a layer of its own: <c>y = tanh(x)</c>, element by element.</summary>
/// <remarks>Keras: <c>tanh</c>; PyTorch and ONNX: <c>Tanh</c>.</remarks>
public sealed class TanhAttribute : LayerAttribute;
