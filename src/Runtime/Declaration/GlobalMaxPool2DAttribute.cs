namespace NNGen;

/// <summary>The maximum over each channel of an image: <c>y[k] = max x[r, c, k]</c>, x of shape [H, W, C], y of shape [C].</summary>
/// <remarks>
/// In training the first of several equal maxima gets the gradient. Keras: <c>GlobalMaxPooling2D</c>; PyTorch: <c>AdaptiveMaxPool2d(1)</c>;
/// ONNX: <c>GlobalMaxPool</c>.
/// </remarks>
public sealed class GlobalMaxPool2DAttribute : LayerAttribute;
