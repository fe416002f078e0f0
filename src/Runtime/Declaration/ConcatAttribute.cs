namespace NNGen;

/// <summary>The outputs of several layers one behind the other along one axis; their shapes differ in that axis only.</summary>
/// <param name="layers">
/// The names of the layers (or the input) to combine. One name stands for that layer and the layer before this one; two or more are all.
/// </param>
/// <remarks>Keras: <c>Concatenate</c>; PyTorch: <c>cat</c>; ONNX: <c>Concat</c>.</remarks>
public sealed class ConcatAttribute(params string[] layers) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] Layers { get; } = layers;

    /// <summary>The axis of one sample, counted from 1, or from the end if negative. Default: −1, the last.</summary>
    public int Axis { get; set; } = -1;
}
