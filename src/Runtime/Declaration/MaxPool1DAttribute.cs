namespace NNGen;

/// <summary>
/// The maximum over a window of each channel: <c>y[t, k] = max x[s·t + i − p, k]</c> with stride s and padding p, x of shape [T, C], y of
/// shape [T′, C].
/// </summary>
/// <param name="window">The window's length, at least 1.</param>
/// <remarks>
/// Padding never wins. In training the first of several equal maxima gets the gradient. Keras: <c>MaxPooling1D</c>; PyTorch:
/// <c>MaxPool1d</c>; ONNX: <c>MaxPool</c>.
/// </remarks>
public sealed class MaxPool1DAttribute(int window) : PoolingAttribute(window);
