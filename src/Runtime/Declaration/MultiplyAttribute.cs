namespace NNGen;

/// <summary>The product of the outputs of several layers, element by element: <c>y = a · b · …</c>.</summary>
/// <param name="layers">
/// The names of the layers (or the input) to combine. One name stands for that layer and the layer before this one; two or more are all.
/// </param>
/// <remarks>
/// The shapes are equal, or an operand is repeated along axes where its extent is 1 or that it lacks in front: channels [C] fit an image
/// [H, W, C]. Keras: <c>Multiply</c>; PyTorch: <c>*</c>; ONNX: <c>Mul</c>.
/// </remarks>
public sealed class MultiplyAttribute(params string[] layers) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] Layers { get; } = layers;
}
