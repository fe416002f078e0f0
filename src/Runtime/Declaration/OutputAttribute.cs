namespace NNGen;

/// <summary>
/// Declares a layer's output as one of the network's. Where a network has none of these attributes, its output is that of the last layer.
/// </summary>
/// <param name="layer">The name of the layer or block; it becomes the output's name too.</param>
/// <remarks>
/// The outputs stand in the order of the attributes: in the rows of outputs and targets, one behind the other, and among the parameters of
/// <c>Forward</c>. The network's loss is the sum of <c>Weight · loss</c> over them. Keras: <c>loss_weights</c>.
/// An output that names a loss, or one of its parameters, takes no parameters over from <see cref="NeuralNetworkAttribute"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute(string layer) : Attribute
{
    /// <summary>The name of the layer.</summary>
    public string Layer { get; } = layer;

    /// <summary>
    /// The loss of this output. Default: <see cref="NNGen.Loss.Auto"/>, which is the loss of <see cref="NeuralNetworkAttribute"/> and, if
    /// that is not given either, follows the layer's activation.
    /// </summary>
    public Loss Loss { get; set; } = Loss.Auto;

    /// <inheritdoc cref="NeuralNetworkAttribute.FromLogits"/>
    public bool FromLogits { get; set; }

    /// <inheritdoc cref="NeuralNetworkAttribute.LabelSmoothing"/>
    public float LabelSmoothing { get; set; }

    /// <inheritdoc cref="NeuralNetworkAttribute.HuberDelta"/>
    public float HuberDelta { get; set; } = 1f;

    /// <inheritdoc cref="NeuralNetworkAttribute.FocalGamma"/>
    public float FocalGamma { get; set; } = 2f;

    /// <inheritdoc cref="NeuralNetworkAttribute.FocalAlpha"/>
    public float FocalAlpha { get; set; } = 0.25f;

    /// <summary>By how much this output's loss counts; finite and above 0. Default: 1.</summary>
    public float Weight { get; set; } = 1;
}
