namespace NNGen;

/// <summary>The difference of the outputs of two layers, element by element: <c>y = a − b</c>.</summary>
/// <param name="layers">
/// The names of the layers (or the input) to subtract. One name is b, and the layer before this one a; of two the first is a.
/// </param>
/// <remarks>
/// The shapes are equal, or an operand is repeated along axes where its extent is 1 or that it lacks in front: channels [C] fit an image
/// [H, W, C]. Keras: <c>Subtract</c>; PyTorch: <c>-</c>; ONNX: <c>Sub</c>.
/// </remarks>
public sealed class SubtractAttribute(params string[] layers) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] Layers { get; } = layers;
}
