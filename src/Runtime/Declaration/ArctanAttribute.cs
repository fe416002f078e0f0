namespace NNGen;

/// <summary>The arctangent as a layer of its own: <c>y = atan(x)</c>, element by element.</summary>
/// <remarks>PyTorch: <c>atan</c>; ONNX: <c>Atan</c>.</remarks>
public sealed class ArctanAttribute : LayerAttribute;
