namespace NNGen;

/// <summary>
/// The maximum over a window of each channel: <c>y[r, c, k] = max x[s·r + i − p, s·c + j − p, k]</c> with stride s and padding p, x of
/// shape [H, W, C], y of shape [H′, W′, C].
/// </summary>
/// <param name="window">The window's height, and its width too unless <c>WindowWidth</c> is set; at least 1.</param>
/// <remarks>
/// Padding never wins; NaN does. In training the first of several equal maxima gets the gradient. Keras: <c>MaxPooling2D</c>; PyTorch:
/// <c>MaxPool2d</c>; ONNX: <c>MaxPool</c>.
/// </remarks>
public sealed class MaxPool2DAttribute(int window) : Pooling2DAttribute(window);
