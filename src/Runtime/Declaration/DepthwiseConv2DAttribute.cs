namespace NNGen;

/// <summary>
/// A convolution of every channel with filters of its own:
/// <c>y[r, c, m·k + n] = activation(bias[m·k + n] + Σ x[s·r + d·i − p, s·c + d·j − p, k] · kernel[i, j, k, n])</c> for n below the depth
/// multiplier m, x of shape [H, W, C], y of shape [H′, W′, m·C].
/// </summary>
/// <param name="kernel">The kernel's height, and its width too unless <c>KernelWidth</c> is set; at least 1.</param>
/// <param name="activation">The function applied to every output. Default: <see cref="NNGen.Activation.Identity"/>.</param>
/// <remarks>
/// Parameters: <c>kernel</c> [height, width, C, m], <c>bias</c> [m·C]. Keras: <c>DepthwiseConv2D</c>; PyTorch: <c>Conv2d(groups=C)</c>;
/// ONNX: <c>Conv</c>.
/// </remarks>
public sealed class DepthwiseConv2DAttribute(int kernel, Activation activation = Activation.Identity) : Convolution2DAttribute
{
    /// <summary>The kernel's height, and its width unless <c>KernelWidth</c> is set.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>The function applied to every output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The number of filters of each channel, at least 1. Default: 1.</summary>
    public int DepthMultiplier { get; set; } = 1;
}
