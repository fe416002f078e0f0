namespace NNGen;

/// <summary>Declares the network's input. It stands before the layers.</summary>
/// <param name="shape">The extent of every axis of one sample, without the batch; channels last, as in <c>[Input(28, 28, 1)]</c>.</param>
public sealed class InputAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The extent of every axis of one sample, without the batch.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>The type of one element. Default: <see cref="NNGen.ElementType.Float32"/>.</summary>
    public ElementType ElementType { get; set; } = ElementType.Float32;
}
