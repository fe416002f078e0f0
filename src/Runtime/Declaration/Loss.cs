namespace NNGen;

/// <summary>
/// The losses that training can minimise, for each sample; a batch's loss is their mean. y is an output, t its target, O the number of
/// outputs. Parameters are properties of the attribute that declares the loss.
/// </summary>
public enum Loss
{
    /// <summary>
    /// Follows the last activation: softmax and its logarithm, categorical cross-entropy; sigmoid, binary cross-entropy; binary step, the
    /// perceptron criterion; else mean squared error.
    /// </summary>
    Auto,

    /// <summary><c>Σ (y[o] − t[o])² / O</c>.</summary>
    MeanSquaredError,

    /// <summary>
    /// <c>−Σ (t[o]·log y[o] + (1 − t[o])·log(1 − y[o])) / O</c>, computed from the logits of a final sigmoid, or of the outputs with
    /// <see cref="NeuralNetworkAttribute.FromLogits"/>. One output for two classes, or one for each of several labels.
    /// </summary>
    BinaryCrossEntropy,

    /// <summary>
    /// <c>−Σ t[o]·log y[o]</c>, computed from the logits of a final softmax, or of the outputs with
    /// <see cref="NeuralNetworkAttribute.FromLogits"/>. Targets are one-hot, sum to 1, or come from integer labels.
    /// Where every pixel of an image is classified, the mean over the pixels; so it is for the other losses over the last axis.
    /// </summary>
    CategoricalCrossEntropy,

    /// <summary><c>Σ (y[o] − t[o])²</c>, without the division by O.</summary>
    SumSquaredError,

    /// <summary><c>Σ |y[o] − t[o]| / O</c>. Its gradient where both are equal is 0.</summary>
    MeanAbsoluteError,

    /// <summary>
    /// <c>Σ h(y[o] − t[o]) / O</c> with <c>h(e) = e² / 2</c> for |e| ≤ δ, otherwise <c>δ·(|e| − δ / 2)</c>; δ is
    /// <see cref="NeuralNetworkAttribute.HuberDelta"/>.
    /// </summary>
    Huber,

    /// <summary><c>Σ log cosh(y[o] − t[o]) / O</c>.</summary>
    LogCosh,

    /// <summary>
    /// Binary cross-entropy with the weight <c>α·(1 − y)^γ</c> for targets of 1 and <c>(1 − α)·y^γ</c> for targets of 0 (Lin et al.,
    /// 2017); α and γ are <see cref="NeuralNetworkAttribute.FocalAlpha"/> and <see cref="NeuralNetworkAttribute.FocalGamma"/>.
    /// </summary>
    BinaryFocalCrossEntropy,

    /// <summary><c>−α·Σ (1 − y[o])^γ·t[o]·log y[o]</c>, with α and γ as before.</summary>
    CategoricalFocalCrossEntropy,

    /// <summary><c>Σ t[o]·log(t[o] / y[o])</c> for targets that are distributions; computed from the logits as cross-entropy is.</summary>
    KullbackLeibler,

    /// <summary>
    /// <c>Σ (y[o] − t[o]·log y[o]) / O</c> for counts t and rates y above 0; with <see cref="NeuralNetworkAttribute.FromLogits"/> the
    /// outputs are the rates' logarithms: <c>Σ (exp(y[o]) − t[o]·y[o]) / O</c>.
    /// </summary>
    Poisson,

    /// <summary><c>Σ max(0, 1 − s[o]·y[o]) / O</c>, where s is 1 for a target above 0, otherwise −1: targets may be 0 and 1, or −1 and 1.</summary>
    Hinge,

    /// <summary><c>Σ max(0, 1 − s[o]·y[o])² / O</c>, with s as for the hinge.</summary>
    SquaredHinge,

    /// <summary><c>−Σ y[o]·t[o] / (|y|·|t|)</c> over the last axis: −1 for outputs in the direction of the targets.</summary>
    CosineSimilarity,

    /// <summary>
    /// The perceptron criterion, <c>Σ (y[o] − t[o])·z[o]</c> for a final binary step y of z: the distance of what is classified wrongly. Its
    /// gradient, y − t, makes gradient descent sample by sample Rosenblatt's rule.
    /// </summary>
    Perceptron,

    /// <summary>
    /// <c>max(0, 1 + max (1 − t[o])·y[o] − Σ t[o]·y[o])</c> over the last axis, for targets that are one-hot or come from integer labels:
    /// the output of the class has to be at least 1, and greater by 1 than every other.
    /// </summary>
    CategoricalHinge,
}
