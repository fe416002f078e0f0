namespace NNGen;

/// <summary>Base of all attributes that stand for one layer (or one input) of a network.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// The layer's name: letters, digits and underscores, unique in the network. Default: the kind and the layer's position, as in
    /// <c>dense_1</c>. Files store tensors under <c>name.tensor</c>.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The name of the layer (or input) whose output this layer starts from. Default: the layer before.</summary>
    public string? From { get; set; }

    /// <summary>
    /// Whether the layer's parameters are trained. Default: <see langword="true"/>. A frozen layer keeps its parameters, for which no
    /// gradient is generated; the gradient still goes through it to trained layers before it. To freeze layers at run time, see
    /// <c>FitOptions.Frozen</c>. Keras: <c>trainable</c>; PyTorch: <c>requires_grad</c>.
    /// </summary>
    public bool Trainable { get; set; } = true;

    /// <summary>
    /// The name of a layer before this one whose parameters this layer uses instead of its own: both are of one kind, and their parameters
    /// have the same shapes. On a block it is the name of another use of the block, and goes for all layers inside. The gradients of all uses
    /// add up. How parameters start, and whether they are trained, is what the named layer says. Keras: calling a layer twice.
    /// </summary>
    public string? WeightsOf { get; set; }
}
