namespace NNGen;

/// <summary>The rectified linear unit that stops at 6, as a layer of its own: <c>y = min(max(x, 0), 6)</c>, element by element.</summary>
/// <remarks>Keras: <c>relu6</c>; PyTorch: <c>ReLU6</c>; ONNX: <c>Clip</c>. The derivative at both limits is 0.</remarks>
public sealed class ReLU6Attribute : LayerAttribute;
