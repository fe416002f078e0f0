namespace NNGen;

/// <summary>A piecewise linear sigmoid as a layer of its own: <c>y = min(max(x + 3, 0), 6) / 6</c>, element by element.</summary>
/// <remarks>Keras 3: <c>hard_sigmoid</c>; PyTorch: <c>Hardsigmoid</c>; ONNX: <c>HardSigmoid</c> with alpha = 1/6 (its default is 0.2, as Keras 2 had it).</remarks>
public sealed class HardSigmoidAttribute : LayerAttribute;
