namespace NNGen;

/// <summary>The logistic function as a layer of its own: <c>y = 1 / (1 + exp(−x))</c>, element by element.</summary>
/// <remarks>Keras: <c>sigmoid</c>; PyTorch and ONNX: <c>Sigmoid</c>.</remarks>
public sealed class SigmoidAttribute : LayerAttribute;
