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
}
