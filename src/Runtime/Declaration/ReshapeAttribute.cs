namespace NNGen;

/// <summary>The same elements, in row-major order, under another shape.</summary>
/// <param name="shape">The extent of every axis of one sample. One of them may be −1: it follows from the others.</param>
/// <remarks>Costs nothing. Keras: <c>Reshape</c>; PyTorch: <c>Unflatten</c>; ONNX: <c>Reshape</c>.</remarks>
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The extent of every axis of one sample.</summary>
    public int[] Shape { get; } = shape;
}
