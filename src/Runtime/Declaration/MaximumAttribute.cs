namespace NNGen;

/// <summary>The greatest of the outputs of several layers, element by element: <c>y = max(a, b, …)</c>.</summary>
/// <param name="layers">
/// The names of the layers (or the input) to combine. One name stands for that layer and the layer before this one; two or more are all.
/// </param>
/// <remarks>
/// The shapes are equal, or an operand is repeated along axes where its extent is 1 or that it lacks in front: channels [C] fit an image
/// [H, W, C]. Of equal ones the last gets the gradient. Keras: <c>Maximum</c>; PyTorch: <c>maximum</c>; ONNX: <c>Max</c>.
/// </remarks>
public sealed class MaximumAttribute(params string[] layers) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] Layers { get; } = layers;
}
