namespace NNGen;

/// <summary>
/// Exchanges the axes: the output's axis n is the input's axis <c>order[n]</c>. <c>[Permute(2, 1)]</c> transposes a matrix.
/// </summary>
/// <param name="order">Every axis of one sample once, counted from 1.</param>
/// <remarks>Keras: <c>Permute</c>; PyTorch: <c>permute</c>; ONNX: <c>Transpose</c> (both count the batch as axis 0).</remarks>
public sealed class PermuteAttribute(params int[] order) : LayerAttribute
{
    /// <summary>Every axis of one sample once, counted from 1.</summary>
    public int[] Order { get; } = order;
}
