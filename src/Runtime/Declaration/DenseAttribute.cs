namespace NNGen;

/// <summary>
/// A fully connected layer: <c>y[o] = activation(bias[o] + Σ x[i] · kernel[i, o])</c>, x of length I, y of length <paramref name="units"/>.
/// </summary>
/// <param name="units">The number of outputs, at least 1.</param>
/// <param name="activation">The function applied to every output. Default: <see cref="NNGen.Activation.Identity"/>.</param>
/// <remarks>
/// Parameters: <c>kernel</c> [I, units], <c>bias</c> [units]. Keras: <c>Dense</c>; PyTorch: <c>Linear</c>; ONNX: <c>Gemm</c>.
/// </remarks>
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : LayerAttribute
{
    /// <summary>The number of outputs.</summary>
    public int Units { get; } = units;

    /// <summary>The function applied to every output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Whether a bias is added. Default: <see langword="true"/>.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How the kernel starts. Default: <see cref="Initializer.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>How the bias starts. Default: <see cref="Initializer.Zeros"/>.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;
}
