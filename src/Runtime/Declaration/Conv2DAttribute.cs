namespace NNGen;

/// <summary>
/// A convolution over images: <c>y[r, c, f] = activation(bias[f] + Σ x[s·r + d·i − p, s·c + d·j − p, k] · kernel[i, j, k, f])</c> with
/// stride s, dilation d and padding p, x of shape [H, W, C], 0 outside; y of shape [H′, W′, <paramref name="filters"/>].
/// </summary>
/// <param name="filters">The number of the output's channels, at least 1.</param>
/// <param name="kernel">The kernel's height, and its width too unless <c>KernelWidth</c> is set; at least 1.</param>
/// <param name="activation">The function applied to every output. Default: <see cref="NNGen.Activation.Identity"/>.</param>
/// <remarks>
/// Parameters: <c>kernel</c> [height, width, C / groups, filters], <c>bias</c> [filters]. With padding p on each side, H′ is
/// ⌊(H + 2p − d·(height − 1) − 1) / s⌋ + 1, and ⌈H / s⌉ with <see cref="NNGen.Padding.Same"/>. Keras: <c>Conv2D</c>; PyTorch:
/// <c>Conv2d</c>; ONNX: <c>Conv</c>.
/// </remarks>
public sealed class Conv2DAttribute(int filters, int kernel, Activation activation = Activation.Identity) : Convolution2DAttribute
{
    /// <summary>The number of the output's channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>The kernel's height, and its width unless <c>KernelWidth</c> is set.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>The function applied to every output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>
    /// The number of groups, a divisor of the input's channels and of the filters: a filter sees the channels of its group. Default: 1.
    /// </summary>
    public int Groups { get; set; } = 1;
}
