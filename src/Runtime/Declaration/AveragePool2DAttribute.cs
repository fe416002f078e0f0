namespace NNGen;

/// <summary>
/// The mean over a window of each channel: <c>y[r, c, k] = 1/n Σ x[s·r + i − p, s·c + j − p, k]</c> with stride s and padding p, x of shape
/// [H, W, C], y of shape [H′, W′, C].
/// </summary>
/// <param name="window">The window's height, and its width too unless <c>WindowWidth</c> is set; at least 1.</param>
/// <remarks>
/// Padding does not count: n is the number of the window's elements inside the image. Keras: <c>AveragePooling2D</c>; PyTorch:
/// <c>AvgPool2d</c>; ONNX: <c>AveragePool</c>.
/// </remarks>
public sealed class AveragePool2DAttribute(int window) : Pooling2DAttribute(window);
