namespace NNGen;

/// <summary>The same elements in one axis, in row-major order: of an image [H, W, C] the channels of a pixel stand together.</summary>
/// <remarks>Costs nothing. Keras and PyTorch: <c>Flatten</c> (channels first there in PyTorch); ONNX: <c>Flatten</c>.</remarks>
public sealed class FlattenAttribute : LayerAttribute;
