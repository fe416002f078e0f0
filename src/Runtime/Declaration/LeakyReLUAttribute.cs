namespace NNGen;

/// <summary>The leaky rectified linear unit as a layer of its own: <c>y = x</c> for x &gt; 0, otherwise <c>slope · x</c>.</summary>
/// <param name="negativeSlope">
/// The slope for negative inputs, finite. Default: 0.3, as the Keras layer has it (PyTorch and ONNX: 0.01).
/// </param>
public sealed class LeakyReLUAttribute(float negativeSlope = 0.3f) : LayerAttribute
{
    /// <summary>The slope for negative inputs.</summary>
    public float NegativeSlope { get; } = negativeSlope;
}
