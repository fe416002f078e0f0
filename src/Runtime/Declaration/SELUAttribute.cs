namespace NNGen;

/// <summary>The scaled exponential linear unit as a layer of its own: <c>y = 1.05070099 · (x &gt; 0 ? x : 1.67326324 · (exp(x) − 1))</c>.</summary>
/// <remarks>Klambauer et al., 2017; the layers before it want <see cref="Initializer.LecunNormal"/>. Keras: <c>selu</c>; PyTorch: <c>SELU</c>; ONNX: <c>Selu</c>.</remarks>
public sealed class SELUAttribute : LayerAttribute;
