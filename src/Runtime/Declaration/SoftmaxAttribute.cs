namespace NNGen;

/// <summary>Softmax over the last axis as a layer of its own: <c>y[o] = exp(x[o] − max x) / Σ exp(x[k] − max x)</c>.</summary>
/// <remarks>Keras: <c>Softmax(axis=-1)</c>; PyTorch: <c>Softmax(dim=-1)</c>; ONNX: <c>Softmax</c>.</remarks>
public sealed class SoftmaxAttribute : LayerAttribute;
