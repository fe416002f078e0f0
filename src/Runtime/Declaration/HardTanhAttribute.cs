namespace NNGen;

/// <summary>A piecewise linear hyperbolic tangent as a layer of its own: <c>y = min(max(x, −1), 1)</c>, element by element.</summary>
/// <remarks>The derivative at both limits is 0. Keras: <c>hard_tanh</c>; PyTorch: <c>Hardtanh</c>; ONNX: <c>Clip</c>.</remarks>
public sealed class HardTanhAttribute : LayerAttribute;
