namespace NNGen;

/// <summary>
/// The sum over a window of each channel: <c>y[r, c, k] = Σ x[s·r + i − p, s·c + j − p, k]</c> with stride s and padding p, x of shape [H,
/// W, C], y of shape [H′, W′, C].
/// </summary>
/// <param name="window">The window's height, and its width too unless <c>WindowWidth</c> is set; at least 1.</param>
/// <remarks>Keras, PyTorch and ONNX have the mean only.</remarks>
public sealed class SumPool2DAttribute(int window) : Pooling2DAttribute(window);
