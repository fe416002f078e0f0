namespace NNGen;

/// <summary>
/// A transposed convolution, which enlarges images:
/// <c>y[s·r + d·i − p, s·c + d·j − p, f] = activation(bias[f] + Σ x[r, c, k] · kernel[i, j, f, k])</c>,
/// where terms that fall on one element add up and those outside are dropped. x of shape [H, W, C], y of shape [H′, W′, <paramref
/// name="filters"/>].
/// </summary>
/// <param name="filters">The number of the output's channels, at least 1.</param>
/// <param name="kernel">The kernel's height, and its width too unless <c>KernelWidth</c> is set; at least 1.</param>
/// <param name="activation">The function applied to every output. Default: <see cref="NNGen.Activation.Identity"/>.</param>
/// <remarks>
/// Parameters: <c>kernel</c> [height, width, filters, C], <c>bias</c> [filters]. H′ is s·(H − 1) + max(d·(height − 1) + 1, s) − 2p, and s·H
/// with <see cref="NNGen.Padding.Same"/>. Keras: <c>Conv2DTranspose</c>; PyTorch: <c>ConvTranspose2d</c>; ONNX: <c>ConvTranspose</c>.
/// </remarks>
public sealed class Conv2DTransposeAttribute(int filters, int kernel, Activation activation = Activation.Identity) : Convolution2DAttribute
{
    /// <summary>The number of the output's channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>The kernel's height, and its width unless <c>KernelWidth</c> is set.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>The function applied to every output.</summary>
    public Activation Activation { get; } = activation;
}
