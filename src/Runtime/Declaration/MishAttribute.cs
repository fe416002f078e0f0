namespace NNGen;

/// <summary>Mish as a layer of its own: <c>y = x · tanh(log(1 + exp(x)))</c>, element by element.</summary>
/// <remarks>Misra, 2019. Keras: <c>mish</c>; PyTorch and ONNX: <c>Mish</c>.</remarks>
public sealed class MishAttribute : LayerAttribute;
