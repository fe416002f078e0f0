namespace NNGen;

/// <summary>
/// A convolution over sequences: <c>y[t, f] = activation(bias[f] + Σ x[s·t + d·i − p, k] · kernel[i, k, f])</c> with stride s, dilation d
/// and padding p, x of shape [T, C], 0 outside; y of shape [T′, <paramref name="filters"/>].
/// </summary>
/// <param name="filters">The number of the output's channels, at least 1.</param>
/// <param name="kernel">The kernel's length, at least 1.</param>
/// <param name="activation">The function applied to every output. Default: <see cref="NNGen.Activation.Identity"/>.</param>
/// <remarks>
/// Parameters: <c>kernel</c> [length, C / groups, filters], <c>bias</c> [filters]. Keras: <c>Conv1D</c>; PyTorch: <c>Conv1d</c>; ONNX:
/// <c>Conv</c>.
/// </remarks>
public sealed class Conv1DAttribute(int filters, int kernel, Activation activation = Activation.Identity) : ConvolutionAttribute
{
    /// <summary>The number of the output's channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>The kernel's length.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>The function applied to every output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>
    /// The number of groups, a divisor of the input's channels and of the filters: a filter sees the channels of its group. Default: 1.
    /// </summary>
    public int Groups { get; set; } = 1;
}
