namespace NNGen;

/// <summary>Base of all convolutions: what their kernels have in common.</summary>
public abstract class ConvolutionAttribute : WindowAttribute
{
    /// <summary>The step from one position of the kernel to the next, at least 1. Default: 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>
    /// The distance of the input's elements that neighbours of the kernel meet, at least 1. Default: 1.
    /// </summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Whether a bias is added. Default: <see langword="true"/>.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How the kernel starts. Default: <see cref="Initializer.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>How the bias starts. Default: <see cref="Initializer.Zeros"/>.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;
}
