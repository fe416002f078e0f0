namespace NNGen;

/// <summary>A piecewise approximation of <see cref="SiLUAttribute"/> as a layer of its own: <c>y = x · min(max(x + 3, 0), 6) / 6</c>.</summary>
/// <remarks>Howard et al., 2019 (MobileNetV3). Keras: <c>hard_silu</c>; PyTorch: <c>Hardswish</c>; ONNX: <c>HardSwish</c>.</remarks>
public sealed class HardSwishAttribute : LayerAttribute;
