namespace NNGen;

/// <summary>
/// The mean over each channel of an image: <c>y[k] = 1/n Σ x[r, c, k]</c>, x of shape [H, W, C], n = H·W, y of shape [C].
/// </summary>
/// <remarks>Keras: <c>GlobalAveragePooling2D</c>; PyTorch: <c>AdaptiveAvgPool2d(1)</c>; ONNX: <c>GlobalAveragePool</c>.</remarks>
public sealed class GlobalAveragePool2DAttribute : LayerAttribute;
