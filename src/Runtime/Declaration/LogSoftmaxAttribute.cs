namespace NNGen;

/// <summary>The logarithm of softmax as a layer of its own: <c>y[o] = x[o] − max x − log Σ exp(x[k] − max x)</c> over the last axis.</summary>
/// <remarks>Keras: <c>log_softmax</c>; PyTorch and ONNX: <c>LogSoftmax</c>.</remarks>
public sealed class LogSoftmaxAttribute : LayerAttribute;
