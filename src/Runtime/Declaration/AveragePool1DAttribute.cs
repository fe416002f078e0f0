namespace NNGen;

/// <summary>
/// The mean over a window of each channel: <c>y[t, k] = 1/n Σ x[s·t + i − p, k]</c> with stride s and padding p, x of shape [T, C], y of
/// shape [T′, C].
/// </summary>
/// <param name="window">The window's length, at least 1.</param>
/// <remarks>
/// Padding does not count: n is the number of the window's elements inside the sequence. Keras: <c>AveragePooling1D</c>; PyTorch:
/// <c>AvgPool1d</c>; ONNX: <c>AveragePool</c>.
/// </remarks>
public sealed class AveragePool1DAttribute(int window) : PoolingAttribute(window);
