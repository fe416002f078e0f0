namespace NNGen;

/// <summary>The rectified linear unit as a layer of its own: <c>y = max(x, 0)</c>, element by element.</summary>
/// <remarks>NaN stays NaN. The derivative at 0 is 0. Keras and PyTorch: <c>ReLU</c>; ONNX: <c>Relu</c>.</remarks>
public sealed class ReLUAttribute : LayerAttribute;
