namespace NNGen;

/// <summary>Softplus as a layer of its own: <c>y = log(1 + exp(x))</c>, element by element, without overflow.</summary>
/// <remarks>Keras: <c>softplus</c>; PyTorch: <c>Softplus</c> (there linear above 20); ONNX: <c>Softplus</c>.</remarks>
public sealed class SoftplusAttribute : LayerAttribute;
