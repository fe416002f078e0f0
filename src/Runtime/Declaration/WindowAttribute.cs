namespace NNGen;

/// <summary>Base of all layers with a window that slides over their input.</summary>
public abstract class WindowAttribute : LayerAttribute
{
    /// <summary>What lies outside the input. Default: <see cref="NNGen.Padding.Valid"/>, nothing.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>
    /// The number of elements of padding on every side, with <see cref="NNGen.Padding.Valid"/> only; a pooling window must be larger.
    /// Default: 0. PyTorch: <c>padding</c>.
    /// </summary>
    public int Pad { get; set; }
}
