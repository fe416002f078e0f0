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
    /// categorical cross-entropy, a sigmoid gives binary cross-entropy, a binary step the perceptron criterion, everything else mean squared
    /// error.
    /// </summary>
    public Loss Loss { get; set; } = Loss.Auto;

    /// <summary>
    /// Whether the outputs are logits, to which the loss applies the sigmoid or softmax itself (for Poisson: logarithms of rates). Default:
    /// <see langword="false"/>. The losses of classes are computed from logits in any case if the network ends with their activation.
    /// </summary>
    public bool FromLogits { get; set; }

    /// <summary>
    /// How much of the targets of a cross-entropy is spread over all K classes, from 0 to 1: <c>t·(1 − ε) + ε / K</c>, K = 2 for binary
    /// ones. Default: 0.
    /// </summary>
    public float LabelSmoothing { get; set; }

    /// <summary>The error above which the Huber loss is linear, above 0. Default: 1.</summary>
    public float HuberDelta { get; set; } = 1f;

    /// <summary>The exponent γ of the focal losses, from 0 to 100. Default: 2.</summary>
    public float FocalGamma { get; set; } = 2f;

    /// <summary>The weight α of the focal losses, above 0 and at most 1. Default: 0.25.</summary>
    public float FocalAlpha { get; set; } = 0.25f;

    /// <summary>Whether training code is generated. Default: <see langword="true"/>. A network that is only used needs none.</summary>
    public bool Trainable { get; set; } = true;
}
