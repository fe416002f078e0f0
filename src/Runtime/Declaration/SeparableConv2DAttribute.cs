namespace NNGen;

/// <summary>
/// A convolution in two steps: every channel with filters of its own, then
/// <c>y[r, c, f] = activation(bias[f] + Σ z[r, c, n] · pointwise_kernel[n, f])</c>
/// over their results z. x of shape [H, W, C], y of shape [H′, W′, <paramref name="filters"/>].
/// </summary>
/// <param name="filters">The number of the output's channels, at least 1.</param>
/// <param name="kernel">The kernel's height, and its width too unless <c>KernelWidth</c> is set; at least 1.</param>
/// <param name="activation">The function applied to every output. Default: <see cref="NNGen.Activation.Identity"/>.</param>
/// <remarks>
/// Parameters: <c>depthwise_kernel</c> [height, width, C, m] with the depth multiplier m, <c>pointwise_kernel</c> [1, 1, m·C, filters],
/// <c>bias</c> [filters]. Both kernels start alike. Keras: <c>SeparableConv2D</c>; PyTorch and ONNX: two convolutions.
/// </remarks>
public sealed class SeparableConv2DAttribute(int filters, int kernel, Activation activation = Activation.Identity) : Convolution2DAttribute
{
    /// <summary>The number of the output's channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>The kernel's height, and its width unless <c>KernelWidth</c> is set.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>The function applied to every output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The number of filters of each channel in the first step, at least 1. Default: 1.</summary>
    public int DepthMultiplier { get; set; } = 1;
}
