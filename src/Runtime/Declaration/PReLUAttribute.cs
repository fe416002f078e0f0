namespace NNGen;

/// <summary>
/// The rectified linear unit with a trained slope as a layer of its own: <c>y = x</c> for x &gt; 0, otherwise <c>alpha[c] · x</c>, with a
/// slope for each element of the last axis.
/// </summary>
/// <remarks>
/// Parameters: <c>alpha</c> [C]. He et al., 2015. Keras: <c>PReLU</c> with all axes but the last one shared; PyTorch: <c>PReLU</c> with C
/// parameters, which start at 0.25; ONNX: <c>PRelu</c>.
/// </remarks>
public sealed class PReLUAttribute : LayerAttribute
{
    /// <summary>How the slopes start. Default: <see cref="Initializer.Zeros"/>, as in Keras: at first the layer is a ReLU.</summary>
    public Initializer AlphaInitializer { get; set; } = Initializer.Zeros;
}
