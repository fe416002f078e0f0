namespace NNGen;

/// <summary>
/// Marks a partial class as a neural network. The layer attributes on the same declaration, in source order, are its layers; the
/// generator compiles them into the class.
/// </summary>
/// <remarks>
/// The order of the attributes is the order of the layers: do not let a tool sort them, and keep them on one declaration.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeuralNetworkAttribute : Attribute
{
    /// <summary>
    /// The loss that training minimises. Default: <see cref="NNGen.Loss.Auto"/>, which follows the last activation: softmax gives
    /// categorical cross-entropy, a sigmoid gives binary cross-entropy, everything else mean squared error.
    /// </summary>
    public Loss Loss { get; set; } = Loss.Auto;

    /// <summary>Whether training code is generated. Default: <see langword="true"/>. A network that is only used needs none.</summary>
    public bool Trainable { get; set; } = true;
}
