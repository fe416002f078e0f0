namespace NNGen;

/// <summary>The rectified linear unit with a threshold as a layer of its own: <c>y = x</c> for x &gt; θ, otherwise 0.</summary>
/// <param name="theta">The threshold θ, finite. Default: 1, as Keras' layer has it.</param>
/// <remarks>Keras 2: <c>ThresholdedReLU</c>; PyTorch: <c>Threshold</c> with the value 0; ONNX: <c>ThresholdedRelu</c>.</remarks>
public sealed class ThresholdedReLUAttribute(float theta = 1f) : LayerAttribute
{
    /// <summary>The threshold.</summary>
    public float Theta { get; } = theta;
}
