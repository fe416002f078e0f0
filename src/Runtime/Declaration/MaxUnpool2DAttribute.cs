namespace NNGen;

/// <summary>
/// Undoes a max pooling: every value goes where the named pooling layer found the maximum of its window, and 0 everywhere else.
/// <c>y[s·r + i − p, s·c + j − p, k] = x[r, c, k]</c> for the place i, j of the maximum, x of shape [H′, W′, C] as the pooling layer's output,
/// y of shape [H, W, C] as its input.
/// </summary>
/// <param name="pool">The name of a <c>MaxPool2D</c> layer before this one.</param>
/// <remarks>
/// Of several equal maxima in a window the first counts, row by row, as in the gradient of <c>MaxPool2D</c>. Where windows overlap and share
/// a maximum, their values add up (PyTorch leaves one of them). The gradient of x is that of the places the values went to; the places
/// themselves have none. Badrinarayanan et al., “SegNet”, 2015; PyTorch: <c>MaxUnpool2d</c>; ONNX: <c>MaxUnpool</c>.
/// </remarks>
public sealed class MaxUnpool2DAttribute(string pool) : LayerAttribute
{
    /// <summary>The name of the pooling layer.</summary>
    public string Pool { get; } = pool;
}
